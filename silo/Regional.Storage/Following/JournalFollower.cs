using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Regional.Contracts;

namespace Regional.Storage.Following;

/// <summary>
/// Everything that follows the whole journal (console, <c>watch</c>, link, sealing) shares this one reader, which runs
/// while somebody listens. Who joins with an old cursor catches up by pages of its own first; who reads too slowly loses
/// its place among the listeners, not its place in the journal: it catches up again from where it was.
/// </summary>
public sealed class JournalFollower(JournalReader reader, ILogger<JournalFollower> log) : IAsyncDisposable
{
    /// <summary>Most commits that wait for one listener; beyond it the listener catches up by itself.</summary>
    public const int WaitingCountMax = 256;

    // How long the shared reader rests when nothing is new: what a screen calls at once, and twenty cheap queries a second.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(50);

    // After a failure: the database is likely away for seconds.
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly List<Channel<JournaledCommit>> _listeners = [];
    private readonly CancellationTokenSource _stop = new();
    private JournalCursor _position;
    private Task? _run;

    /// <summary>How many listen live.</summary>
    public int ListenerCount
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    /// <summary>Commits after a cursor, for ever, each once and in the order of cursors.</summary>
    /// <param name="after">Where to resume; null: only what is new.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LedgerUnavailable">The database is away while catching up: resume from the last cursor.</exception>
    public async IAsyncEnumerable<JournaledCommit> FollowAsync(
        JournalCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = after ?? await reader.FindEndAsync(cancellationToken);
        while (true)
        {
            var page = await reader.ReadAsync(cursor, cancellationToken);
            foreach (var commit in page)
            {
                cursor = commit.Cursor;
                yield return commit;
            }

            if (page.Length == JournalReader.PageCountMax)
            {
                continue;
            }

            var live = Join(cursor);
            try
            {
                await foreach (var commit in live.Reader.ReadAllAsync(cancellationToken))
                {
                    // The shared reader may be behind this listener when it joins.
                    if (commit.Cursor.CompareTo(cursor) > 0)
                    {
                        cursor = commit.Cursor;
                        yield return commit;
                    }
                }
            }
            finally
            {
                Leave(live);
            }
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_run is { } run)
        {
            await run;
        }

        _stop.Dispose();
    }

    private Channel<JournaledCommit> Join(JournalCursor cursor)
    {
        var channel = Channel.CreateBounded<JournaledCommit>(new BoundedChannelOptions(WaitingCountMax)
        {
            SingleReader = true,
            SingleWriter = true,
        });
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_stop.IsCancellationRequested, this);
            if (_listeners.Count == 0)
            {
                // Nobody was there: the reader goes on from here, not from where the last listener left.
                _position = cursor;
            }

            if (cursor.CompareTo(_position) < 0)
            {
                // The reader passed by while this listener caught up: it must look once more.
                channel.Writer.Complete();
                return channel;
            }

            _listeners.Add(channel);
            if (_run is null || _run.IsCompleted)
            {
                _run = Task.Run(RunAsync);
            }
        }

        return channel;
    }

    private void Leave(Channel<JournaledCommit> channel)
    {
        lock (_gate)
        {
            _listeners.Remove(channel);
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            JournalCursor position;
            lock (_gate)
            {
                if (_listeners.Count == 0)
                {
                    _run = null;
                    return;
                }

                position = _position;
            }

            await DelayAsync(await TryReadAsync(position));
        }

        Publish(default, [], isLast: true);
    }

    // How long to rest before the next page.
    private async Task<TimeSpan> TryReadAsync(JournalCursor position)
    {
        try
        {
            var page = await reader.ReadAsync(position, _stop.Token);
            Publish(position, page, isLast: false);
            return page.Length == JournalReader.PageCountMax ? TimeSpan.Zero : Rest;
        }
        catch (OperationCanceledException)
        {
            return TimeSpan.Zero;
        }
        catch (Exception fault) when (fault is LedgerUnavailable or Npgsql.NpgsqlException or IOException or TimeoutException)
        {
            FollowingLog.ReaderFailed(log, fault);
            return RestAfterFailure;
        }
    }

    private void Publish(JournalCursor from, ImmutableArray<JournaledCommit> page, bool isLast)
    {
        lock (_gate)
        {
            // Everybody left and somebody else joined elsewhere while the page was read: it is read again from there.
            if (!isLast && _position != from)
            {
                return;
            }

            foreach (var commit in page)
            {
                _position = commit.Cursor;
                _listeners.RemoveAll(listener => !listener.Writer.TryWrite(commit) && listener.Writer.TryComplete());
            }

            if (isLast)
            {
                _listeners.ForEach(static listener => listener.Writer.TryComplete(new OperationCanceledException()));
            }
        }
    }

    private async Task DelayAsync(TimeSpan rest)
    {
        try
        {
            await Task.Delay(rest, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The loop looks at the same token.
        }
    }
}
