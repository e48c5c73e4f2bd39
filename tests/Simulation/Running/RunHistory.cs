using Regional.Simulation.History;

namespace Regional.Simulation.Running;

/// <summary>What happened, for people: what was asked and told, and what the journal took, by virtual time.</summary>
internal sealed class RunHistory(bool isKept, Func<DateTimeOffset> now)
{
    private readonly List<string> _lines = [];
    private readonly DateTimeOffset _start = now();

    public IReadOnlyList<string> Lines => _lines;

    public void Asked(int no, int attempt, Asked asked)
    {
        if (isKept)
        {
            Write($"#{no}{(attempt > 1 ? $" (attempt {attempt})" : "")} asks: {asked}");
        }
    }

    public void Told(int no, Asked asked, Told told)
    {
        if (isKept)
        {
            Write($"#{no} {asked.Verb} is told: {told}");
        }
    }

    public void Committed(JournalCommit commit)
    {
        if (isKept)
        {
            foreach (var operation in commit.Operations)
            {
                Write($"    journal, {Transaction(commit)} at {commit.At:HH:mm:ss.ffffff}: {operation}{Result(operation)}");
            }
        }
    }

    public void Note(string what)
    {
        if (isKept)
        {
            Write($"  * {what}");
        }
    }

    private static string Transaction(JournalCommit commit) => commit.No == 0 ? "a command" : $"commit {commit.No}";

    private static string Result(JournalOperation operation) => operation is JournalChange { Result.Count: > 0 } change
        ? $" ({string.Join(", ", change.Result.Select(static pair => $"{pair.Key} {pair.Value}"))})"
        : "";

    private void Write(string line) => _lines.Add($"{(now() - _start).TotalSeconds,12:0.000000} {line}");
}
