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
/// <param name="IsCleared">Whether it was cleared on the business date before.</param>
public sealed record TurnoverState(
    KomokoParty? Financial, KomokoParty? Real, long RealOnDateMinor, bool IsCleared = false) : SchemeState;

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

        return Charge(party, later: null, context) is { } plan ? plan : NothingDue(command.Account);
    }

    /// <summary>Demurrage of a maturity-aware account up to the business date; null: nothing is due.</summary>
    public static SchemePlan? Charge(KomokoParty party, IReadOnlyDictionary<long, Int128>? later, SchemeContext context)
    {
        var charge = MonthlyCharge.Of(
            party.Lots, party.Standing.CarryParts, context.BusinessDate, KomokoTerms.Of(context.Parameters).Schedule, later);
        if (charge.ChargedMinor == 0)
        {
            return null;
        }

        var (account, standing) = (party.Account.Id, party.Standing with { CarryParts = charge.CarryParts });
        return new SchemePlan(
            [KomokoScheme.Demurrage(account, charge.ChargedMinor, context.Ledger, context.Currency, context.SystemAccounts)],
            [
                .. charge.Uses.Select(use => new LotUsed(account, use)),
                .. standing == party.Standing
                    ? Array.Empty<Fact>()
                    : [new StandingChanged(account, party.Standing, standing)],
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

        return state.IsCleared ? NothingDue(command.Real) : Clear(real, own, state.RealOnDateMinor, context);
    }

    /// <summary>
    /// The clearing of a business's real account on the business date. Refusals: <c>nothingDue</c>, those of a payment.
    /// </summary>
    /// <param name="real">The real account.</param>
    /// <param name="own">Its own financial account; null: it has none, and nothing covers.</param>
    /// <param name="balanceMinor">The real account at the end of the business date, signed.</param>
    /// <param name="context">Terms and accounts.</param>
    public static Ruling<SchemePlan> Clear(
        KomokoParty real, KomokoParty? own, long balanceMinor, SchemeContext context)
    {
        var (date, terms) = (context.BusinessDate, KomokoTerms.Of(context.Parameters));
        var passage = new Passage(OverdraftUse.None, ArrivalMaturity.None);

        // What arrived later belongs to the next turnover period.
        var payer = own is null ? null : own with { Lots = [.. own.Lots.Where(lot => lot.ArrivedOn <= date)] };
        var clearing = TurnoverClearing.Of(
            balanceMinor, payer is null ? 0 : KomokoPayment.Spendable(payer, passage, date, terms), terms.LevyRate);
        if (clearing is { CoverMinor: 0, LevyMinor: 0 })
        {
            return NothingDue(real.Account.Id);
        }

        var legs = ImmutableArray.CreateBuilder<Leg>();
        ImmutableArray<Fact> facts = [];
        if (clearing.CoverMinor > 0)
        {
            var amount = new Amount(clearing.CoverMinor, context.Currency);
            if (!KomokoPayment.Plan(payer!, real, amount, TransferKind.Financial, passage, date, terms, isForced: false)
                .TryGet(out var cover, out var refusal))
            {
                return refusal;
            }

            facts = cover.Facts;
            var financial = payer!.Account.Id;
            legs.Add(Bookkeeping(
                financial, real.Account.Id, amount, KomokoScheme.ClearingPurpose, forcedReason: null, context));
            if (cover.ChargedMinor > 0)
            {
                legs.Add(KomokoScheme.Demurrage(
                    financial, cover.ChargedMinor, context.Ledger, context.Currency, context.SystemAccounts));
            }
        }

        if (clearing.LevyMinor > 0)
        {
            legs.Add(Bookkeeping(
                real.Account.Id, context.SystemAccounts[AccountRole.Levy], new Amount(clearing.LevyMinor, context.Currency),
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
