using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.TestKit;

namespace Regional.Storage.Tests.Registry;

/// <summary>A fresh database with a region to trade in: two communities, a trading ledger and two members each.</summary>
internal sealed class World : IAsyncDisposable
{
    public static readonly Currency Komoko = new("KMK", 2);
    public static readonly Currency Rupiah = new("IDR", 0);

    private World(TestDatabase database)
    {
        (Test, Executor) = (database, new CommandExecutor(database.Database));
        Journal = new PostgresJournalStore(database.Database, Executor, NullLogger<PostgresJournalStore>.Instance);
    }

    public TestDatabase Test { get; }

    public CommandExecutor Executor { get; }

    public IJournalStore Journal { get; }

    public RegionId Region { get; private set; }

    public LedgerId RegionLedger { get; private set; }

    public Party Alpha { get; private set; } = null!;

    public Party Beta { get; private set; } = null!;

    /// <summary>Without anything in it.</summary>
    public static async Task<World> EmptyAsync() => new(await TestDatabase.CreateAsync());

    public static async Task<World> CreateAsync()
    {
        var world = await EmptyAsync();
        var region = await world.DoneAsync(new CreateRegion("suro", "Suro", Komoko, "Asia/Jakarta", CapPolicy.Queue)
        {
            Id = NewId(),
            Actor = "operator:test",
        });
        world.Region = new RegionId(Int(region, "region"));
        world.RegionLedger = new LedgerId(Int(region, "ledger"));
        world.Alpha = await world.JoinAsync("alpha", Komoko);
        world.Beta = await world.JoinAsync("beta", Rupiah);
        return world;
    }

    public async Task<Party> JoinAsync(string code, Currency currency)
    {
        var community = new CommunityId(Int(await DoneAsync(New(new CreateCommunity(Region, code, code) { Id = default, Actor = "" })), "community"));
        var ledger = new LedgerId(Int(
            await DoneAsync(New(new CreateLedger(community, $"{code}-book", currency, "mutual-credit", IsTrading: true) { Id = default, Actor = "" })),
            "ledger"));
        var first = await AddMemberAsync(community, ledger, "m0001");
        var second = await AddMemberAsync(community, ledger, "m0002");
        return new Party(
            community, ledger, first.Member, first.Account, second.Account,
            new AccountId(await Test.ScalarAsync<long>(
                $"select upper_account_id from correspondents where lower_ledger_id = {ledger}")),
            new AccountId(await Test.ScalarAsync<long>(
                $"select lower_account_id from correspondents where lower_ledger_id = {ledger}")));
    }

    public async Task<(MemberId Member, AccountId Account)> AddMemberAsync(CommunityId community, LedgerId ledger, string code)
    {
        var member = new MemberId(Int(
            await DoneAsync(New(new AddMember(community, code, $"Member {code}") { Id = default, Actor = "" })), "member"));
        var account = await DoneAsync(New(
            new OpenAccount(ledger, code, member, AccountKind.General, Floor: -1000, Ceiling: null) { Id = default, Actor = "" }));
        return (member, new AccountId(Int(account, "account")));
    }

    /// <summary>The command with an id of its own and an actor.</summary>
    public static T New<T>(T command)
        where T : Command => (T)(command with { Id = NewId(), Actor = "administrator:test", Reason = "test" });

    public static OperationId NewId() => new(Guid.CreateVersion7());

    public Task<CommandOutcome> ExecuteAsync(Command command) =>
        Executor.ExecuteAsync(command, TestContext.Current.CancellationToken);

    public async Task<ImmutableSortedDictionary<string, string>> DoneAsync(Command command)
    {
        var outcome = await ExecuteAsync(command);
        return Assert.IsType<CommandOutcome.Done>(outcome).Result;
    }

    public async Task<Refusal> RefusedAsync(Command command, RefusalReason reason)
    {
        var refusal = Assert.IsType<CommandOutcome.Refused>(await ExecuteAsync(command)).Refusal;
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(refusal.Entry.Facts, string.Join(", ", refusal.Facts.Select(static fact => fact.Name)));
        var stored = await Test.ScalarAsync<long>($"select count(*) from operations where id = '{command.Id}'");
        Assert.Equal(refusal.IsStored ? 1 : 0, stored);
        return refusal;
    }

    public static int Int(ImmutableSortedDictionary<string, string> result, string name) =>
        int.Parse(result[name], CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Test.DisposeAsync();

    internal sealed record Party(
        CommunityId Community, LedgerId Ledger, MemberId Member, AccountId First, AccountId Second, AccountId AtRegion,
        AccountId Mirror);
}
