using Microsoft.Extensions.Logging.Abstractions;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Storage.Following;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Following;

public sealed class JournalFollowerTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData("1-734", 1, 734)]
    [InlineData("0-0", 0, 0)]
    public void A_cursor_is_written_and_read_back(string text, int epoch, ulong xid)
    {
        var cursor = JournalCursor.TryParse(text);

        Assert.Equal(new JournalCursor(epoch, xid), cursor);
        Assert.Equal(text, cursor.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("-7")]
    [InlineData("1-")]
    [InlineData("a-b")]
    public void Text_that_is_no_cursor_is_none(string? text) => Assert.Null(JournalCursor.TryParse(text));

    [Fact]
    public async Task A_follower_from_the_start_sees_every_transfer_once_while_two_stores_write()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.PostAsync(40);
        var follow = scene.CollectAsync(default(JournalCursor), 200);
        await Task.WhenAll(scene.PostAsync(80), scene.PostAsync(80));

        var seen = await follow;

        Assert.Equal(200, seen.SelectMany(static commit => commit.Transfers).Select(static t => t.Id).Distinct().Count());
        Assert.Equal(seen.Select(static commit => commit.Cursor).Order(), seen.Select(static commit => commit.Cursor));
        Assert.Equal(Enumerable.Range(1, 200).Select(static n => (long)n),
            seen.SelectMany(static commit => commit.Transfers).Select(static t => t.Entries.DebitEntry).Order());
    }

    [Fact]
    public async Task A_follower_resumes_after_its_cursor_and_a_new_one_hears_only_what_is_new()
    {
        await using var scene = await Scene.OpenAsync();
        await scene.PostAsync(10);
        var first = await scene.CollectAsync(default(JournalCursor), 10);

        var resumed = scene.CollectAsync(first[3].Cursor, 8);
        var fresh = scene.CollectAsync(after: null, 2);
        while (scene.Follower.ListenerCount < 2)
        {
            await Task.Yield();
        }

        await scene.PostAsync(2);

        Assert.Equal(first[4].Cursor, (await resumed)[0].Cursor);
        Assert.Equal([11L, 12L], (await fresh).SelectMany(static c => c.Transfers).Select(static t => t.Entries.DebitEntry));
    }

    [Fact]
    public async Task Nothing_is_told_past_a_transaction_that_still_runs()
    {
        await using var scene = await Scene.OpenAsync();
        await using var slow = await scene.World.Test.Database.OpenAsync(CancellationToken.None);
        await using var running = await slow.BeginTransactionAsync(CancellationToken.None);
        await using (var command = new Npgsql.NpgsqlCommand("select pg_current_xact_id()", slow, running))
        {
            await command.ExecuteScalarAsync();
        }

        await scene.PostAsync(3);
        Assert.Empty(await scene.Reader.ReadAsync(default, CancellationToken.None));

        await running.RollbackAsync(CancellationToken.None);
        var follow = await scene.CollectAsync(default(JournalCursor), 3);
        Assert.Equal(3, follow.Count);
    }

    [Fact]
    public async Task Who_reads_too_slowly_misses_nothing()
    {
        await using var scene = await Scene.OpenAsync();
        var count = JournalFollower.WaitingCountMax + 50;
        await using var slow = scene.Follower.FollowAsync(default(JournalCursor), CancellationToken.None)
            .GetAsyncEnumerator(CancellationToken.None);
        await scene.PostAsync(1);
        Assert.True(await slow.MoveNextAsync());
        var next = slow.MoveNextAsync();
        while (scene.Follower.ListenerCount == 0)
        {
            await Task.Yield();
        }

        await scene.PostAsync(count);
        Assert.Equal(count + 1, (await scene.CollectAsync(default(JournalCursor), count + 1)).Count);
        for (var n = 2; n <= count + 1; n++)
        {
            Assert.True(await next);
            Assert.Equal(n, slow.Current.Transfers.Single().Entries.DebitEntry);
            next = n <= count ? slow.MoveNextAsync() : ValueTask.FromResult(true);
        }
    }

    private sealed class Scene(PostgresWorld world, LedgerId ledger, AccountId payer, AccountId payee) : IAsyncDisposable
    {
        public PostgresWorld World => world;

        public JournalReader Reader { get; } = new(world.Test.Database);

        public JournalFollower Follower { get; } =
            new(new JournalReader(world.Test.Database), NullLogger<JournalFollower>.Instance);

        public static async Task<Scene> OpenAsync()
        {
            var world = await PostgresWorld.OpenAsync();
            var ledger = await world.AddLedgerAsync();
            return new Scene(world, ledger, await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
        }

        public async Task PostAsync(int count)
        {
            for (var n = 0; n < count; n++)
            {
                await world.Store.CommitAsync(
                    new JournalBatch([Postings.Transfer(ledger, payer, payee, 1)], []), CancellationToken.None);
            }
        }

        public async Task<List<JournaledCommit>> CollectAsync(JournalCursor? after, int count)
        {
            using var patience = new CancellationTokenSource(Patience);
            var seen = new List<JournaledCommit>();
            await foreach (var commit in Follower.FollowAsync(after, patience.Token))
            {
                seen.Add(commit);
                if (seen.Count == count)
                {
                    break;
                }
            }

            return seen;
        }

        public async ValueTask DisposeAsync()
        {
            await Follower.DisposeAsync();
            await world.DisposeAsync();
        }
    }
}
