using Regional.Domain.Money;

namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>
/// Which line of a ledger kept by hand is which of Regional's, and what differs. A line that was undone and what undid
/// it are both left out, for on paper there is neither; the others are told by the number on paper where the member
/// signed it, then by saying the same, then by date and account in order.
/// </summary>
internal sealed class LineMatching(
    LedgerLayout layout, byte scale, IReadOnlyList<LedgerLine> hand, IReadOnlyList<LedgerLine> ours)
{
    private const char Between = '\u001F';

    private readonly int[] _partner = [.. Enumerable.Repeat(-1, hand.Count)];
    private readonly bool[] _isTaken = new bool[ours.Count];

    /// <summary>Compares them.</summary>
    /// <param name="columns">The report's heads.</param>
    /// <returns>Differences, how many cells were compared, how many lines were left out as corrected.</returns>
    public (IReadOnlyList<LineDifference> Differences, int Cells, int Corrected) Compare(IReadOnlyList<string> columns)
    {
        var corrected = LeaveOutCorrected();
        Pair(line => Numbered(line, withDate: true));
        Pair(line => Numbered(line, withDate: false));
        Pair(line => Said(line, withBalance: true));
        Pair(line => Said(line, withBalance: false));
        Pair(line => $"{line.Of(layout.Date)}{Between}{AccountOf(line)}");
        var (differences, cells) = (new List<LineDifference>(), 0);
        for (var at = 0; at < hand.Count; at++)
        {
            if (_partner[at] < 0)
            {
                differences.Add(Only(hand[at], isByHand: true));
                continue;
            }

            cells += Compare(hand[at], ours[_partner[at]], columns, differences);
        }

        differences.AddRange(ours.Where((_, at) => !_isTaken[at] && !IsNothing(ours[at]))
            .Select(line => Only(line, isByHand: false)));
        return (differences, cells, corrected);
    }

    private int Compare(
        LedgerLine mine, LedgerLine yours, IReadOnlyList<string> columns, List<LineDifference> differences)
    {
        var cells = 0;
        for (var column = 0; column < columns.Count; column++)
        {
            if (!layout.IsCompared(column) || mine.Cells[column] is not { } said)
            {
                continue;
            }

            cells++;
            if (!string.Equals(said, yours.Cells[column], StringComparison.OrdinalIgnoreCase))
            {
                differences.Add(new LineDifference(
                    mine.Place, mine.Paper, mine.Of(layout.Date), mine.Of(layout.Account), columns[column], said,
                    yours.Cells[column]));
            }
        }

        return cells;
    }

    // The first of those left that has the same key; a null key is nobody's.
    private void Pair(Func<LedgerLine, string?> keyOf)
    {
        var free = new Dictionary<string, Queue<int>>(StringComparer.OrdinalIgnoreCase);
        for (var at = 0; at < ours.Count; at++)
        {
            if (!_isTaken[at] && keyOf(ours[at]) is { } key)
            {
                if (!free.TryGetValue(key, out var queue))
                {
                    free[key] = queue = new Queue<int>();
                }

                queue.Enqueue(at);
            }
        }

        for (var at = 0; at < hand.Count; at++)
        {
            if (_partner[at] < 0 && keyOf(hand[at]) is { } key && free.TryGetValue(key, out var queue)
                && queue.TryDequeue(out var found))
            {
                (_partner[at], _isTaken[found]) = (found, true);
            }
        }
    }

    // What undoes a line stands below it with the same number and its figures negative.
    private int LeaveOutCorrected()
    {
        var (open, corrected) = (new Dictionary<string, Stack<int>>(StringComparer.Ordinal), 0);
        for (var at = 0; at < ours.Count; at++)
        {
            if (IsUndoing(ours[at]) && open.TryGetValue(Figures(ours[at], sign: -1), out var undone)
                && undone.TryPop(out var first))
            {
                (_isTaken[at], _isTaken[first]) = (true, true);
                corrected++;
                continue;
            }

            var key = Figures(ours[at], sign: 1);
            if (!open.TryGetValue(key, out var lines))
            {
                open[key] = lines = new Stack<int>();
            }

            lines.Push(at);
        }

        return corrected;
    }

    private bool IsUndoing(LedgerLine line) => line.Cells
        .Where((_, column) => IsMoved(column)).Any(static cell => cell!.StartsWith('-'));

    private string Figures(LedgerLine line, int sign) =>
        $"{AccountOf(line)}{Between}{line.Paper}{Between}" + string.Join(
            Between,
            line.Cells.Where((_, column) => IsMoved(column))
                .Select(cell => MoneyText.Parse(cell!, scale, out var minor) == MoneyTextError.None ? sign * minor : 0));

    // A negative balance undoes nothing: in a list of balances there is no line but the account's.
    private bool IsMoved(int column) => layout.IsFigure(column) && column != layout.Balance && layout.Date is not null;

    private string? Numbered(LedgerLine line, bool withDate) =>
        layout.Signature is null || line.Paper.Length == 0
            ? null
            : $"{line.Paper}{Between}{AccountOf(line)}{Between}{(withDate ? line.Of(layout.Date) : "")}";

    // Only what the file has columns for can be the same.
    private string Said(LedgerLine line, bool withBalance) => string.Join(
        Between,
        line.Cells.Where((_, column) => layout.IsCompared(column) && (withBalance || column != layout.Balance)
            && (hand.Count == 0 || hand[0].Cells[column] is not null)));

    private string AccountOf(LedgerLine line) => line.Of(layout.Account);

    // In a list of balances a member whom the paper leaves out and who has nothing is no difference.
    private bool IsNothing(LedgerLine line) => layout.Date is null
        && line.Cells.Where((_, column) => layout.IsFigure(column)).All(static cell => cell!.All(static c => c is '0' or '.'));

    private LineDifference Only(LedgerLine line, bool isByHand)
    {
        var said = string.Join(
            " ", line.Cells.Where((cell, column) => layout.IsCompared(column) && column != layout.Date
                && column != layout.Account && cell is { } text && text.Any(static c => c is not ('0' or '.'))));
        return new LineDifference(
            isByHand ? line.Place : null, line.Paper, line.Of(layout.Date), line.Of(layout.Account), "line",
            isByHand ? said : null, isByHand ? null : said);
    }
}
