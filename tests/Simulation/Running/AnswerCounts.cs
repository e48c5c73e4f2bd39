using Regional.Simulation.History;

namespace Regional.Simulation.Running;

/// <summary>How often each kind of request got each kind of answer: what a run has reached, and what it never did.</summary>
internal sealed class AnswerCounts
{
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>By kind of request and answer, <c>Payment floorExceeded</c>.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    public void Add(Asked asked, Told told)
    {
        var name = $"{asked.Verb} {Word(told)}";
        _counts[name] = _counts.GetValueOrDefault(name) + 1;
    }

    /// <summary>One line for each kind of request, its most frequent answers first.</summary>
    public static IEnumerable<string> Table(IEnumerable<RunResult> results)
    {
        var all = results.SelectMany(static result => result.Answers)
            .GroupBy(static pair => pair.Key, static pair => pair.Value, StringComparer.Ordinal)
            .Select(static group => (Name: group.Key.Split(' '), Count: group.Sum()));
        foreach (var kind in all.GroupBy(static one => one.Name[0]).OrderBy(static kind => kind.Key, StringComparer.Ordinal))
        {
            yield return $"  {kind.Key,-12} " + string.Join(
                ", ", kind.OrderByDescending(static one => one.Count).Select(static one => $"{one.Name[1]} {one.Count}"));
        }
    }

    private static string Word(Told told) => told switch
    {
        ToldPosted posted => posted.IsReplay ? "posted-before" : "posted",
        ToldRefused refused => refused.Code,
        ToldQueued queued => queued.Status,
        ToldDone => "done",
        ToldPeriod period => $"stands-at-{period.Status}",
        ToldCleared cleared => cleared.Refusal?.Code ?? "cleared",
        ToldFigures { Figures: null } or ToldStatement { Legs.IsEmpty: true } => "nothing",
        ToldFigures or ToldStatement or ToldQuote or ToldCount => "read",
        ToldFault fault => fault.Kind,
        _ => throw new InvalidOperationException($"No word for {told}."),
    };
}
