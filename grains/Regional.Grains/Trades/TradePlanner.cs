using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Trades;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;
using TradeOrder = Regional.Contracts.Grains.TradeOrder;

namespace Regional.Grains.Trades;

/// <summary>
/// Makes the posting of a trade: route, rates and amounts from the Domain rules on the terms in memory, and the consent
/// of the schemes on both ends.
/// </summary>
internal sealed class TradePlanner(AccountBoard board, TermsCache terms, SchemePlanner schemes)
{
    /// <summary>Plans a trade; the refusal is the first rule of route, rates, amounts, payer's then payee's scheme.</summary>
    public async ValueTask<Ruling<PlannedTrade>> PlanAsync(TradeOrder order)
    {
        await board.EnsureAsync([order.Payer, order.Payee], CancellationToken.None);
        if (board.Find(order.Payer) is not { } payer)
        {
            return Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(order.Payer));
        }

        if (board.Find(order.Payee) is not { } payee)
        {
            return Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(order.Payee));
        }

        if (Purposes.KindOf(order.Purpose) is not { } kind)
        {
            return Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", order.Purpose));
        }

        var ledgers = new Dictionary<LedgerId, LedgerTerms>();
        await ClimbAsync(payer.Ledger, ledgers);
        await ClimbAsync(payee.Ledger, ledgers);
        var asked = new Domain.Trades.TradeOrder(
            order.Payer, order.Payee, new Amount(order.PayeeAmountMinor, order.Currency), kind, order.Purpose,
            order.Details.BusinessDate);
        if (!TradeRoute.Find(payer.Ledger, payee.Ledger, id => ledgers.GetValueOrDefault(id)?.Upper)
                .TryGet(out var route, out var refusal)
            || !TradePathRules.Lay(asked, route, id => Ledger(ledgers[id])).TryGet(out var path, out refusal)
            || !TradeRules.Plan(asked, path).TryGet(out var plan, out refusal))
        {
            return refusal;
        }

        if (order.PayerAmountMaxMinor is { } limit && plan.Quote.PayerAmount.Minor > limit)
        {
            return Refusal.For(
                RefusalReason.PayerAmountExceeded,
                new("amount", plan.Quote.PayerAmount.ToString()),
                new("limit", new Amount(limit, payer.Currency).ToString()));
        }

        return Join(order, plan, ledgers, route.Ledgers);
    }

    private Ruling<PlannedTrade> Join(
        TradeOrder order, TradePlan plan, Dictionary<LedgerId, LedgerTerms> ledgers, ImmutableArray<LedgerId> path)
    {
        var legs = ImmutableArray.CreateBuilder<Leg>();
        var facts = ImmutableArray.CreateBuilder<Fact>();
        for (var at = 0; at < path.Length; at++)
        {
            var ledger = ledgers[path[at]];
            var mine = plan.LegsIn(ledger.Id);
            if (ledger.Community is null)
            {
                legs.AddRange(mine);
                continue;
            }

            SchemeCommand command = at == 0 ? new SchemeCommand.PayOut(mine) : new SchemeCommand.ReceiveIn(mine);
            var accounts = mine.SelectMany(static leg => new[] { leg.Debit, leg.Credit });
            if (!schemes.Plan(ledger, command, order.Details.BusinessDate, accounts).TryGet(out var side, out var refusal))
            {
                return refusal;
            }

            legs.AddRange(side.Legs);
            facts.AddRange(side.Facts);
        }

        facts.AddRange(Postings.Claims(order.Details, plan.Legs[^1]));
        var top = ledgers.Values.First(static ledger => ledger.Community is null);
        return new PlannedTrade(
            plan.Quote,
            legs.ToImmutable(),
            facts.ToImmutable(),
            [.. path.Select(id => new TermsVersion(id, ledgers[id].Version))],
            top);
    }

    private async ValueTask ClimbAsync(LedgerId start, Dictionary<LedgerId, LedgerTerms> ledgers)
    {
        for (LedgerId? at = start; at is { } id && ledgers.Count < 2 * TradeRoute.DepthMax;)
        {
            if (await terms.FindAsync(id, CancellationToken.None) is not { } ledger)
            {
                return;
            }

            ledgers[id] = ledger;
            at = ledger.Upper?.UpperLedger;
        }
    }

    internal static TradeLedger Ledger(LedgerTerms ledger) => new(
        ledger.Id,
        ledger.Currency,
        ledger.SystemAccounts.TryGetValue(AccountRole.Rounding, out var rounding) ? rounding : null,
        Rates(ledger),
        ledger.CommunityCode,
        ledger.IsSuspended);

    internal static RateTable Rates(LedgerTerms ledger) => new(ledger.Id, ledger.Rates);
}

/// <summary>A trade ready to be posted.</summary>
/// <param name="Quote">Amounts by ledger.</param>
/// <param name="Legs">All transfers, payer's first.</param>
/// <param name="Facts">The schemes' rows.</param>
/// <param name="DecidedUnder">Versions of the terms of every ledger passed.</param>
/// <param name="Top">The region's ledger, with what it does at caps.</param>
internal sealed record PlannedTrade(
    TradeQuote Quote,
    ImmutableArray<Leg> Legs,
    ImmutableArray<Fact> Facts,
    ImmutableArray<TermsVersion> DecidedUnder,
    LedgerTerms Top);
