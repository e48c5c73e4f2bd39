using Npgsql;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Schema;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class WindowCutOffTests
{
    private const int CutCount = 12;

    private int _posted;

    [Fact]
    public async Task Under_load_every_posting_of_the_region_falls_in_exactly_the_window_that_holds_its_time()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var here = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        var there = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        using var done = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 3).Select(n => WriteAsync(world, here, there, n, done.Token)).ToArray();

        for (var no = 2; no < CutCount + 2; no++)
        {
            // Every window gets some postings, however slow the machine.
            var target = Volatile.Read(ref _posted) + 4;
            while (Volatile.Read(ref _posted) < target)
            {
                await Task.WhenAny(Task.WhenAny(writers), Task.Delay(TimeSpan.FromMilliseconds(1), CancellationToken.None));
                Assert.DoesNotContain(writers, static writer => writer.IsFaulted);
            }

            await CutAsync(world, no);
        }

        await done.CancelAsync();
        await Task.WhenAll(writers);

        Assert.Empty(await JournalAudit.FindBrokenAsync(world.Test));
        Assert.Equal(_posted, await world.Test.ScalarAsync<long>("select count(*) from transfers"));
        Assert.Equal(0, await world.Test.ScalarAsync<long>(
            """
            select count(*) from transfers t join windows w on w.id = t.window_id
            where w.status = 3 and t.amount <> 1
            """));
        var counted = await world.Test.ScalarAsync<long>(
            "select count(*) from (select from transfers group by window_id) w");
        Assert.InRange(counted, CutCount, CutCount + 1);
    }

    [Fact]
    public async Task A_posting_waits_while_the_window_is_being_closed_and_takes_the_next()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var here = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        var there = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        var next = await world.Seed.AddWindowAsync(world.Region, no: 2, TimeSpan.FromDays(1), TimeSpan.FromDays(2));
        await using var closer = await world.Test.Database.OpenAsync(CancellationToken.None);
        await using var closing = await closer.BeginTransactionAsync(CancellationToken.None);
        await ExecuteAsync(closer, $"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, {world.Region})");

        var posting = Postings.Transfer(world.RegionLedger, here, there, 5);
        var commit = world.Store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None);
        while (await world.Test.ScalarAsync<long>("select count(*) from pg_locks where not granted") == 0)
        {
            Assert.False(commit.IsCompleted);
        }

        await ExecuteAsync(closer, "update windows set status = 2 where no = 1");
        await closing.CommitAsync(CancellationToken.None);

        var posted = Assert.IsType<PostingOutcome.Posted>((await commit).Outcomes[posting.Id]);
        Assert.Equal(new WindowId(next), posted.Receipt.Window);
    }

    [Fact]
    public async Task Without_an_open_window_the_region_asks_to_send_again()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var here = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        var there = await world.OpenAccountAsync(world.RegionLedger, role: AccountRole.Community);
        await world.Test.ExecuteAsync("update windows set status = 3");
        var posting = Postings.Transfer(world.RegionLedger, here, there, 5);
        var batch = new JournalBatch([posting], []);

        var refused = Assert.IsType<PostingOutcome.Refused>(
            (await world.Store.CommitAsync(batch, CancellationToken.None)).Outcomes[posting.Id]);
        Assert.Equal(RefusalReason.Overloaded, refused.Refusal.Reason);
        await world.Test.ExecuteAsync("update windows set status = 1");
        Assert.IsType<PostingOutcome.Posted>(
            (await world.Store.CommitAsync(batch, CancellationToken.None)).Outcomes[posting.Id]);
    }

    private async Task WriteAsync(
        PostgresWorld world, AccountId here, AccountId there, int seed, CancellationToken done)
    {
        var random = new Random(seed);
        while (!done.IsCancellationRequested)
        {
            var posting = random.Next(2) == 0
                ? Postings.Transfer(world.RegionLedger, here, there, 1)
                : Postings.Transfer(world.RegionLedger, there, here, 1);
            await world.Store.CommitAsync(
                random.Next(4) == 0 ? new JournalBatch([], [posting]) : new JournalBatch([posting], []),
                CancellationToken.None);
            Interlocked.Increment(ref _posted);
        }
    }

    // As a coordinator's cut does it: alone in the region, at this moment.
    private static async Task CutAsync(PostgresWorld world, int no)
    {
        await using var connection = await world.Test.Database.OpenAsync(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync(CancellationToken.None);
        await ExecuteAsync(connection, $"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, {world.Region})");
        await ExecuteAsync(connection,
            $"""
            with cut as (
                update windows set closes = clock_timestamp(), status = 3 where no = {no - 1} returning closes)
            insert into windows (region_id, no, opens, closes, business_date)
            select {world.Region}, {no}, closes, closes + interval '1 day', current_date from cut
            """);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
