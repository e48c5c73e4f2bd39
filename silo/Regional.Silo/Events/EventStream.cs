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

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        await response.WriteAsync("retry: 2000\n: following\n\n", Encoding.UTF8, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }

    /// <param name="commits">In order, for ever.</param>
    /// <param name="view">What the listener sees of one; null: nothing.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task CopyAsync(
        IAsyncEnumerable<JournaledCommit> commits, Func<JournaledCommit, Task<CommitEvent?>> view,
        CancellationToken cancellationToken)
    {
        await using var next = commits.GetAsyncEnumerator(cancellationToken);
        JournalCursor? passed = null;
        while (true)
        {
            var move = next.MoveNextAsync().AsTask();
            while (await IsQuietAsync(move, cancellationToken))
            {
                await BeatAsync(passed, cancellationToken);
                passed = null;
            }

            if (!await move)
            {
                return;
            }

            var commit = next.Current;
            if (await view(commit) is not { } seen)
            {
                passed = commit.Cursor;
                continue;
            }

            passed = null;
            var data = JsonSerializer.Serialize(seen, ApiJson.Of<CommitEvent>());
            await response.WriteAsync($"event: commit\nid: {commit.Cursor}\ndata: {data}\n\n", Encoding.UTF8, cancellationToken);
            await response.Body.FlushAsync(cancellationToken);
        }
    }

    private async Task<bool> IsQuietAsync(Task move, CancellationToken cancellationToken)
    {
        if (move.IsCompleted)
        {
            return false;
        }

        using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var beat = Task.Delay(Heartbeat, clock, done.Token);
        var first = await Task.WhenAny(move, beat);
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
