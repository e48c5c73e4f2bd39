namespace Regional.Cli.Import;

/// <summary>
/// Keeps the file's order where it matters: a line that debits an account with a floor waits for the answers to earlier
/// lines that credit it, and one that credits an account with a ceiling for those that debit it. All others may
/// overtake.
/// </summary>
/// <remarks>
/// The server decides what is in flight at the same time in any order and by what is committed, and a refusal is for
/// ever: without the gate a payment could be refused for want of money that the line before brings in.
/// </remarks>
internal sealed class OrderGate(Func<string, bool> hasFloor, Func<string, bool> hasCeiling)
{
    private readonly Dictionary<string, Lane> _credits = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Lane> _debits = new(StringComparer.Ordinal);

    /// <summary>Takes in the next line; false: it must wait and comes back from <see cref="Leave"/>.</summary>
    public bool Enter(ImportItem item)
    {
        item.WaitCount = 0;
        foreach (var account in item.Debited)
        {
            Await(_credits, account, item, hasFloor(account));
        }

        foreach (var account in item.Credited)
        {
            Await(_debits, account, item, hasCeiling(account));
        }

        // Only what somebody may come to wait for is counted.
        Issue(_debits, item.Debited, item.DebitNumbers, hasCeiling);
        Issue(_credits, item.Credited, item.CreditNumbers, hasFloor);
        return item.WaitCount == 0;
    }

    /// <summary>A line is answered; returns those that waited for it alone.</summary>
    public IEnumerable<ImportItem> Leave(ImportItem item)
    {
        var freed = new List<ImportItem>();
        Finish(_debits, item.Debited, item.DebitNumbers, freed);
        Finish(_credits, item.Credited, item.CreditNumbers, freed);
        return freed;
    }

    private static void Await(Dictionary<string, Lane> lanes, string account, ImportItem item, bool isLimited)
    {
        if (isLimited && lanes.TryGetValue(account, out var lane))
        {
            item.WaitCount++;
            lane.Waiting.Enqueue((lane.Issued, item));
        }
    }

    private static void Issue(
        Dictionary<string, Lane> lanes, IReadOnlyList<string> accounts, long[] numbers, Func<string, bool> isAwaited)
    {
        for (var at = 0; at < accounts.Count; at++)
        {
            numbers[at] = 0;
            if (isAwaited(accounts[at]))
            {
                if (!lanes.TryGetValue(accounts[at], out var lane))
                {
                    lanes.Add(accounts[at], lane = new Lane());
                }

                numbers[at] = ++lane.Issued;
            }
        }
    }

    private static void Finish(
        Dictionary<string, Lane> lanes, IReadOnlyList<string> accounts, long[] numbers, List<ImportItem> freed)
    {
        for (var at = 0; at < accounts.Count; at++)
        {
            if (numbers[at] == 0)
            {
                continue;
            }

            var lane = lanes[accounts[at]];
            lane.Finish(numbers[at]);
            while (lane.Waiting.TryPeek(out var next) && next.Until <= lane.Finished)
            {
                lane.Waiting.Dequeue();
                if (--next.Item.WaitCount == 0)
                {
                    freed.Add(next.Item);
                }
            }

            if (lane.Finished == lane.Issued)
            {
                lanes.Remove(accounts[at]); // Nobody waits: the gate holds no more accounts than lines.
            }
        }
    }

    /// <summary>Lines that move one account one way, numbered in order of the file.</summary>
    private sealed class Lane
    {
        private readonly HashSet<long> _ahead = [];

        public long Issued { get; set; }

        /// <summary>All up to this number are answered.</summary>
        public long Finished { get; private set; }

        public Queue<(long Until, ImportItem Item)> Waiting { get; } = new();

        public void Finish(long number)
        {
            _ahead.Add(number);
            while (_ahead.Remove(Finished + 1))
            {
                Finished++;
            }
        }
    }
}
