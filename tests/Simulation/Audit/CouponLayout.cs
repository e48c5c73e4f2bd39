using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>What requests at the counter, payments and trades ought to move in a coupon book as the books stand.</summary>
internal sealed class CouponLayout(AuditBook book, CouponArithmetic arithmetic)
{
    /// <summary>The legs; null where an account is missing.</summary>
    public List<ExpectedLeg>? Lay(AskedCounter line)
    {
        if (!book.Ledgers.TryGetValue(line.Ledger, out var ledger) || ledger.Scheme != CouponArithmetic.Scheme
            || !book.Accounts.TryGetValue(line.Account, out var account))
        {
            return null;
        }

        var circulation = ledger.SystemAccounts[AuditRole.Circulation];
        var date = DateOf(line.Ledger, line.Texts);
        switch (line.Kind)
        {
            case AskedCounter.Withdrawal:
                var (notes, fee, _) = arithmetic.Withdrawal(line.Ledger, date, line.Amount, account);
                return [.. Leg(ledger, account.Id, circulation, notes), .. Fees(ledger, account.Id, fee)];
            case AskedCounter.Deposit:
                return [.. Leg(ledger, circulation, account.Id, line.Amount)];
            default:
                var worth = book.Coupons.Worth(line.Notes);
                var charge = arithmetic.ExchangeFee(line.Ledger, date, worth);
                var rest = worth - charge.Administration - charge.Fund - book.Coupons.Worth(line.Replacements);
                return [.. Fees(ledger, circulation, charge), .. Leg(ledger, circulation, account.Id, rest)];
        }
    }

    public List<ExpectedLeg>? Lay(AskedTillDifference difference)
    {
        if (!book.Ledgers.TryGetValue(difference.Ledger, out var ledger) || ledger.Scheme != CouponArithmetic.Scheme)
        {
            return null;
        }

        var circulation = ledger.SystemAccounts[AuditRole.Circulation];
        var account = ledger.SystemAccounts[AuditRole.TillDifference];
        return
        [
            .. Leg(ledger, account, circulation, book.Coupons.Worth(difference.Missing)),
            .. Leg(ledger, circulation, account, book.Coupons.Worth(difference.Found)),
        ];
    }

    public List<ExpectedLeg>? Lay(AskedCover cover)
    {
        if (!book.Ledgers.TryGetValue(cover.Ledger, out var ledger) || ledger.Scheme != CouponArithmetic.Scheme
            || !book.Accounts.TryGetValue(cover.Account, out var account))
        {
            return null;
        }

        var (owed, balance) = (-CouponArithmetic.Available(account), ledger.SystemAccounts[AuditRole.Balance]);
        return
        [
            .. Leg(ledger, balance, account.Id, owed),
            .. Leg(ledger, ledger.SystemAccounts[AuditRole.Administration], balance, owed),
        ];
    }

    /// <summary>What a line moved, the other way; null: there is no such line of the account.</summary>
    public List<ExpectedLeg>? Lay(AskedLineCorrection correction) =>
        book.Coupons.Lines.TryGetValue(correction.Line, out var line) && line.Line!.Account == correction.Account
            ? [.. line.Legs.Select(static leg => new ExpectedLeg(
                leg.Ledger, leg.Credit, leg.Debit, leg.Amount, LegAction.Post, IsForced: true, Counter: null))]
            : null;

    /// <summary>The fee that a payment or a trade bears on top, for the part that takes the member below zero.</summary>
    public List<ExpectedLeg> FeeOn(int ledger, long debit, long amount, string purpose, bool isForced, AskedTexts texts) =>
        book.Ledgers.ContainsKey(ledger) ? FeeOn(ledger, debit, amount, purpose, isForced, DateOf(ledger, texts)) : [];

    /// <summary>The same for a line that is booked on that date.</summary>
    public List<ExpectedLeg> FeeOn(int ledgerId, long debit, long amount, string purpose, bool isForced, DateOnly date)
    {
        if (!book.Ledgers.TryGetValue(ledgerId, out var ledger) || ledger.Scheme != CouponArithmetic.Scheme
            || AuditPurposes.Bookkeeping.Contains(purpose)
            || !book.Accounts.TryGetValue(debit, out var payer) || payer.Role != AuditRole.Member)
        {
            return [];
        }

        var fee = arithmetic.Fee(ledgerId, date, CouponArithmetic.Credit(amount, payer));
        return [.. Fees(ledger, debit, fee).Select(leg => leg with { IsForced = isForced })];
    }

    public DateOnly DateOf(int ledger, AskedTexts texts) => book.BookedOn([ledger], texts.Date);

    private static IEnumerable<ExpectedLeg> Fees(
        AuditLedger ledger, long payer, (Int128 Administration, Int128 Fund) fee) =>
    [
        .. Leg(ledger, payer, ledger.SystemAccounts[AuditRole.Administration], fee.Administration),
        .. Leg(ledger, payer, ledger.SystemAccounts[AuditRole.CommunityFund], fee.Fund),
    ];

    // Nothing makes no transfer.
    private static IEnumerable<ExpectedLeg> Leg(AuditLedger ledger, long debit, long credit, Int128 amount) =>
        amount <= 0 || amount > long.MaxValue
            ? []
            : [new ExpectedLeg(ledger.Id, debit, credit, (long)amount, LegAction.Post, IsForced: false, Counter: null)];
}
