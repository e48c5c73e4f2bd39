using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether what a komoko refused for ever was true at its place in the journal's order.</summary>
internal sealed class KomokoRefusals(AuditBook book, ContentAudit content, LotAudit lots)
{
    /// <summary>The longest turnover period of who is not entitled to longer ones, months: it never changes here.</summary>
    private const int MonthsMax = 3;

    /// <summary>Most lots of one payment.</summary>
    private const int LotCountMax = 60;

    /// <summary>Null: the code is none of a komoko's.</summary>
    public bool? IsJustified(ToldRefused refusal, List<Asked> requests) => refusal.Code switch
    {
        "holderUnknown" or "circleClosed" or "ownAccountsApart" or "clearingExceeded" or "availableExceeded"
            or "maturityTooShort" or "paymentTooScattered" => requests.Exists(request =>
                Sides(request).Exists(side => IsSo(refusal.Code, side, book.AskedAt.GetValueOrDefault(request.Id)))),
        "notKomoko" => Holders(requests).Any(holder => book.Ledgers.TryGetValue(holder.Ledger, out var ledger)
            && ledger.Scheme != AuditCircles.Scheme),
        "holderClassFixed" => Holders(requests).Any(holder =>
            book.Komoko.Entered(holder.Member) is { } known && known.Class != holder.Class),
        "holderHasBalance" => Holders(requests).Any(holder => book.Komoko.Entered(holder.Member) is null
            && book.Accounts.Values.Any(account =>
                account.Ledger == holder.Ledger && account.Member == holder.Member && account.Balance != 0)),
        "turnoverTooLong" => Holders(requests).Any(static holder =>
            holder is { Class: 2, IsLong: false, Months: > MonthsMax }),
        _ => null,
    };

    private static IEnumerable<AskedHolder> Holders(List<Asked> requests) => requests.OfType<AskedHolder>();

    private bool IsSo(string code, Side side, long askedAt)
    {
        if (!book.Accounts.TryGetValue(side.Payer, out var payer)
            || !book.Accounts.TryGetValue(side.Payee, out var payee))
        {
            return false;
        }

        var terms = AuditKomokoTerms.Of(book, book.Ledgers[side.Ledger], side.Date);
        var cell = lots.CellOf(payer, payee, side.Purpose, side.Date, terms);
        var isUnknown = new[] { payer, payee }.Any(account => lots.CircleOf(account, side.Date) == AuditCircle.None);
        var isOwn = AuditCircles.IsOwn(payer, payee, side.Purpose);
        return code switch
        {
            "holderUnknown" => isUnknown,
            "ownAccountsApart" => cell is null && isOwn && !isUnknown,
            "circleClosed" => cell is null && !isOwn && !isUnknown,

            // The payer's lots are those of its place; what the payee owes was read before.
            "clearingExceeded" => side.Purpose == "clearing"
                && (side.Amount > Int128.Max(0, -payee.Balance) || payee.HasChangedSince(askedAt)),
            "paymentTooScattered" => book.Komoko.Open(payer.Id).Count > LotCountMax,
            _ => cell is not null && side.Amount > lots.Spendable(payer, cell, side.Date, terms, out _)
                && (code != "maturityTooShort" || cell.LotsFrom is not null),
        };
    }

    // What a request asks of komokos' ledgers.
    private List<Side> Sides(Asked request)
    {
        switch (request)
        {
            case AskedPayment { Legs: [var leg, ..] } payment when IsKomoko(payment.Ledger):
                return
                [
                    new Side(
                        payment.Ledger, leg.Debit, leg.Credit, leg.Amount, leg.Purpose,
                        book.BookedOn([payment.Ledger], payment.Texts.Date)),
                ];
            case AskedResolution resolution
                when book.Pendings.TryGetValue((resolution.Posting, resolution.Leg), out var pending)
                    && IsKomoko(pending.Leg.Ledger):
                var held = pending.Leg;
                return
                [
                    new Side(held.Ledger, held.Debit, held.Credit, held.Amount, held.Purpose, resolution.Texts.Date),
                ];
            case AskedTrade trade when content.Lay(trade, out _) is { } legs:
                var date = book.BookedOn(legs.Select(static leg => leg.Ledger).Distinct(), trade.Texts.Date);
                return
                [
                    .. legs.Where(leg => IsKomoko(leg.Ledger)).GroupBy(static leg => leg.Ledger).Select(own => new Side(
                        own.Key, own.First().Debit, own.First().Credit,
                        own.Where(leg => leg.Debit == own.First().Debit)
                            .Aggregate((Int128)0, static (sum, leg) => sum + leg.Amount),
                        trade.Purpose, date)),
                ];
            default:
                return [];
        }
    }

    private bool IsKomoko(int ledger) =>
        book.Ledgers.TryGetValue(ledger, out var found) && found.Scheme == AuditCircles.Scheme;

    private sealed record Side(int Ledger, long Payer, long Payee, Int128 Amount, string Purpose, DateOnly Date);
}
