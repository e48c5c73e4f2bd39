using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// What the end of a coupon book's period does (002): the administration charge once for each account that was there, and
/// what members repaid of what they owed.
/// </summary>
internal sealed class CouponPeriods(AuditBook book, CouponArithmetic arithmetic)
{
    private readonly Dictionary<(long Period, long Account), (Int128 Debt, Int128 Due, Int128 Least, Int128 Most)> _repaid = [];

    /// <summary>What is wrong about a posting that the end of a period made; null: nothing.</summary>
    public string? CheckCharge(JournalPosting posting, AuditPeriod period)
    {
        if (posting.Legs is not [{ IsForced: true, Action: LegAction.Post, Counter: null } leg]
            || !book.Accounts.TryGetValue(leg.Debit, out var account) || account.Role != AuditRole.Member)
        {
            return $"no charge looks like {posting}";
        }

        var (ledger, charge) = (book.Ledgers[leg.Ledger], arithmetic.MonthlyCharge(leg.Ledger, period.Last));
        if (leg.Credit != ledger.SystemAccounts[AuditRole.Administration] || leg.Amount != charge || charge == 0
            || posting.Date != period.Last || !IsCharged(account, period))
        {
            return $"the charge is {charge}, on {period.Last:O}, instead of {posting}";
        }

        return book.Coupons.Charged.Add((posting.Period!.Value, account.Id))
            ? null
            : $"account {account.Id} is charged twice by {posting}";
    }

    /// <summary>A step of an end has gone over all accounts.</summary>
    public Violation? Take(PeriodChunkCommand chunk, int ledger, AuditPeriod period)
    {
        switch (chunk.Step)
        {
            case "charge":
                var left = Members(ledger).FirstOrDefault(account => account.Status != 4 && IsCharged(account, period)
                    && !book.Coupons.Charged.Contains((chunk.Period, account.Id)) && account.Holds(1L << 40, 0));
                return arithmetic.MonthlyCharge(ledger, period.Last) > 0 && left is not null
                    ? new Violation("period", $"{chunk}: account {left.Id} is not charged")
                    : null;
            case "repayments":
                Repay(chunk.Period, ledger, period);
                return null;
            default:
                return null;
        }
    }

    /// <summary>Every line of repayments is stored once and says what the journal's lines say.</summary>
    public Violation? CheckStored(IEnumerable<JournalRepayment> stored)
    {
        var left = _repaid.Keys.ToHashSet();
        foreach (var row in stored)
        {
            var isKnown = _repaid.TryGetValue((row.Period, row.Account), out var expected);
            left.Remove((row.Period, row.Account));
            if (!isKnown || row.Debt != expected.Debt || row.Due != expected.Due || row.Paid < expected.Least
                || row.Paid > expected.Most)
            {
                return new Violation("period", $"stored is {row}, the lines say {expected}");
            }
        }

        return left.Count == 0 ? null : new Violation("period", $"the store misses repayments of {string.Join(", ", left)}");
    }

    // Opened by the period's last date, or with lines by then because they were entered later.
    private bool IsCharged(AuditAccount account, AuditPeriod period) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(account.OpenedAt, book.Ledgers[account.Ledger].Zone).DateTime) <= period.Last
        || Lines(account, period.Last).Any(line => line.Date >= period.First)
        || Opening(account, period) != 0;

    private void Repay(long id, int ledger, AuditPeriod period)
    {
        var share = arithmetic.Repayment(ledger, period.Last);
        foreach (var account in Members(ledger))
        {
            if (Opening(account, period) is var opening && opening < 0)
            {
                // What was corrected since the end began may have been seen as it was.
                var paid = Lines(account, period.Last)
                    .Where(line => line.Date >= period.First && line.Credit == account.Id && !IsCorrection(line)).ToList();
                Int128 Sum(Func<AuditLine, bool> counts) =>
                    paid.Where(counts).Aggregate((Int128)0, static (sum, line) => sum + line.Amount);
                _repaid[(id, account.Id)] = (
                    -opening, CouponArithmetic.HalfUp(-opening, share), Sum(line => CorrectedAt(line) is null),
                    Sum(line => CorrectedAt(line) is not { } at || at >= period.BegunAt));
            }
        }
    }

    private Int128 Opening(AuditAccount account, AuditPeriod period) => Lines(account, period.First.AddDays(-1))
        .Aggregate((Int128)0, (sum, line) => sum + (line.Credit == account.Id ? line.Amount : -line.Amount));

    private IEnumerable<AuditLine> Lines(AuditAccount account, DateOnly last) => book.Lines.Where(line =>
        line.Ledger == account.Ledger && line.Date <= last && (line.Debit == account.Id || line.Credit == account.Id));

    private IEnumerable<AuditAccount> Members(int ledger) => book.Accounts.Values
        .Where(account => account.Ledger == ledger && account.Role == AuditRole.Member);

    private bool IsCorrection(AuditLine line) => ((JournalPosting)book.Operations[line.Posting].Outcome).Corrects is not null;

    private long? CorrectedAt(AuditLine line) => book.Operations[line.Posting].CorrectedBy is { } by
        ? book.Operations.TryGetValue(by, out var correction) ? correction.Place : book.Place
        : null;
}
