using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>One transfer as it ought to be.</summary>
internal sealed record ExpectedLeg(
    int Ledger, long Debit, long Credit, long Amount, LegAction Action, bool IsForced, long? Counter)
{
    public bool Fits(JournalLeg leg) =>
        leg.Ledger == Ledger && leg.Debit == Debit && leg.Credit == Credit && leg.Amount == Amount && leg.Action == Action
        && leg.IsForced == IsForced && leg.Counter == Counter;

    public override string ToString() =>
        $"[{Ledger}] {Action} {Debit} -> {Credit} {Amount}{(IsForced ? " forced" : "")}"
        + (Counter is { } c ? $" counter {c}" : "");
}

/// <summary>What a trade ought to move, worked out from the design's words (section 3) and nothing else.</summary>
internal sealed class TradeArithmetic(AuditBook book, CouponLayout coupons)
{
    /// <summary>The legs; or the code of the refusal that stands in their way.</summary>
    public List<ExpectedLeg>? Lay(AskedTrade trade, out string? refusal)
    {
        refusal = null;
        if (!book.Accounts.TryGetValue(trade.Payer, out var payer) || !book.Accounts.TryGetValue(trade.Payee, out var payee))
        {
            refusal = "accountUnknown";
            return null;
        }

        if (AuditPurposes.KindOf(trade.Purpose) is not { } kind)
        {
            refusal = "purposeNotAllowed";
            return null;
        }

        if (payer.Ledger == payee.Ledger)
        {
            refusal = "sameLedger";
            return null;
        }

        var (up, down) = Route(payer.Ledger, payee.Ledger);
        if (up is null || down is null)
        {
            refusal = "noPath";
            return null;
        }

        // A financial circle is only where a komoko is on either side (003, 2.1).
        if (kind == AuditPurposes.FinancialKind
            && new[] { payer, payee }.All(account => book.Ledgers[account.Ledger].Scheme != AuditCircles.Scheme))
        {
            refusal = "financialNeedsKomoko";
            return null;
        }

        var date = book.BookedOn([.. Ledgers(up, down)], trade.Texts.Date);
        var rates = new List<(Int128 Numerator, Int128 Denominator)>();
        foreach (var (ledger, side) in up.Select(static id => (id, 1)).Concat(down.Select(static id => (id, 2))))
        {
            if (Rate(book.Ledgers[ledger], kind, trade.Purpose, side, date) is not { } rate)
            {
                refusal = "noRate";
                return null;
            }

            rates.Add(rate);
        }

        return Lay(trade, up, down, rates, out refusal);
    }

    /// <summary>The ledgers between payer and payee; empty: there is no way.</summary>
    public List<int> Passed(AskedTrade trade)
    {
        var (up, down) = Route(book.Accounts[trade.Payer].Ledger, book.Accounts[trade.Payee].Ledger);
        return up is null || down is null || up.Count + down.Count == 0 ? [] : Ledgers(up, down);
    }

    /// <summary>The rate in force: the purpose's own before the general, then the newest date, then the last set.</summary>
    public (Int128 Numerator, Int128 Denominator)? Rate(
        AuditLedger ledger, int kind, string? purpose, int side, DateOnly date)
    {
        AuditRate? best = null;
        foreach (var rate in ledger.Rates)
        {
            if (rate.Place > book.TermsPlace || rate.Kind != kind || rate.Side != side || rate.From > date
                || (rate.Purpose is not null && rate.Purpose != purpose))
            {
                continue;
            }

            var isBetter = best is null
                || (rate.Purpose is not null).CompareTo(best.Purpose is not null) is var own && own > 0
                || (own == 0 && (rate.From > best.From || (rate.From == best.From && rate.Id > best.Id)));
            if (isBetter)
            {
                best = rate;
            }
        }

        if (best is not null)
        {
            return (best.Numerator, best.Denominator);
        }

        var upper = book.Ledgers[ledger.Upper!.UpperLedger];
        return ledger.Currency == upper.Currency && ledger.Scale == upper.Scale ? (1, 1) : null;
    }

    /// <summary>Ledgers to climb from the payer, and to descend to the payee, without the one where both meet.</summary>
    private (List<int>? Up, List<int>? Down) Route(int from, int to)
    {
        var climb = Climb(from);
        var descent = Climb(to);
        for (var up = 0; up < climb.Count; up++)
        {
            var down = descent.IndexOf(climb[up]);
            if (down >= 0)
            {
                return (climb[..up], [.. descent[..down].AsEnumerable().Reverse()]);
            }
        }

        return (null, null);
    }

    private List<int> Climb(int ledger)
    {
        List<int> passed = [ledger];
        while (book.Ledgers[passed[^1]].Upper is { } link)
        {
            passed.Add(link.UpperLedger);
        }

        return passed;
    }

    private List<ExpectedLeg>? Lay(
        AskedTrade trade, List<int> up, List<int> down, List<(Int128 Numerator, Int128 Denominator)> rates,
        out string? refusal)
    {
        refusal = null;
        var hops = up.Count + down.Count + 1;
        var forwarded = new Int128[hops];
        var rounding = new Int128[hops];
        forwarded[^1] = trade.Amount;
        for (var at = hops - 2; at >= 0; at--)
        {
            var (numerator, denominator) = rates[at];
            if (at < up.Count)
            {
                forwarded[at] = Ceiling(forwarded[at + 1] * denominator, numerator);
                rounding[at + 1] = (forwarded[at] * numerator / denominator) - forwarded[at + 1];
            }
            else
            {
                forwarded[at] = Ceiling(forwarded[at + 1] * numerator, denominator);
            }

            if (forwarded[at] > long.MaxValue || forwarded[at + 1] + rounding[at + 1] > long.MaxValue)
            {
                refusal = "amountTooLarge";
                return null;
            }
        }

        return Legs(trade, up, down, forwarded, rounding);
    }

    private List<ExpectedLeg> Legs(AskedTrade trade, List<int> up, List<int> down, Int128[] forwarded, Int128[] rounding)
    {
        var legs = new List<ExpectedLeg>();
        var ledgers = Ledgers(up, down);
        for (var at = 0; at < ledgers.Count; at++)
        {
            var debit = at == 0 ? trade.Payer
                : at <= up.Count ? Link(up[at - 1]).UpperAccount
                : Link(down[at - up.Count - 1]).LowerAccount;
            var credit = at == ledgers.Count - 1 ? trade.Payee
                : at < up.Count ? Link(up[at]).LowerAccount
                : Link(down[at - up.Count]).UpperAccount;
            var counter = at < up.Count ? forwarded[at + 1] + rounding[at + 1]
                : at > 0 ? forwarded[at - 1]
                : forwarded[at + 1];
            legs.Add(new ExpectedLeg(
                ledgers[at], debit, credit, (long)forwarded[at], LegAction.Post, IsForced: false, (long)counter));
            if (at == 0)
            {
                legs.AddRange(coupons.FeeOn(
                    ledgers[0], debit, (long)forwarded[0], trade.Purpose, isForced: false,
                    book.BookedOn(ledgers, trade.Texts.Date)));
            }

            // What a pool owes its region leaves its bank account at once (001: only what is not lent out).
            if (at == 0 && book.Ledgers[ledgers[0]] is { Scheme: PoolAudit.Scheme } pool)
            {
                legs.Add(new ExpectedLeg(
                    pool.Id, pool.SystemAccounts[AuditRole.Settlement], pool.SystemAccounts[AuditRole.PoolBank],
                    (long)forwarded[0], LegAction.Post, IsForced: false, Counter: null));
            }

            if (rounding[at] > 0)
            {
                legs.Add(new ExpectedLeg(
                    ledgers[at], debit, book.Ledgers[ledgers[at]].SystemAccounts[AuditRole.Rounding], (long)rounding[at],
                    LegAction.Post, IsForced: false, Counter: null));
            }
        }

        return legs;
    }

    private List<int> Ledgers(List<int> up, List<int> down)
    {
        var top = up.Count > 0 ? Link(up[^1]).UpperLedger : Link(down[0]).UpperLedger;
        return [.. up, top, .. down];
    }

    private AuditLink Link(int ledger) => book.Ledgers[ledger].Upper!;

    private static Int128 Ceiling(Int128 value, Int128 over) => (value / over) + (value % over > 0 ? 1 : 0);
}
