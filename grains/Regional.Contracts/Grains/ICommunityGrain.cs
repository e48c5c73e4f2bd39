using Orleans;
using Orleans.Concurrency;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Contracts.Grains;

/// <summary>
/// A community. Key: its number. Holds the figures of its ledgers' own accounts (region, settlement, fees …) and their
/// limits.
/// </summary>
[Alias("regional.ICommunityGrain")]
public interface ICommunityGrain : IAccountHolder
{
    /// <summary>
    /// Ends a period of one of the community's ledgers: it takes no more lines, every account is totalled, the scheme's steps
    /// run. Answered when it is totalled, or after a while with how far it came; it goes on then. A period that has ended
    /// stays as it is.
    /// </summary>
    /// <exception cref="LedgerUnavailable">Send the same id again: what is done is not done again.</exception>
    /// <exception cref="OutcomeUnknown">As above.</exception>
    [Alias("EndPeriod")]
    [ResponseTimeout("00:02:00")]
    ValueTask<PeriodReply> EndPeriodAsync(OperationId id, LedgerId ledger, int no, string actor, string? reason);

    /// <summary>Ends what is due and takes up what was interrupted, as the reminder does.</summary>
    [AlwaysInterleave]
    [Alias("SweepPeriods")]
    [ResponseTimeout("00:10:00")]
    ValueTask SweepPeriodsAsync();
}

/// <summary>How far the end of a period came.</summary>
/// <param name="Status">Where it stands; null: there is no such period.</param>
/// <param name="Refusal">Why it stopped; null: it did not, or goes on by itself.</param>
[GenerateSerializer]
[Immutable]
[Alias("regional.PeriodReply")]
public sealed record PeriodReply([property: Id(0)] PeriodStatus? Status, [property: Id(1)] Refusal? Refusal);

/// <summary>
/// The rest of the world of a region. Key: the region's number. Holds the account that mirrors the bank account, and the
/// suspense account.
/// </summary>
[Alias("regional.IRestOfWorldGrain")]
public interface IRestOfWorldGrain : IAccountHolder;
