using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Schema;

namespace Regional.Storage.Periods;

/// <summary>Reads a step's own rows for a chunk of accounts.</summary>
internal delegate Task<PeriodState> ReadPeriodState(
    RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
    CancellationToken cancellationToken);

/// <summary>The reads of the schemes' steps, by scheme and step: <c>{scheme}/{step}</c>.</summary>
internal static class PeriodStates
{
    private static readonly FrozenDictionary<string, ReadPeriodState> Readers =
        new Dictionary<string, ReadPeriodState>
        {
            [$"{SavingsPoolScheme.SchemeName}/{PointsStep.StepName}"] = PointsRecordTable.ReadAsync,
            [$"{CouponScheme.SchemeName}/{RepaymentStep.StepName}"] = RepaymentRecordTable.ReadAsync,
            [$"{KomokoScheme.SchemeName}/{ClearingStep.FirstName}"] = KomokoPeriodStates.FirstTurnoversAsync,
            [$"{KomokoScheme.SchemeName}/{ClearingStep.SecondName}"] = KomokoPeriodStates.SecondTurnoversAsync,
            [$"{KomokoScheme.SchemeName}/{DemurrageStep.StepName}"] = KomokoPeriodStates.MaturedAsync,
        }.ToFrozenDictionary();

    public static Task<PeriodState> ReadAsync(
        RegionalDatabase database, LedgerTerms ledger, IPeriodStep step, PeriodContext context,
        ImmutableArray<PeriodAccount> accounts, CancellationToken cancellationToken) =>
        Readers.TryGetValue($"{ledger.Scheme}/{step.Name}", out var read)
            ? read(database, context, accounts, cancellationToken)
            : throw new InvariantViolation($"The step {step.Name} of {ledger.Scheme} has no state that could be read.");
}
