using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>A month ends for a maturity-aware account: its demurrage up to the business date is posted.</summary>
public sealed record ChargeDemurrage(AccountId Account) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "demurrage";
}

/// <summary>A business's turnover period ends on the business date (003, 2.2): cover, levy.</summary>
/// <param name="Financial">Its own financial account.</param>
/// <param name="Real">Its real account.</param>
public sealed record ClearTurnover(AccountId Financial, AccountId Real) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "clearing";
}

/// <summary>What the end of a turnover period is decided on.</summary>
/// <param name="Financial">The own financial account; null: no such account.</param>
/// <param name="Real">The real account; null: no such account.</param>
/// <param name="RealOnDateMinor">The real account's balance at the end of the business date, signed.</param>
public sealed record TurnoverState(KomokoParty? Financial, KomokoParty? Real, long RealOnDateMinor) : SchemeState;

/// <summary>What the end of a month and of a turnover period becomes.</summary>
internal static class MonthEnd
{
    private const string LevyReason = "levy on what stays uncleared (003, 5.1)";

    /// <summary>The demurrage of one account. Refusal: <c>nothingDue</c>.</summary>
    public static Ruling<SchemePlan> Charge(ChargeDemurrage command, SchemeContext context)
    {
        if (context.State is not KomokoState { Payer: { IsMaturityAware: true } party })
        {
            return NothingDue(command.Account);
        }

        var charge = MonthlyCharge.Of(
            party.Lots, party.Standing.CarryParts, context.BusinessDate, KomokoTerms.Of(context.Parameters).Schedule);
        if (charge.ChargedMinor == 0)
        {
            return NothingDue(command.Account);
        }

        var standing = party.Standing with { CarryParts = charge.CarryParts };
        return new SchemePlan(
            [KomokoScheme.Demurrage(command.Account, charge.ChargedMinor, context.Ledger, context.Currency, context.SystemAccounts)],
            [
                .. charge.Uses.Select(use => new LotUsed(command.Account, use)),
                .. standing == party.Standing
                    ? Array.Empty<Fact>()
                    : [new StandingChanged(command.Account, party.Standing, standing)],
            ]);
    }

    /// <summary>
    /// The clearing of one business. Refusals in order: <c>notClearingDate</c> (or no business real account),
    /// <c>nothingDue</c>.
    /// </summary>
    public static Ruling<SchemePlan> Clear(ClearTurnover command, SchemeContext context)
    {
        var date = context.BusinessDate;
        if (context.State is not TurnoverState { Real: { Circle: Circle.BusinessReal } real, Financial: { } own } state
            || own.Circle != Circle.Financial || own.Member != real.Member || real.Profile!.ClearingDate(date) != date)
        {
            return Refusal.For(
                RefusalReason.NotClearingDate, RefusalFact.Account(command.Real), new("date", $"{date:O}"));
        }

        var terms = KomokoTerms.Of(context.Parameters);
        var passage = new Passage(OverdraftUse.None, ArrivalMaturity.None);
        var clearing = TurnoverClearing.Of(
            state.RealOnDateMinor, KomokoPayment.Spendable(own, passage, date, terms), terms.LevyRate);
        if (clearing is { CoverMinor: 0, LevyMinor: 0 })
        {
            return NothingDue(command.Real);
        }

        var legs = ImmutableArray.CreateBuilder<Leg>();
        ImmutableArray<Fact> facts = [];
        if (clearing.CoverMinor > 0)
        {
            var amount = new Amount(clearing.CoverMinor, context.Currency);
            if (!KomokoPayment.Plan(own, real, amount, TransferKind.Financial, passage, date, terms, isForced: false)
                .TryGet(out var cover, out var refusal))
            {
                return refusal;
            }

            facts = cover.Facts;
            legs.Add(Bookkeeping(command.Financial, command.Real, amount, KomokoScheme.ClearingPurpose, forcedReason: null, context));
            if (cover.ChargedMinor > 0)
            {
                legs.Add(KomokoScheme.Demurrage(
                    command.Financial, cover.ChargedMinor, context.Ledger, context.Currency, context.SystemAccounts));
            }
        }

        if (clearing.LevyMinor > 0)
        {
            legs.Add(Bookkeeping(
                command.Real, context.SystemAccounts[AccountRole.Levy], new Amount(clearing.LevyMinor, context.Currency),
                KomokoScheme.LevyPurpose, LevyReason, context));
        }

        return new SchemePlan(legs.ToImmutable(), facts);
    }

    private static Leg Bookkeeping(
        AccountId debit, AccountId credit, Amount amount, string purpose, string? forcedReason, SchemeContext context) => new()
        {
            Ledger = context.Ledger,
            Debit = debit,
            Credit = credit,
            Amount = amount,
            Kind = TransferKind.Financial,
            Purpose = purpose,
            ForcedReason = forcedReason,
        };

    private static Refusal NothingDue(AccountId account) =>
        Refusal.For(RefusalReason.NothingDue, RefusalFact.Account(account));
}
