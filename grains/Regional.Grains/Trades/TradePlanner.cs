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
internal sealed class TradePlanner(AccountBoard board, TermsCache terms, SchemePlanner schemes, TimeProvider time)
{
    /// <summary>Plans a trade; the refusal is the first rule of route, rates, amounts, payer's then payee's scheme.</summary>
    public async ValueTask<PlannedTrade> PlanAsync(TradeOrder order)
    {
        await board.EnsureAsync([order.Payer, order.Payee], CancellationToken.None);
        if (board.Find(order.Payer) is not { } payer)
        {
            return PlannedTrade.Refused(Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(order.Payer)));
        }

        if (board.Find(order.Payee) is not { } payee)
        {
            return PlannedTrade.Refused(Refusal.For(RefusalReason.AccountUnknown, RefusalFact.Account(order.Payee)));
        }

        if (TradePurposes.KindOf(order.Purpose) is not { } kind)
        {
            return PlannedTrade.Refused(PlainPayments.PurposeRefusal(order.Purpose));
        }

        var ledgers = new Dictionary<LedgerId, LedgerTerms>();
        await ClimbAsync(payer.Ledger, ledgers);
        await ClimbAsync(payee.Ledger, ledgers);
        if (!TradeRoute.Find(payer.Ledger, payee.Ledger, id => ledgers.GetValueOrDefault(id)?.Upper)
                .TryGet(out var route, out var refusal)
            || !BookingDates.Of(order.Details, [.. route.Ledgers.Select(id => ledgers[id])], time.GetUtcNow())
                .TryGet(out var details, out refusal))
        {
            return PlannedTrade.Refused(refusal, Versions(ledgers.Values));
        }

        var (from, to) = (ledgers[payer.Ledger].Scheme, ledgers[payee.Ledger].Scheme);
        if (TradePurposes.CheckEnds(kind, order.Purpose, from, to) is { } notFinancial)
        {
            return PlannedTrade.Refused(notFinancial, Versions(ledgers.Values));
        }

        var asked = new Domain.Trades.TradeOrder(
            order.Payer, order.Payee, new Amount(order.PayeeAmountMinor, order.Currency), kind, order.Purpose,
            details.BusinessDate);
        if (!TradePathRules.Lay(asked, route, id => Ledger(ledgers[id])).TryGet(out var path, out refusal)
            || !TradeRules.Plan(asked, path).TryGet(out var plan, out refusal))
        {
            return PlannedTrade.Refused(refusal, Versions(ledgers.Values));
        }

        if (order.PayerAmountMaxMinor is { } limit && plan.Quote.PayerAmount.Minor > limit)
        {
            var exceeded = Refusal.For(
                RefusalReason.PayerAmountExceeded,
                new("amount", plan.Quote.PayerAmount.ToString()),
                new("limit", new Amount(limit, payer.Currency).ToString()));
            return PlannedTrade.Refused(exceeded, Versions(ledgers.Values));
        }

        return await JoinAsync(order with { Details = details }, plan, ledgers, route.Ledgers);
    }

    private async ValueTask<PlannedTrade> JoinAsync(
        TradeOrder order, TradePlan plan, Dictionary<LedgerId, LedgerTerms> ledgers, ImmutableArray<LedgerId> path)
    {
        var posting = new SchemePosting([], [], Versions(path.Select(id => ledgers[id])), [], Refusal: null);
        for (var at = 0; at < path.Length; at++)
        {
            var ledger = ledgers[path[at]];
            var mine = plan.LegsIn(ledger.Id);
            if (ledger.Community is null)
            {
                posting = posting with { Legs = posting.Legs.AddRange(mine) };
                continue;
            }

            SchemeCommand command = at == 0 ? new SchemeCommand.PayOut(mine) : new SchemeCommand.ReceiveIn(mine);
            ImmutableArray<AccountId> accounts = [.. mine.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct()];
            posting = posting.With(await schemes.PlanAsync(ledger, command, order.Details.BusinessDate, accounts));
            if (posting.Refusal is not null)
            {
                return new PlannedTrade(posting, order.Details, Quote: null, Top: null);
            }
        }

        posting = posting with { Facts = [.. posting.Facts, .. Postings.Claims(order.Details, plan.Legs[^1])] };
        return new PlannedTrade(
            posting, order.Details, plan.Quote, ledgers.Values.First(static ledger => ledger.Community is null));
    }

    private static ImmutableArray<TermsVersion> Versions(IEnumerable<LedgerTerms> ledgers) =>
        [.. ledgers.Select(static ledger => new TermsVersion(ledger.Id, ledger.Version))];

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

/// <summary>A trade ready to be posted, or its refusal.</summary>
/// <param name="Posting">All transfers, payer's first, the schemes' facts, or the first rule that says no.</param>
/// <param name="Details">As it is booked; null: as ordered.</param>
/// <param name="Quote">Amounts by ledger; null: refused.</param>
/// <param name="Top">The region's ledger, with what it does at caps; null: refused.</param>
internal sealed record PlannedTrade(SchemePosting Posting, OrderDetails? Details, TradeQuote? Quote, LedgerTerms? Top)
{
    public static PlannedTrade Refused(Refusal refusal, ImmutableArray<TermsVersion> under = default) => new(
        SchemePosting.Refused(refusal) with { DecidedUnder = under.IsDefault ? [] : under }, Details: null, Quote: null,
        Top: null);
}
