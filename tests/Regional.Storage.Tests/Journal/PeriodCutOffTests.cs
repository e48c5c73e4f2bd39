using Npgsql;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Schema;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class PeriodCutOffTests
{
    private static readonly DateOnly First = new(2026, 1, 1);
    private static readonly DateOnly Last = new(2026, 3, 31);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_end_of_a_period_waits_for_a_line_that_is_under_way(bool certain)
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await using var holder = await world.Test.Database.OpenAsync(CancellationToken.None);
        await using var holding = await holder.BeginTransactionAsync(CancellationToken.None);
        await ExecuteAsync(holder, $"select from accounts where id = {payer} for update");
        var line = Postings.Transfer(ledger, payer, payee, 5);
        var commit = world.Store.CommitAsync(Batch(line, certain), CancellationToken.None);
        await WaitAsync(world, waiters: 1);

        var begin = world.Store.ExecuteAsync(Begin(ledger), CancellationToken.None);
        await WaitAsync(world, waiters: 2);
        Assert.False(begin.IsCompleted);
        await holding.CommitAsync(CancellationToken.None);

        Assert.IsType<PostingOutcome.Posted>((await commit).Outcomes[line.Id]);
        Assert.IsType<CommandOutcome.Done>(await begin);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_waits_while_its_period_is_being_closed_and_is_late(bool certain)
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        await using var closer = await world.Test.Database.OpenAsync(CancellationToken.None);
        await using var closing = await closer.BeginTransactionAsync(CancellationToken.None);
        await ExecuteAsync(closer, $"select pg_advisory_xact_lock({AdvisoryLocks.Books}, {ledger})");
        var line = Postings.Transfer(ledger, payer, payee, 5);
        var commit = world.Store.CommitAsync(Batch(line, certain), CancellationToken.None);
        await WaitAsync(world, waiters: 1);
        Assert.False(commit.IsCompleted);

        await ExecuteAsync(closer, $"insert into books (ledger_id, closed_until) values ({ledger}, '2026-03-31')");
        await closing.CommitAsync(CancellationToken.None);

        var refused = Assert.IsType<PostingOutcome.Refused>((await commit).Outcomes[line.Id]);
        Assert.Equal(RefusalReason.PeriodClosed, refused.Refusal.Reason);
    }

    [Fact]
    public async Task Under_load_no_line_joins_a_period_after_it_was_closed()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var (ledger, payer, payee) = await PairAsync(world);
        var writers = Enumerable.Range(0, 3).Select(n => WriteUntilLateAsync(world, ledger, payer, payee, n)).ToArray();
        while (await world.Test.ScalarAsync<long>("select count(*) from transfers") < 20)
        {
            Assert.DoesNotContain(writers, static writer => writer.IsFaulted);
        }

        Assert.IsType<CommandOutcome.Done>(await world.Store.ExecuteAsync(Begin(ledger), CancellationToken.None));
        var atClosing = await world.Test.ScalarAsync<long>("select count(*) from transfers");
        await Task.WhenAll(writers);

        Assert.Equal(atClosing, await world.Test.ScalarAsync<long>("select count(*) from transfers"));
    }

    [Fact]
    public async Task A_region_s_own_ledger_has_windows_and_no_periods()
    {
        await using var world = await PostgresWorld.OpenAsync();
        await world.AddLedgerAsync();
        var ledger = new LedgerId(await world.Test.ScalarAsync<int>("select id from ledgers where community_id is null"));

        var outcome = await world.Store.ExecuteAsync(
            new SetPeriodCalendar(ledger, "daily", new TimeOnly(0, 0), [], [], First)
            {
                Id = Postings.NewId(),
                Actor = "test:coordinator",
            },
            CancellationToken.None);

        Assert.Equal(
            RefusalReason.PeriodsNotKept, Assert.IsType<CommandOutcome.Refused>(outcome).Refusal.Reason);
        Assert.Equal(0, await world.Test.ScalarAsync<long>("select count(*) from period_calendars"));
    }

    private static BeginPeriodEnd Begin(LedgerId ledger) =>
        new(ledger, No: 1) { Id = Postings.NewId(), Actor = "test:coordinator" };

    private static JournalBatch Batch(Posting posting, bool certain) =>
        certain ? new JournalBatch([posting], []) : new JournalBatch([], [posting]);

    private static async Task WriteUntilLateAsync(
        PostgresWorld world, LedgerId ledger, AccountId payer, AccountId payee, int seed)
    {
        for (var n = seed; ; n++)
        {
            var line = Postings.Transfer(ledger, payer, payee, 1);
            var outcome = (await world.Store.CommitAsync(Batch(line, n % 2 == 0), CancellationToken.None)).Outcomes[line.Id];
            if (outcome is PostingOutcome.Refused refused)
            {
                Assert.Equal(RefusalReason.PeriodClosed, refused.Refusal.Reason);
                return;
            }
        }
    }

    private static async Task<(LedgerId Ledger, AccountId Payer, AccountId Payee)> PairAsync(PostgresWorld world)
    {
        var ledger = await world.AddLedgerAsync();
        var outcome = await world.Store.ExecuteAsync(
            new SetPeriodCalendar(ledger, "monthly:31", new TimeOnly(0, 0), [], [], First)
            {
                Id = Postings.NewId(),
                Actor = "test:coordinator",
            },
            CancellationToken.None);
        Assert.IsType<CommandOutcome.Done>(outcome);
        await world.Test.ExecuteAsync("update periods set last_date = '2026-03-31'");
        return (ledger, await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
    }

    private static async Task WaitAsync(PostgresWorld world, int waiters)
    {
        // Waiting for a row is waiting for its transaction, which belongs to no database.
        while (await world.Test.ScalarAsync<long>(
            """
            select count(distinct l.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
            where not l.granted and a.datname = current_database()
            """) < waiters)
        {
        }
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
