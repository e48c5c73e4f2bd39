using Npgsql;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.TestKit.Journal;

/// <summary>
/// A commit that waits for what somebody else holds: its operation's id is taken by then. A table held in share mode lets
/// rows be read and locked, and none be written. It ends by being let through, or by losing its server process.
/// </summary>
internal sealed class PostgresHangingCommit : IHangingCommit
{
    private static readonly TimeSpan PollTime = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(10);
    private static int _count;

    private readonly TestDatabase _test;
    private readonly RegionalDatabase _pool;
    private readonly NpgsqlConnection _holder;
    private readonly NpgsqlTransaction _hold;
    private readonly Task _commit;
    private readonly int _process;
    private readonly bool _commits;

    private PostgresHangingCommit(
        TestDatabase test, RegionalDatabase pool, NpgsqlConnection holder, NpgsqlTransaction hold,
        Task commit, int process, bool commits) =>
        (_test, _pool, _holder, _hold, _commit, _process, _commits) = (test, pool, holder, hold, commit, process, commits);

    public static async Task<PostgresHangingCommit> StartAsync(
        TestDatabase test, string hold, Func<IJournalStore, Task> send, bool commits)
    {
        var name = $"hanging-{Interlocked.Increment(ref _count)}";
        var pool = test.NewDatabase(name);
        await pool.PrepareAsync(CancellationToken.None);
        var holder = await test.Database.Source.OpenConnectionAsync();
        var held = await holder.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand(hold, holder, held))
        {
            await take.ExecuteNonQueryAsync();
        }

        var commit = send(PostgresWorld.NewStore(pool));
        var process = await FindAsync(
            test, $"select max(pid) from pg_stat_activity where application_name = '{name}' and wait_event_type = 'Lock'");
        return new PostgresHangingCommit(test, pool, holder, held, commit, process, commits);
    }

    public async Task<bool> KeepsWaitingAsync(Task other)
    {
        var kept = FindAsync(_test, $"select max(pid) from pg_stat_activity where {_process} = any (pg_blocking_pids(pid))");
        return await Task.WhenAny(kept, other) == kept;
    }

    public async Task EndAsync()
    {
        if (!_commits)
        {
            await _test.ScalarAsync<bool>($"select pg_terminate_backend({_process}, 5000)");
        }

        await _hold.RollbackAsync();
        await _holder.DisposeAsync();
        try
        {
            await _commit;
            Assert.True(_commits, "An undone commit was answered.");
        }
        catch (OutcomeUnknown) when (!_commits)
        {
            // Its process is gone: what anybody would be told.
        }

        await _pool.DisposeAsync();
    }

    private static async Task<int> FindAsync(TestDatabase test, string waiting)
    {
        using var end = new CancellationTokenSource(WaitMax);
        while (true)
        {
            var process = await test.ScalarAsync<int>($"select coalesce(({waiting}), 0)");
            if (process > 0)
            {
                return process;
            }

            await Task.Delay(PollTime, end.Token);
        }
    }
}
