using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Grains.Coordination;
using Regional.TestKit;

namespace Regional.Grains.Tests.Hosting;

/// <summary>A region with communities and accounts on a database of its own, and a silo that serves it.</summary>
public sealed class World : IAsyncDisposable
{
    public const string Actor = "coordinator:test";

    public static readonly Currency Rupiah = new("IDR", 0);
    public static readonly Currency Komoko = new("KOM", 2);

    private readonly List<TestSilo> _others = [];

    private World(TestDatabase database, TestSilo silo) => (Database, Silo) = (database, silo);

    public TestDatabase Database { get; }

    public TestSilo Silo { get; private set; }

    public RegionId Region { get; private set; }

    public LedgerId RegionLedger { get; private set; }

    public IRegionGrain RegionGrain => Silo.Grains.GetGrain<IRegionGrain>(Region.ToString());

    public ILedgerDirectory Directory => Silo.Services.GetRequiredService<ILedgerDirectory>();

    public CommandService Commands => Silo.Services.GetRequiredService<CommandService>();

    public static async Task<World> CreateAsync(
        CapPolicy policy = CapPolicy.Refuse, Func<IJournalStore, IJournalStore>? around = null)
    {
        var database = await TestDatabase.CreateAsync();
        var world = new World(database, await TestSilo.StartAsync(database.ConnectionString, around));
        var made = await world.DoAsync(
            new CreateRegion("region", "Region", Rupiah, TimeZone, policy) { Id = NewId(), Actor = Actor });
        world.Region = new RegionId(int.Parse(made["region"]));
        world.RegionLedger = new LedgerId(int.Parse(made["ledger"]));
        return world;
    }

    public static OperationId NewId() => new(Guid.CreateVersion7());

    /// <summary>Carries out a command that must succeed.</summary>
    public async Task<ImmutableSortedDictionary<string, string>> DoAsync(Command command)
    {
        var outcome = await Commands.ExecuteAsync(command, CancellationToken.None);
        return Assert.IsType<CommandOutcome.Done>(outcome, exactMatch: false).Result;
    }

    public async Task<Community> AddCommunityAsync(
        string code, Currency currency, RegionId? region = null, string scheme = "mutual-credit")
    {
        var community = new CommunityId(int.Parse(
            (await DoAsync(new CreateCommunity(region ?? Region, code, code) { Id = NewId(), Actor = Actor }))["community"]));
        var ledger = new LedgerId(int.Parse(
            (await DoAsync(new CreateLedger(community, code, currency, scheme, IsTrading: true)
            {
                Id = NewId(),
                Actor = Actor,
            }))["ledger"]));
        var terms = (await Directory.FindLedgerAsync(ledger, CancellationToken.None))!;
        return new Community(community, ledger, currency, terms.Upper!.LowerAccount, terms.Upper.UpperAccount);
    }

    public async Task<AccountId> OpenAsync(Community community, string code, long? floor = null, long? ceiling = null)
    {
        var member = new MemberId(long.Parse(
            (await DoAsync(new AddMember(community.Id, code, code) { Id = NewId(), Actor = Actor }))["member"]));
        return new AccountId(long.Parse(
            (await DoAsync(new OpenAccount(community.Ledger, code, member, AccountKind.General, floor, ceiling)
            {
                Id = NewId(),
                Actor = Actor,
            }))["account"]));
    }

    public Task LimitAsync(AccountId account, long? floor, long? ceiling) =>
        DoAsync(new SetLimits(account, floor, ceiling) { Id = NewId(), Actor = Actor, Reason = "test" });

    public Task RateAsync(Community community, Rate rate, DateOnly from) => Task.WhenAll(
        RateAsync(community, rate, from, RateSide.Buy), RateAsync(community, rate, from, RateSide.Sell));

    public Task RateAsync(Community community, Rate rate, DateOnly from, RateSide side) =>
        DoAsync(new SetRate(community.Ledger, TransferKind.Real, Purpose: null, side, rate, from) { Id = NewId(), Actor = Actor });

    public async Task<PostingOutcome> PayAsync(
        Community community, AccountId payer, AccountId payee, long minor, OperationId? id = null) =>
        await Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(Order(community, payer, payee, minor, id));

    public static PaymentOrder Order(
        Community community, AccountId payer, AccountId payee, long minor, OperationId? id = null) => new()
        {
            Id = id ?? NewId(),
            Ledger = community.Ledger,
            Legs = [new PaymentLeg { Debit = payer, Credit = payee, Amount = new Amount(minor, community.Currency) }],
            Details = Details(),
        };

    public async Task<TradeReply> TradeAsync(
        AccountId payer, AccountId payee, long minor, Currency currency, OperationId? id = null) =>
        await RegionGrain.TradeAsync(TradeOrder(payer, payee, minor, currency, id));

    public static TradeOrder TradeOrder(
        AccountId payer, AccountId payee, long minor, Currency currency, OperationId? id = null) => new()
        {
            Id = id ?? NewId(),
            Payer = payer,
            Payee = payee,
            PayeeAmountMinor = minor,
            Currency = currency,
            Details = Details(),
        };

    public static OrderDetails Details() => new()
    {
        EnteredBy = "member:test",
        BusinessDate = Today,
    };

    /// <summary>The date in the region, which is tomorrow's in UTC every evening.</summary>
    public static DateOnly Today =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(DateTime.UtcNow, TimeZoneInfo.FindSystemTimeZoneById(TimeZone)));

    private const string TimeZone = "Asia/Jakarta";

    /// <summary>Balance as committed.</summary>
    public async Task<long> BalanceAsync(AccountId account) =>
        (await Directory.FindAccountAsync(account, CancellationToken.None))!.Balance;

    /// <summary>The silo goes away as at a crash of its memory; a new one starts on the same database.</summary>
    public async Task RestartAsync()
    {
        await Silo.DisposeAsync();
        Silo = await TestSilo.StartAsync(Database.ConnectionString);
    }

    /// <summary>A second silo with memory and a journal of its own on the same database.</summary>
    public async Task<TestSilo> AddSiloAsync()
    {
        var silo = await TestSilo.StartAsync(Database.ConnectionString);
        _others.Add(silo);
        return silo;
    }

    /// <summary>What must hold after every test, in SQL that shares nothing with the product.</summary>
    public async Task AssertSoundAsync()
    {
        Assert.Equal(0L, await Database.ScalarAsync<long>(
            """
            select count(*) from (
                select ledger_id from accounts group by ledger_id
                having sum(credits_posted - debits_posted) <> 0 or sum(credits_pending - debits_pending) <> 0) wrong
            """));
        Assert.Equal(0L, await Database.ScalarAsync<long>(
            """
            select count(*) from accounts a left join lateral (
                select count(*) entries,
                       coalesce(sum(case when t.debit_account = a.id and t.action in (1, 3) then t.amount end), 0) debits,
                       coalesce(sum(case when t.credit_account = a.id and t.action in (1, 3) then t.amount end), 0) credits
                from transfers t where t.debit_account = a.id or t.credit_account = a.id) j on true
            where j.entries <> a.entries or j.debits <> a.debits_posted or j.credits <> a.credits_posted
            """));
        Assert.Equal(0L, await Database.ScalarAsync<long>(
            """
            select count(*) from correspondents c
            join accounts u on u.id = c.upper_account_id
            left join lateral (
                select coalesce(sum(case when t.credit_account = c.lower_account_id then t.counter_amount
                                         else -t.counter_amount end), 0) net
                from transfers t
                where c.lower_account_id in (t.debit_account, t.credit_account)
                  and t.counter_amount is not null and t.action in (1, 3)) m on true
            where m.net <> -(u.credits_posted - u.debits_posted)
            """));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _others)
        {
            await silo.DisposeAsync();
        }

        await Silo.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Database.DisposeAsync();
    }
}

/// <summary>A community of the test world.</summary>
/// <param name="Id">The community.</param>
/// <param name="Ledger">Its trading ledger.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Mirror">The region account in its ledger.</param>
/// <param name="AtRegion">Its account at the region.</param>
public sealed record Community(CommunityId Id, LedgerId Ledger, Currency Currency, AccountId Mirror, AccountId AtRegion);
