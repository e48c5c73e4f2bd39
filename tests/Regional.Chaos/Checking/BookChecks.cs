namespace Regional.Chaos.Checking;

/// <summary>The books as a whole: sums, mirrors, windows, and nothing left hanging.</summary>
public sealed class BookChecks(Journal journal)
{
    private const int Open = 1;
    private const int Closed = 3;
    private const int Settled = 4;

    public IEnumerable<Finding> Check() =>
        Sums().Concat(Mirrors()).Concat(WindowsFollow()).Concat(WindowsHold()).Concat(NothingHangs())
            .Select(static what => new Finding(FindingKind.Violation, what));

    private IEnumerable<string> Sums() =>
        from ledger in journal.Accounts.Values.GroupBy(static account => account.Ledger)
        let sum = ledger.Sum(static account => account.Balance)
        where sum != 0
        select $"ledger {ledger.Key} sums to {sum}";

    // The counter amounts below say what the account above holds, the other way round.
    private IEnumerable<string> Mirrors()
    {
        var counters = new Dictionary<long, long>();
        foreach (var row in journal.Transfers.Where(static row => row is { Moves: true, CounterAmount: not null }))
        {
            counters[row.Credit] = counters.GetValueOrDefault(row.Credit) + row.CounterAmount!.Value;
            counters[row.Debit] = counters.GetValueOrDefault(row.Debit) - row.CounterAmount!.Value;
        }

        return from mirror in journal.Mirrors
               let below = counters.GetValueOrDefault(mirror.LowerAccount)
               let above = journal.Accounts[mirror.UpperAccount].Balance
               where below != -above
               let name = journal.Accounts[mirror.LowerAccount].Name
               select $"account {name} mirrors {below}, the account above holds {above}";
    }

    private IEnumerable<string> WindowsFollow() =>
        from region in journal.Windows.GroupBy(static window => window.Ledger)
        from pair in region.Zip(region.Skip(1))
        where pair.First.Closes != pair.Second.Opens || pair.First.No + 1 != pair.Second.No
        select $"window {pair.Second.No} does not follow window {pair.First.No}";

    private IEnumerable<string> WindowsHold()
    {
        var windows = journal.Windows.ToDictionary(static window => window.Id);
        var regional = journal.Windows.Select(static window => window.Ledger).ToHashSet();
        foreach (var row in journal.Transfers)
        {
            var belongs = row.Moves && regional.Contains(row.Ledger);
            var window = row.Window is { } id ? windows.GetValueOrDefault(id) : null;
            var holds = window is not null && window.Ledger == row.Ledger
                && row.At >= window.Opens && row.At < window.Closes;
            if (belongs && !holds)
            {
                yield return $"transfer {row.Operation}:{row.Leg} of {row.At:O} stands in window {row.Window}";
            }
            else if (!belongs && row.Window is not null)
            {
                yield return $"transfer {row.Operation}:{row.Leg} belongs in no window and stands in {row.Window}";
            }
        }

        foreach (var window in journal.Windows.Where(static window => window.ClosedAt is { } at && at < window.Closes))
        {
            yield return $"window {window.No} was closed before its end";
        }
    }

    // Asked when everything had time to come to its end.
    private IEnumerable<string> NothingHangs() =>
        journal.Pendings.Where(static pending => pending.Status == Open)
            .Select(static pending => $"pending {pending.Operation}:{pending.Leg} ({pending.Purpose}) has not ended")
            .Concat(journal.Windows.Where(static window => window.Status is > Open and < Settled)
                .Select(static window =>
                    $"window {window.No} is {(window.Status == Closed ? "closed" : "closing")}, not settled"));
}
