namespace Regional.Chaos.Checking;

/// <summary>
/// Periods follow each other without gap, each is closed once, its totals are what the transfers say; a pool's points are
/// points plus balance at each month end, and sum to zero; cash that is lent out has not left its bank account.
/// </summary>
public sealed class PeriodChecks(Journal journal)
{
    private const int Totalling = 2;
    private const int PoolBank = 14;

    public IEnumerable<Finding> Check() =>
        Spans().Concat(States()).Concat(Totals()).Concat(MonthEnds()).Concat(Points()).Concat(Cash())
            .Select(static what => new Finding(FindingKind.Violation, what));

    private IEnumerable<string> Spans() =>
        from ledger in journal.Periods.GroupBy(static period => period.Ledger)
        from pair in ledger.Zip(ledger.Skip(1))
        where pair.Second.No != pair.First.No + 1 || pair.Second.First != pair.First.Last.AddDays(1)
            || pair.Second.Status > pair.First.Status
        select $"period {pair.Second.No} of ledger {ledger.Key} does not follow period {pair.First.No}";

    private IEnumerable<string> States() =>
        from period in journal.Periods
        let open = journal.Steps.Count(step => step.Period == period.Id && !step.IsDone)
        where period.Status == Totalling || (period.Status > Totalling && (open > 0 || !period.HasReport))
            || (period.Status < Totalling && journal.Steps.Any(step => step.Period == period.Id))
        select $"period {period.No} of ledger {period.Ledger} stands at {period.Status} with {open} steps under way";

    private IEnumerable<string> Totals()
    {
        var stored = journal.Totals.ToLookup(static total => total.Period);
        foreach (var period in journal.Periods.Where(static period => period.Status > Totalling))
        {
            var sums = journal.Accounts.Values.Where(account => account.LedgerId == period.Ledger)
                .ToDictionary(static account => account.Id, static _ => new TotalRow(0, 0, 0, 0, 0));
            foreach (var row in journal.Transfers.Where(row => row.Moves && row.Ledger == period.Ledger && row.Date <= period.Last))
            {
                var (debit, credit) = (sums[row.Debit], sums[row.Credit]);
                sums[row.Debit] = row.Date < period.First
                    ? debit with { Opening = debit.Opening - row.Amount }
                    : debit with { Debits = debit.Debits + row.Amount };
                credit = sums[row.Credit];
                sums[row.Credit] = row.Date < period.First
                    ? credit with { Opening = credit.Opening + row.Amount }
                    : credit with { Credits = credit.Credits + row.Amount };
            }

            var found = stored[period.Id].ToDictionary(static total => total.Account);
            foreach (var (account, sum) in sums)
            {
                var total = found.GetValueOrDefault(account);
                if (total is null || total with { Period = 0, Account = 0 } != sum)
                {
                    yield return $"period {period.No} of ledger {period.Ledger} has {total} for account {account}, the transfers "
                        + $"say {sum}";
                }
            }
        }
    }

    // Each month end once for every account: its line adds the closing balance to the points of the line before.
    private IEnumerable<string> MonthEnds()
    {
        var pools = journal.Accounts.Values.Where(static account => account.Role == PoolBank)
            .Select(static account => account.LedgerId).ToHashSet();
        var lines = journal.PointLines.ToDictionary(static line => (line.Period, line.Account));
        var totals = journal.Totals.ToDictionary(static total => (total.Period, total.Account));
        var points = new Dictionary<long, long>();
        foreach (var period in journal.Periods.Where(period => pools.Contains(period.Ledger) && period.Status > Totalling))
        {
            foreach (var account in journal.Accounts.Values.Where(account => account.LedgerId == period.Ledger))
            {
                var line = lines.GetValueOrDefault((period.Id, account.Id));
                var total = totals.GetValueOrDefault((period.Id, account.Id));
                var closing = total is null ? 0 : total.Opening - total.Debits + total.Credits;
                var before = points.GetValueOrDefault(account.Id);
                points[account.Id] = before + closing;
                if (line is null || line.Opening != before || line.Balance != closing || line.Total != before + closing)
                {
                    yield return $"month end {period.No} gives {account.Name} {line}, it should add {closing} to {before}";
                }
            }
        }

        foreach (var row in journal.Points.Where(row => row.Points != points.GetValueOrDefault(row.Account)))
        {
            yield return $"account {row.Account} has {row.Points} points, its month ends give {points.GetValueOrDefault(row.Account)}";
        }
    }

    private IEnumerable<string> Points() =>
        from ledger in journal.Points.GroupBy(static row => row.Ledger)
        let sum = ledger.Sum(static row => row.Points)
        where sum != 0
        select $"the points of ledger {ledger.Key} sum to {sum}";

    private IEnumerable<string> Cash() =>
        from bank in journal.Accounts.Values
        where bank.Role == PoolBank && bank.Balance > 0
        select $"the pool's account {bank.Name} stands at {bank.Balance}: more was paid out than came in";
}
