namespace Regional.Chaos.Checking;

/// <summary>
/// Every account replayed from its entries in their own order: numbers without gaps, the balance after each, the counters
/// at the end, and the limits at each place.
/// </summary>
public sealed class AccountChecks(Journal journal, IReadOnlyDictionary<string, Limits> limits)
{
    private readonly Dictionary<(Guid, int), TransferRow> _held = journal.Transfers
        .Where(static row => row.Action == TransferAction.Pend).GroupBy(static row => (row.Operation, row.Leg))
        .ToDictionary(static group => group.Key, static group => group.First());

    public IEnumerable<Finding> Check()
    {
        var entries = journal.Transfers
            .SelectMany(static row => new[] { new Entry(row, IsDebit: true), new Entry(row, IsDebit: false) })
            .ToLookup(static entry => entry.Account);
        return journal.Accounts.Values
            .SelectMany(account => Check(
                account,
                [.. entries[account.Id].OrderBy(static entry => entry.No)],
                limits.GetValueOrDefault(account.Name)))
            .Select(static what => new Finding(FindingKind.Violation, what));
    }

    private IEnumerable<string> Check(AccountRow account, Entry[] entries, Limits? limit)
    {
        var (debits, credits, debitsPending, creditsPending, no) = (0L, 0L, 0L, 0L, 0L);
        foreach (var commit in entries.GroupAdjacent(static entry => entry.Row.Commit))
        {
            // Room is measured from before the commit; what the commit brings in the other direction does not count.
            var (lowest, highest) = (credits - debits - debitsPending, credits - debits + creditsPending);
            foreach (var entry in commit)
            {
                var row = entry.Row;
                if (entry.No != ++no)
                {
                    yield return $"account {account.Name}: entry {entry.No} stands where {no} should";
                    no = entry.No;
                }

                (lowest, highest) = !row.Places ? (lowest, highest)
                    : entry.IsDebit ? (lowest - row.Amount, highest) : (lowest, highest + row.Amount);
                if (row is { Places: true, IsForced: false } && Breach(entry, limit, lowest, highest) is { } breach)
                {
                    yield return $"account {account.Name}: entry {no} {breach}";
                }

                var (posted, pending) = (row.Moves ? row.Amount : 0, PendingChange(row));
                (debits, debitsPending) = entry.IsDebit ? (debits + posted, debitsPending + pending) : (debits, debitsPending);
                (credits, creditsPending) =
                    entry.IsDebit ? (credits, creditsPending) : (credits + posted, creditsPending + pending);
                if (entry.Balance != credits - debits)
                {
                    yield return
                        $"account {account.Name}: entry {no} says balance {entry.Balance}, worked out {credits - debits}";
                }
            }
        }

        var (said, found) = (
            (account.DebitsPosted, account.CreditsPosted, account.DebitsPending, account.CreditsPending,
                account.Entries),
            (debits, credits, debitsPending, creditsPending, no));
        if (said != found)
        {
            yield return $"account {account.Name} says {said}, its entries {found}";
        }
    }

    private static string? Breach(Entry entry, Limits? limit, long lowest, long highest) =>
        entry.IsDebit && lowest < limit?.Floor ? $"leads to {lowest}, below the floor {limit.Floor}"
        : !entry.IsDebit && highest > limit?.Ceiling ? $"leads to {highest}, above the ceiling {limit.Ceiling}"
        : null;

    // What it adds to what is held on both of its accounts; an end releases the whole, whatever it moves.
    private long PendingChange(TransferRow row) => row.Action switch
    {
        TransferAction.Post => 0,
        TransferAction.Pend => row.Amount,
        TransferAction.PostPending or TransferAction.VoidPending or TransferAction.ExpirePending => -Held(row),
    };

    private long Held(TransferRow row) =>
        _held.TryGetValue((row.Resolves ?? Guid.Empty, row.ResolvesLeg ?? 0), out var held) ? held.Amount : 0;

    private sealed record Entry(TransferRow Row, bool IsDebit)
    {
        public long Account => IsDebit ? Row.Debit : Row.Credit;

        public long No => IsDebit ? Row.DebitEntry : Row.CreditEntry;

        public long Balance => IsDebit ? Row.DebitBalance : Row.CreditBalance;
    }
}

/// <summary>Limits as somebody set them, in minor units; null: none.</summary>
public sealed record Limits(long? Floor, long? Ceiling);

internal static class Adjacent
{
    /// <summary>Runs of neighbours with the same key.</summary>
    public static IEnumerable<List<T>> GroupAdjacent<T>(this IEnumerable<T> items, Func<T, long> key)
    {
        List<T> run = [];
        foreach (var item in items)
        {
            if (run.Count > 0 && key(run[0]) != key(item))
            {
                yield return run;
                run = [];
            }

            run.Add(item);
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }
}
