using Npgsql;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.TestKit.Journal;

/// <summary>
/// A commit that waits for an account's row, which somebody else holds: its operation's id is taken by then. It ends by
/// being let through, or by losing its server process.
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
    private readonly Task<JournalResult> _commit;
    private readonly int _process;
    private readonly bool _commits;

    private PostgresHangingCommit(
        TestDatabase test, RegionalDatabase pool, NpgsqlConnection holder, NpgsqlTransaction hold,
        Task<JournalResult> commit, int process, bool commits) =>
        (_test, _pool, _holder, _hold, _commit, _process, _commits) = (test, pool, holder, hold, commit, process, commits);

    public static async Task<PostgresHangingCommit> StartAsync(TestDatabase test, Posting posting, bool commits)
    {
        var name = $"hanging-{Interlocked.Increment(ref _count)}";
        var pool = test.NewDatabase(name);
        await pool.PrepareAsync(CancellationToken.None);
        var holder = await test.Database.Source.OpenConnectionAsync();
        var hold = await holder.BeginTransactionAsync();
        await using (var take = new NpgsqlCommand("select from accounts where id = $1 for update", holder, hold))
        {
            take.Parameters.Add(new NpgsqlParameter { Value = posting.Legs[0].Debit.Value });
            await take.ExecuteNonQueryAsync();
        }

        var commit = PostgresWorld.NewStore(pool).CommitAsync(new JournalBatch([posting], []), CancellationToken.None);
        return new PostgresHangingCommit(test, pool, holder, hold, commit, await FindWaitingAsync(test, name), commits);
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

    private static async Task<int> FindWaitingAsync(TestDatabase test, string name)
    {
        using var end = new CancellationTokenSource(WaitMax);
        while (true)
        {
            var process = await test.ScalarAsync<int>(
                $"""
                select coalesce(max(pid), 0) from pg_stat_activity
                where application_name = '{name}' and wait_event_type = 'Lock'
                """);
            if (process > 0)
            {
                return process;
            }

            await Task.Delay(PollTime, end.Token);
        }
    }
}
