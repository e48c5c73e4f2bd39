using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Whether a window's exchange differences leave every mirror of its region at the worth of what it mirrors (DESIGN section
/// 3), from the journal's moves alone: what also moved at the region counts by its window, differences count once they are
/// booked, and the rest by its time.
/// </summary>
internal sealed class DifferenceAudit(AuditBook book)
{
    private const int Difference = 45;
    private const int Real = 1, Buy = 1, Sell = 2;

    private readonly Dictionary<long, List<Move>> _moves = [];

    public void Take(JournalPosting posting, JournalCommit commit)
    {
        var windows = posting.Legs.Where(static leg => leg is { Window: not null, Action: LegAction.Post or LegAction.PostPending })
            .Select(static leg => leg.Window!.Value).Distinct().ToList();
        foreach (var leg in posting.Legs.Where(static leg => leg.Action is LegAction.Post or LegAction.PostPending))
        {
            var move = new Move(windows, commit.At, posting.Kind == Difference, 0, book.Place);
            Add(leg.Debit, move with { Amount = -leg.Amount });
            Add(leg.Credit, move with { Amount = leg.Amount });
        }
    }

    /// <summary>The window's differences are booked, says the journal.</summary>
    public Violation? Check(AuditWindow window)
    {
        foreach (var ledger in book.Ledgers.Values)
        {
            if (ledger.Upper is not { } link || book.Ledgers[link.UpperLedger].Region != window.Region)
            {
                continue;
            }

            var above = Sum(link.UpperAccount, move => NoOf(move, window) <= window.No);
            var below = Stands(link.LowerAccount, window).ToList();
            var worths = Worths(ledger, above).ToList();
            if (!below.Exists(stand => worths.Contains(-stand)))
            {
                return new Violation(
                    "difference",
                    $"window {window.Id}: ledger {ledger.Id} stands at {string.Join(" or ", below)} for {above} above, worth "
                    + $"{string.Join(" or ", worths)}");
            }
        }

        return null;
    }

    // Where a mirror stood when the window closed; and, where the clock went back behind the window's end afterwards, as
    // whoever booked may have read it since.
    private IEnumerable<Int128> Stands(long account, AuditWindow window)
    {
        bool IsLate(Move move) => NoOf(move, window) is null && !move.IsDifference && move.Place > window.ClosedAt;
        var stand = Sum(account, move => !IsLate(move)
            && (NoOf(move, window) is { } no ? no <= window.No : move.IsDifference || move.At < window.Closes));
        yield return stand;
        foreach (var move in (_moves.GetValueOrDefault(account) ?? []).Where(move => IsLate(move) && move.At < window.Closes))
        {
            stand += move.Amount;
            yield return stand;
        }
    }

    // At any of the rates there have been: which date's is in force is for the trades to show.
    private IEnumerable<Int128> Worths(AuditLedger ledger, Int128 above)
    {
        if (above == 0)
        {
            return [0];
        }

        var side = above > 0 ? Buy : Sell;
        var upper = book.Ledgers[ledger.Upper!.UpperLedger];
        var isPar = ledger.Currency == upper.Currency && ledger.Scale == upper.Scale;
        return ledger.Rates
            .Where(rate => rate.Kind == Real && rate.Purpose is null && rate.Side == side)
            .Select(rate => Floor(above * rate.Denominator, rate.Numerator))
            .Concat(isPar ? [above] : []);
    }

    private static Int128 Floor(Int128 value, Int128 by) =>
        (value / by) - (value % by < 0 ? 1 : 0);

    // A region of regions' own moves have windows of its own besides.
    private int? NoOf(Move move, AuditWindow at) =>
        move.Windows.Select(id => book.Windows[id]).Where(window => window.Region == at.Region)
            .Min(static window => (int?)window.No);

    private Int128 Sum(long account, Func<Move, bool> counts)
    {
        Int128 sum = 0;
        foreach (var move in _moves.GetValueOrDefault(account) ?? [])
        {
            sum += counts(move) ? move.Amount : 0;
        }

        return sum;
    }

    private void Add(long account, Move move)
    {
        if (book.Accounts[account].Role is not (AuditRole.Region or AuditRole.Community))
        {
            return;
        }

        if (!_moves.TryGetValue(account, out var moves))
        {
            _moves.Add(account, moves = []);
        }

        moves.Add(move);
    }

    private sealed record Move(List<long> Windows, DateTimeOffset At, bool IsDifference, long Amount, long Place);
}
