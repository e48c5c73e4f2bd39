using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Whether a refusal of a coupon book is true of the figures at its place; or, of what is only read (series, prints, tills),
/// of what may have been read since it was asked.
/// </summary>
internal sealed class CouponRefusals(
    AuditBook book, CouponArithmetic arithmetic, CouponLayout layout, TradeArithmetic trades)
{
    public static readonly HashSet<string> Codes =
    [
        "tillNotOpen", "amountNotInNotes", "withdrawalTooLarge", "fundShort", "rupiahBookMissing", "seriesUnknown",
        "noteOfOtherCommunity", "noteOfOtherSeries", "noteUnknown", "noteExpired", "noteNotExpired", "notesDiffer",
        "noteNeverIssued", "noteDepositedTwice", "noteWithdrawn", "noteNotAtHand", "exchangeTooLarge", "paymentsNotOffered",
        "creditNotPending", "rupiahFeeDue", "nothingToCover", "lineUnknown", "seriesTaken", "notesPrinted",
        "valueNotOffered", "tillOpen",
    ];

    private AuditCoupons Coupons => book.Coupons;

    /// <summary>Circulation and till difference move only with notes; the counter knows members, #1 and #2.</summary>
    public static bool IsNotPayable(AuditAccount? account, IEnumerable<Asked> requests) => account?.Role switch
    {
        AuditRole.Circulation or AuditRole.TillDifference => true,
        null or AuditRole.Member or AuditRole.Administration or AuditRole.CommunityFund => false,
        _ => requests.Any(static request => request is AskedCounter),
    };

    /// <param name="refusal">What was kept.</param>
    /// <param name="request">What was asked under its id.</param>
    /// <param name="amount">What its first transfer would take; null: it cannot be laid out.</param>
    public bool IsJustified(ToldRefused refusal, Asked request, long? amount) => request switch
    {
        AskedCounter line => IsOfLine(refusal, line),
        AskedTillDifference till => IsOfDifference(refusal, till),
        AskedCover cover => IsOfCover(refusal, cover),
        AskedLineCorrection correction => IsOfCorrection(refusal, correction),
        AskedPayment { Legs: [var leg, ..] } payment when book.Ledgers.ContainsKey(payment.Ledger) => IsOfPayment(
            refusal, payment.Ledger, leg.Debit, leg.Amount, leg.Purpose, leg.IsPending,
            layout.DateOf(payment.Ledger, payment.Texts))
            || (refusal.Code == "paymentsNotOffered" && IsOff(payment.Ledger, payment.Texts, "payments")),
        AskedTrade trade when book.Accounts.TryGetValue(trade.Payer, out var payer)
            && book.Accounts.ContainsKey(trade.Payee) => IsOfPayment(
            refusal, payer.Ledger, trade.Payer, amount ?? 0, trade.Purpose, isPending: false,
            book.BookedOn(trades.Passed(trade), trade.Texts.Date)),
        AskedSeries series => refusal.Code == "seriesTaken" && Coupons.Series.ContainsKey(series.Code),
        AskedPrint print => IsOfPrint(refusal, print),
        AskedTillOpening opening => IsOfOpening(refusal, opening),
        AskedTillClosing closing => IsOfClosing(refusal, closing),
        _ => false,
    };

    private bool IsOfLine(ToldRefused refusal, AskedCounter line)
    {
        if (!book.Ledgers.TryGetValue(line.Ledger, out var ledger) || ledger.Scheme != CouponArithmetic.Scheme)
        {
            return false;
        }

        var date = layout.DateOf(line.Ledger, line.Texts);
        var old = Coupons.Worth(line.Notes);
        switch (refusal.Code)
        {
            case "tillNotOpen":
                return line.Till is { } till
                    ? !IsOpen(till, line.Ledger) || Coupons.Tills[till].OpenedAt > AskedAt(line)
                    : !IsOff(line.Ledger, line.Texts, "tillsRequired");
            case "exchangeTooLarge":
                var fee = arithmetic.ExchangeFee(line.Ledger, date, old);
                return Coupons.Worth(line.Replacements) > old - fee.Administration - fee.Fund || IsPrintedSince(line);
            case "noteNotExpired":
                return line.Kind == AskedCounter.Exchange && AnyNote(line.Notes, series => date <= series);
            case "noteExpired":
                return AnyNote(line.Kind == AskedCounter.Exchange ? line.Replacements : line.Notes, series => date > series);
            case "noteNotAtHand":
                return IsNotAtHand(
                    refusal, line.Kind switch
                    {
                        AskedCounter.Withdrawal => line.Notes,
                        AskedCounter.Exchange => line.Replacements,
                        _ => "",
                    },
                    line.Till);
            case "noteNeverIssued" or "noteDepositedTwice" or "noteWithdrawn":
                return line.Kind != AskedCounter.Withdrawal && IsNotOutside(refusal, line.Notes);
            case "seriesUnknown" or "noteOfOtherCommunity" or "noteOfOtherSeries" or "noteUnknown":
                return IsStranger(refusal, line.Ledger, $"{line.Notes}, {line.Replacements}") || IsPrintedSince(line)
                    || IsOthersPrintedSince(refusal, line);
            default:
                return IsOfAmount(refusal, line, date, old);
        }
    }

    private bool IsOfAmount(ToldRefused refusal, AskedCounter line, DateOnly date, Int128 worth)
    {
        if (!book.Accounts.TryGetValue(line.Account, out var account))
        {
            // Nobody's account has nothing on it and no fee.
            return refusal.Code is "amountNotInNotes" or "notesDiffer" or "fundShort";
        }

        if (line.Kind == AskedCounter.Deposit)
        {
            return refusal.Code == "notesDiffer" && (worth != line.Amount || IsPrintedSince(line));
        }

        if (line.Kind != AskedCounter.Withdrawal)
        {
            return false;
        }

        account.Enter(book.Place);
        var (notes, fee, rupiah) = arithmetic.Withdrawal(line.Ledger, date, line.Amount, account);
        var debit = notes + fee.Administration + fee.Fund;
        return refusal.Code switch
        {
            "notesDiffer" => worth != notes || IsPrintedSince(line),
            "amountNotInNotes" => notes <= 0 || notes % arithmetic.Smallest(line.Ledger) != 0,
            "fundShort" => account.Role != AuditRole.Member && debit > CouponArithmetic.Available(account),
            "rupiahBookMissing" => rupiah > 0,
            "withdrawalTooLarge" => account.Role == AuditRole.Member && debit > account.DebitRoom
                && Minor(refusal, "balance") == account.Balance && Fits(Minor(refusal, "largest"), line, date, account),
            _ => false,
        };
    }

    // What it says could be drawn, can.
    private bool Fits(Int128 largest, AskedCounter line, DateOnly date, AuditAccount account)
    {
        var (notes, fee, _) = arithmetic.Withdrawal(line.Ledger, date, largest, account);
        return largest == 0 || notes + fee.Administration + fee.Fund <= account.DebitRoom;
    }

    private bool IsOfDifference(ToldRefused refusal, AskedTillDifference till) => refusal.Code switch
    {
        "tillNotOpen" => !Coupons.Tills.TryGetValue(till.Till, out var known) || known.IsOpen,
        "noteNotAtHand" => IsNotAtHand(refusal, till.Missing, till.Till),
        "noteNeverIssued" or "noteDepositedTwice" or "noteWithdrawn" => IsNotOutside(refusal, till.Found),
        _ => false,
    };

    private bool IsOfCover(ToldRefused refusal, AskedCover cover)
    {
        if (!book.Accounts.TryGetValue(cover.Account, out var account))
        {
            return refusal.Code == "nothingToCover";
        }

        var owed = -CouponArithmetic.Available(account);
        return refusal.Code switch
        {
            "nothingToCover" => owed <= 0 || account.Role != AuditRole.Member,
            "fundShort" => book.Ledgers[cover.Ledger].SystemAccounts.TryGetValue(AuditRole.Administration, out var fund)
                && CouponArithmetic.Available(book.Accounts[fund]) < owed,
            _ => false,
        };
    }

    private bool IsOfCorrection(ToldRefused refusal, AskedLineCorrection correction)
    {
        if (!Coupons.Lines.TryGetValue(correction.Line, out var line) || line.Line!.Account != correction.Account)
        {
            return refusal.Code == "lineUnknown";
        }

        // Between the plan and the journal its till may have been closed; where it is, notes are taken from the stock.
        var till = line.Line.Till is { } through && Coupons.Tills[through].IsOpen ? line.Line.Till : null;
        return refusal.Code switch
        {
            "tillNotOpen" => line.Line.Till is not null && till is null,
            "noteNotAtHand" => line.Moves.Any(move => move.Move == 3
                ? Names(move.Notes, refusal) is { } note && note.State != AuditCoupons.Withdrawn
                : IsNotAtHand(refusal, move.Notes, till)),
            "noteNeverIssued" or "noteDepositedTwice" or "noteWithdrawn" =>
                line.Moves.Any(move => IsNotOutside(refusal, move.Notes)),
            _ => false,
        };
    }

    private bool IsOfPayment(
        ToldRefused refusal, int ledger, long payerId, long amount, string purpose, bool isPending, DateOnly date)
    {
        if (!book.Accounts.TryGetValue(payerId, out var payer) || AuditPurposes.Bookkeeping.Contains(purpose))
        {
            return false;
        }

        var credit = CouponArithmetic.Credit(amount, payer);
        return credit > 0 && refusal.Code switch
        {
            "fundShort" => payer.Role is AuditRole.Administration or AuditRole.CommunityFund,
            "creditNotPending" => payer.Role == AuditRole.Member && isPending,
            "rupiahFeeDue" => payer.Role == AuditRole.Member
                && arithmetic.Preset(ledger, date) == "C",
            _ => false,
        };
    }

    private bool IsOfPrint(ToldRefused refusal, AskedPrint print)
    {
        var notes = AuditCoupons.Read(print.Notes).ToList();
        return refusal.Code switch
        {
            "seriesUnknown" => Coupons.Series.GetValueOrDefault(notes[0].Series).Ledger != print.Ledger,
            "valueNotOffered" => (long)(print.Value / arithmetic.Smallest(print.Ledger)) is not (1 or 5 or 10 or 20 or 50)
                || print.Value % arithmetic.Smallest(print.Ledger) != 0,
            "notesPrinted" => notes.Any(note => AuditCoupons.Word(note) == refusal.Fact("note") && Coupons.Notes.ContainsKey(note)),
            _ => false,
        };
    }

    private bool IsOfOpening(ToldRefused refusal, AskedTillOpening opening) => refusal.Code switch
    {
        "tillOpen" => Coupons.Tills.Values.Any(till =>
            till.IsOpen && till.Ledger == opening.Ledger && till.Teller == opening.Teller),
        "noteNotAtHand" => IsNotAtHand(refusal, opening.Notes, till: null),
        "noteUnknown" => IsUnprinted(refusal, opening.Notes, opening.Ledger),
        _ => false,
    };

    private bool IsOfClosing(ToldRefused refusal, AskedTillClosing closing)
    {
        if (!Coupons.Tills.TryGetValue(closing.Till, out var till) || !till.IsOpen)
        {
            return refusal.Code == "tillNotOpen";
        }

        return refusal.Code switch
        {
            "noteUnknown" => IsUnprinted(refusal, closing.Notes, till.Ledger),
            "notesDiffer" => closing.Counted != string.Join(", ", AuditCoupons.Read(closing.Notes)
                .Select(note => Coupons.Notes.GetValueOrDefault(note)?.Value ?? 0).GroupBy(static value => value)
                .OrderByDescending(static group => group.Key).Select(static group => $"{group.Count()} x {group.Key}")),
            "noteNotAtHand" => Names(closing.Notes, refusal) is { } note && note.State != AuditCoupons.Outside
                && note.Till != closing.Till && note.StateWord == refusal.Fact("state"),
            _ => false,
        };
    }

    private bool IsOpen(Guid till, int ledger) =>
        Coupons.Tills.TryGetValue(till, out var known) && known.IsOpen && known.Ledger == ledger;

    private bool IsOff(int ledger, AskedTexts texts, string name) => book.Ledgers.ContainsKey(ledger)
        && arithmetic.Term(ledger, layout.DateOf(ledger, texts), name) == "false";

    private bool IsPrintedSince(AskedCounter line) =>
        Coupons.PrintedAt.GetValueOrDefault(line.Ledger) > AskedAt(line);

    // A series is known by its notes, whosever they are: until the first is printed it is nobody's.
    private bool IsOthersPrintedSince(ToldRefused refusal, AskedCounter line) => refusal.Code == "seriesUnknown"
        && refusal.Fact("series") is { } code && Coupons.Series.TryGetValue(code, out var series)
        && Coupons.PrintedAt.GetValueOrDefault(series.Ledger) > AskedAt(line);

    private long AskedAt(Asked request) => book.AskedAt.GetValueOrDefault(request.Id);

    private bool AnyNote(string notes, Predicate<DateOnly> isSo) => AuditCoupons.Read(notes)
        .Any(note => Coupons.Series.TryGetValue(note.Series, out var series) && isSo(series.LastValidDay));

    // The note that a refusal names, if it is among these.
    private AuditNote? Names(string notes, ToldRefused refusal)
    {
        foreach (var serial in AuditCoupons.Read(notes))
        {
            if (AuditCoupons.Word(serial) == refusal.Fact("note"))
            {
                return Coupons.Notes.GetValueOrDefault(serial);
            }
        }

        return null;
    }

    private bool IsNotAtHand(ToldRefused refusal, string notes, Guid? till) =>
        Names(notes, refusal) is { } note && note.StateWord == refusal.Fact("state")
        && (till is null ? note.State != AuditCoupons.Stock : note.State != AuditCoupons.InTill || note.Till != till);

    private bool IsNotOutside(ToldRefused refusal, string notes) => Names(notes, refusal) is { } note && refusal.Code switch
    {
        "noteWithdrawn" => note.State == AuditCoupons.Withdrawn,
        "noteDepositedTwice" => note.State is AuditCoupons.Stock or AuditCoupons.InTill && note.Issued > 0,
        _ => note.State is AuditCoupons.Stock or AuditCoupons.InTill && note.Issued == 0,
    };

    private bool IsUnprinted(ToldRefused refusal, string notes, int ledger) => AuditCoupons.Read(notes).Any(note =>
        AuditCoupons.Word(note) == refusal.Fact("note")
        && (!Coupons.Notes.TryGetValue(note, out var known) || known.Ledger != ledger));

    // Of no series, of another community, printed in another series, or never printed.
    private bool IsStranger(ToldRefused refusal, int ledger, string notes) => refusal.Code == "seriesUnknown"
        ? Coupons.Notes.Keys.All(known => known.Series != refusal.Fact("series"))
        : AuditCoupons.Read(notes).Any(note => AuditCoupons.Word(note) == refusal.Fact("note") && refusal.Code switch
        {
            "noteOfOtherCommunity" => IsOfOther(note, ledger),
            "noteOfOtherSeries" => !Coupons.Notes.ContainsKey(note) && Coupons.Notes.Any(known =>
                known.Value.Ledger == ledger && known.Key.Number == note.Number),
            _ => !Coupons.Notes.ContainsKey(note),
        });

    private bool IsOfOther((string Series, long Number) note, int ledger) =>
        Coupons.Series.TryGetValue(note.Series, out var series) && series.Ledger != ledger;

    private static Int128 Minor(ToldRefused refusal, string fact) => Int128.Parse(
        refusal.Fact(fact)!.Split(' ')[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
