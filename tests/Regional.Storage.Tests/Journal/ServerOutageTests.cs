using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.TestKit;
using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class ServerOutageTests
{
    [Fact]
    public async Task The_journal_waits_out_a_server_that_is_stopped_crashes_and_comes_back()
    {
        await using var server = await PostgresServer.StartOwnAsync();
        await using var world = await PostgresWorld.OpenAsync(await TestDatabase.CreateOnAsync(server));
        var ledger = await world.AddLedgerAsync();
        var (payer, payee) = (await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
        var first = Batch();
        await world.Store.CommitAsync(first, CancellationToken.None);

        await server.StopAsync();
        await using var late = world.Test.NewDatabase("late");
        await Assert.ThrowsAsync<LedgerUnavailable>(() => late.PrepareAsync(CancellationToken.None));
        var second = Batch();
        await Assert.ThrowsAnyAsync<Exception>(() => world.Store.CommitAsync(second, CancellationToken.None));
        await Assert.ThrowsAsync<LedgerUnavailable>(() => world.Store.CommitAsync(second, CancellationToken.None));

        await server.RestartAsync();
        await late.PrepareAsync(CancellationToken.None);
        await world.Store.CommitAsync(second, CancellationToken.None);
        Assert.Equal(1, late.Epoch);

        await server.KillAsync();
        await server.RestartAsync();
        world.Test.Database.Source.Clear();
        Assert.Equal(20, (await world.ReadAsync(payee)).Balance);
        var again = await world.Store.CommitAsync(first, CancellationToken.None);
        Assert.True(((PostingOutcome.Posted)again.Outcomes.Values.Single()).IsReplay);
        Assert.Empty(await JournalAudit.FindBrokenAsync(world.Test));

        JournalBatch Batch() => new([Postings.Transfer(ledger, payer, payee, 10)], []);
    }

    [Fact]
    public async Task A_journal_whose_host_has_ended_says_that_nothing_was_sent()
    {
        await using var world = await PostgresWorld.OpenAsync();
        var ledger = await world.AddLedgerAsync();
        var (payer, payee) = (await world.OpenAccountAsync(ledger), await world.OpenAccountAsync(ledger));
        var ending = world.Test.NewDatabase("ending");
        await ending.PrepareAsync(CancellationToken.None);
        var store = PostgresWorld.NewStore(ending);

        await ending.DisposeAsync();

        await Assert.ThrowsAsync<LedgerUnavailable>(() => store.CommitAsync(
            new JournalBatch([Postings.Transfer(ledger, payer, payee, 10)], []), CancellationToken.None));
    }
}
