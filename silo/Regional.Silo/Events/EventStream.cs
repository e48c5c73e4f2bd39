using System.Text;
using System.Text.Json;
using Regional.Client.Model;
using Regional.Silo.Edge;
using Regional.Storage.Following;

namespace Regional.Silo.Events;

/// <summary>Writes commits as server-sent events. Nothing is buffered here: a slow reader slows its own listener.</summary>
internal sealed class EventStream(HttpResponse response, TimeProvider clock)
{
    // Proxies drop a silent connection after half a minute or so.
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(10);

    /// <summary>Begins with the place it starts from: a listener cut off before the first commit misses none.</summary>
    public async Task OpenAsync(JournalCursor from, CancellationToken cancellationToken)
    {
        await response.WriteAsync($"retry: 2000\nid: {from}\n: following\n\n", Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    /// <param name="commits">In order, for ever.</param>
    /// <param name="view">What the listener sees of one; null: nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CopyAsync(
        IAsyncEnumerable<JournaledCommit> commits, Func<JournaledCommit, Task<CommitEvent?>> view,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var next = commits.GetAsyncEnumerator(stop.Token);
        var move = Task.FromResult(true);
        try
        {
            JournalCursor? passed = null;
            while (true)
            {
                move = next.MoveNextAsync().AsTask();
                while (await IsQuietAsync(move, stop.Token))
                {
                    await BeatAsync(passed, stop.Token);
                    passed = null;
                }

                if (!await move)
                {
                    return;
                }

                passed = await WriteAsync(next.Current, view, stop.Token) ? null : next.Current.Cursor;
            }
        }
        finally
        {
            // An enumerator may not be disposed of while it still looks for the next one.
            await stop.CancelAsync();
            await ((Task)move).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // False: nothing in it is in sight.
    private async Task<bool> WriteAsync(
        JournaledCommit commit, Func<JournaledCommit, Task<CommitEvent?>> view, CancellationToken cancellationToken)
    {
        if (await view(commit) is not { } seen)
        {
            return false;
        }

        var data = JsonSerializer.Serialize(seen, ApiJson.Of<CommitEvent>());
        await response.WriteAsync($"event: commit\nid: {commit.Cursor}\ndata: {data}\n\n", Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
        return true;
    }

    private async Task<bool> IsQuietAsync(Task move, CancellationToken cancellationToken)
    {
        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var first = await Task.WhenAny(move, Task.Delay(Heartbeat, clock, done.Token));
        await done.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first != move;
    }

    // With the place passed unseen, so that resuming does not read all of that again.
    private async Task BeatAsync(JournalCursor? passed, CancellationToken cancellationToken)
    {
        await response.WriteAsync(
            passed is { } cursor ? $"id: {cursor}\n: quiet\n\n" : ": quiet\n\n", Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
