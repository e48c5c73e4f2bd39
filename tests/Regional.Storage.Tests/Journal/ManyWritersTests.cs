using System.Collections.Immutable;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class ManyWritersTests
{
    private const int BatchCount = 60;
    private const int BatchSize = 24;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Stores_side_by_side_pay_in_both_directions_between_hot_accounts_without_deadlock(int seed)
    {
        await using var world = await PostgresWorld.OpenAsync();
        var ledger = await world.AddLedgerAsync();
        var accounts = new List<AccountId>();
        for (var n = 0; n < 4; n++)
        {
            accounts.Add(await world.OpenAccountAsync(ledger, floor: -2000, ceiling: 2000));
        }

        await using var other = world.Test.NewDatabase("other");
        await other.PrepareAsync(CancellationToken.None);
        var stores = new[] { world.Store, world.Store, PostgresWorld.NewStore(other), PostgresWorld.NewStore(other) };

        await Task.WhenAll(stores.Select((store, n) => HammerAsync(store, ledger, accounts, new Random(seed * 10 + n))));

        Assert.Empty(await JournalAudit.FindBrokenAsync(world.Test));
        Assert.Equal(
            0L,
            await world.Test.ScalarAsync<long>(
                "select deadlocks from pg_stat_database where datname = current_database()"));
        foreach (var account in accounts)
        {
            Assert.InRange((await world.ReadAsync(account)).Balance, -2000, 2000);
        }
    }

    [Fact]
    public async Task A_killed_backend_leaves_the_outcome_unknown_and_the_same_batch_happens_once()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var ledger = await world.AddLedgerAsync();
        var (payer, payee) = (await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
        await using var silo = world.Test.NewDatabase("victim");
        await silo.PrepareAsync(CancellationToken.None);
        var store = PostgresWorld.NewStore(silo);
        var batch = new JournalBatch([Postings.Transfer(ledger, payer, payee, 7)], []);

        // The batch is held up at its account rows, then its backend dies.
        await using var holder = await world.Test.Database.OpenAsync(CancellationToken.None);
        await using var hold = await holder.BeginTransactionAsync(CancellationToken.None);
        await using (var command = new Npgsql.NpgsqlCommand("select from accounts for update", holder, hold))
        {
            await command.ExecuteNonQueryAsync();
        }

        var commit = store.CommitAsync(batch, CancellationToken.None);
        while (await TerminateWaitingAsync(world) == 0)
        {
            Assert.False(commit.IsCompleted);
        }

        await Assert.ThrowsAsync<OutcomeUnknown>(() => commit);
        await hold.RollbackAsync(CancellationToken.None);
        var result = await store.CommitAsync(batch, CancellationToken.None);

        Assert.IsType<PostingOutcome.Posted>(Assert.Single(result.Outcomes).Value);
        Assert.Equal(7, (await world.ReadAsync(payee)).Balance);
    }

    [Fact]
    public async Task Backends_killed_at_any_moment_lose_nothing_and_double_nothing()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var ledger = await world.AddLedgerAsync();
        var (payer, payee) = (await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
        await using var silo = world.Test.NewDatabase("victim");
        await silo.PrepareAsync(CancellationToken.None);
        var store = PostgresWorld.NewStore(silo);
        using var done = new CancellationTokenSource();
        using var answers = new SemaphoreSlim(0);
        var killer = KillAsync(world, answers, done.Token);
        var unknown = 0;
        var replayed = 0;
        for (var n = 0; n < 200; n++)
        {
            var posting = Postings.Transfer(ledger, payer, payee, 1);
            var batch = n % 2 == 0 ? new JournalBatch([posting], []) : new JournalBatch([], [posting]);
            while (true)
            {
                try
                {
                    var result = await store.CommitAsync(batch, CancellationToken.None);
                    replayed += result.Outcomes[posting.Id] is PostingOutcome.Posted { IsReplay: true } ? 1 : 0;
                    answers.Release();
                    break;
                }
                catch (OutcomeUnknown)
                {
                    unknown++;
                }
                catch (LedgerUnavailable)
                {
                    // The connection died while it was opened.
                }
            }
        }

        await done.CancelAsync();
        await killer;

        Assert.Equal(200, (await world.ReadAsync(payee)).Balance);
        Assert.Empty(await JournalAudit.FindBrokenAsync(world.Test));
        Assert.True(unknown > 0, $"No kill hit a commit ({replayed} replays): the test showed nothing.");
    }

    private static async Task HammerAsync(
        IJournalStore store, LedgerId ledger, List<AccountId> accounts, Random random)
    {
        for (var batch = 0; batch < BatchCount; batch++)
        {
            var postings = ImmutableArray.CreateBuilder<Posting>(BatchSize);
            for (var n = 0; n < BatchSize; n++)
            {
                var from = random.Next(accounts.Count);
                var to = (from + 1 + random.Next(accounts.Count - 1)) % accounts.Count;
                postings.Add(Postings.Transfer(ledger, accounts[from], accounts[to], random.Next(1, 100)));
            }

            var members = postings.ToImmutable();
            var result = await store.CommitAsync(
                random.Next(4) == 0 ? new JournalBatch([], members) : new JournalBatch(members, []),
                CancellationToken.None);
            Assert.Equal(BatchSize, result.Outcomes.Count);
        }
    }

    // Between two kills one batch is answered: a slow machine must not kill faster than it commits.
    private static async Task KillAsync(PostgresWorld world, SemaphoreSlim answers, CancellationToken done)
    {
        var random = new Random(1);
        try
        {
            while (true)
            {
                await answers.WaitAsync(done);
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(20)), done);
                await world.Test.ScalarAsync<long>(
                    """
                    select count(pg_terminate_backend(pid)) from pg_stat_activity
                    where datname = current_database() and application_name = 'victim'
                    """);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
            // Everything is paid.
        }
    }

    private static Task<long> TerminateWaitingAsync(PostgresWorld world) => world.Test.ScalarAsync<long>(
        """
        select count(pg_terminate_backend(pid)) from pg_stat_activity
        where datname = current_database() and application_name = 'victim' and wait_event_type = 'Lock'
        """);
}
