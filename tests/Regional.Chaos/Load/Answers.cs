using System.Collections.Concurrent;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>What the clients were told so far, in sums, and the wait for the next commit that somebody was told of.</summary>
public sealed class Answers
{
    private readonly ConcurrentDictionary<string, int> _bugs = new(StringComparer.Ordinal);
    private readonly List<Waiter> _waiters = [];
    private int _committed;
    private int _refused;
    private int _unknown;

    /// <summary>Commits told of, each once.</summary>
    public int Committed => _committed;

    public int Refused => _refused;

    /// <summary>Attempts that ended without a word on what became of them.</summary>
    public int Unknown => _unknown;

    /// <summary>Answers that say a bug was met, by what they were to.</summary>
    public IReadOnlyDictionary<string, int> Bugs => _bugs;

    public void Note(Asked asked, Verdict verdict)
    {
        switch (verdict)
        {
            case Verdict.Done { Commit: not null, IsReplay: false }:
                Interlocked.Increment(ref _committed);
                Release(asked.At);
                break;
            case Verdict.Refused:
                Interlocked.Increment(ref _refused);
                break;
            case Verdict.Unknown unknown:
                Interlocked.Increment(ref _unknown);
                if (unknown.IsBug)
                {
                    _bugs.AddOrUpdate($"{asked.Kind}", 1, static (_, count) => count + 1);
                }

                break;
        }
    }

    /// <summary>Until a commit was told of that was asked for after <paramref name="since"/>; null: not in time.</summary>
    public async Task<TimeSpan?> WaitForCommitAsync(DateTimeOffset since, TimeSpan timeout, CancellationToken cancel)
    {
        var waiter = new Waiter(since, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        lock (_waiters)
        {
            _waiters.Add(waiter);
        }

        try
        {
            await waiter.Came.Task.WaitAsync(timeout, cancel);
            return DateTimeOffset.UtcNow - since;
        }
        catch (TimeoutException)
        {
            return null;
        }
        finally
        {
            lock (_waiters)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    private void Release(DateTimeOffset asked)
    {
        lock (_waiters)
        {
            foreach (var waiter in _waiters.Where(waiter => asked >= waiter.Since))
            {
                waiter.Came.TrySetResult();
            }
        }
    }

    private sealed record Waiter(DateTimeOffset Since, TaskCompletionSource Came);
}
