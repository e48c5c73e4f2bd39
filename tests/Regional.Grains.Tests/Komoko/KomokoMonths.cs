using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Grains.Tests.Hosting;
using Regional.Grains.Tests.Periods;

namespace Regional.Grains.Tests.Komoko;

/// <summary>A komoko with a business and a household whose periods begin with 2026; the business clears each quarter.</summary>
internal sealed class KomokoMonths(World world, Community community) : IAsyncDisposable
{
    public World World => world;

    public Community Community => community;

    public AccountId Business { get; private set; }

    public AccountId BusinessFinancial { get; private set; }

    public AccountId Household { get; private set; }

    public static async Task<KomokoMonths> CreateAsync(
        string cycle = "monthly:31", Func<IJournalStore, IJournalStore>? around = null)
    {
        var world = await World.CreateAsync(around: around);
        var months = new KomokoMonths(world, await world.AddCommunityAsync("kamen", World.Komoko, scheme: "komoko"));
        var business = await months.HolderAsync("b", HolderClass.Business);
        var household = await months.HolderAsync("h", HolderClass.Household);
        months.Business = await months.OpenAsync("b", business, AccountKind.Real, floor: null);
        months.BusinessFinancial = await months.OpenAsync("b-fin", business, AccountKind.Financial, floor: 0);
        months.Household = await months.OpenAsync("h", household, AccountKind.Real, floor: 0);
        await world.DoAsync(new SetPeriodCalendar(
            months.Community.Ledger, cycle, TimeOnly.MinValue, Weekend: [], Holidays: [], PeriodWorld.First)
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        return months;
    }

    public Task PayAsync(AccountId payer, AccountId payee, long minor, string purpose, DateOnly date) =>
        PostedAsync(payer, payee, minor, purpose, date);

    public async Task<BookPeriod> FindAsync(int no) =>
        (await world.Periods().FindAsync(community.Ledger, no, CancellationToken.None))!;

    public Task<long> BalanceAsync(AccountId account) => world.BalanceAsync(account);

    public async Task<long> BalanceAsync(AccountRole role) =>
        (await world.Directory.FindAccountsAsync(community.Ledger, role, CancellationToken.None)).Single().Balance;

    /// <summary>Transfers of a purpose as "amount date", in the order of the journal.</summary>
    public Task<string> ShowAsync(string purpose) => world.Database.ScalarAsync<string>($"""
        select coalesce(string_agg(amount || ' ' || business_date, ', ' order by commit_no, ordinal), '')
        from transfers where purpose = '{purpose}'
        """);

    public async ValueTask DisposeAsync()
    {
        await world.AssertSoundAsync();
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
        await world.DisposeAsync();
    }

    private async Task PostedAsync(AccountId payer, AccountId payee, long minor, string purpose, DateOnly date)
    {
        var order = World.Order(community, payer, payee, minor);
        Assert.IsType<PostingOutcome.Posted>(
            await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(order with
            {
                Legs = [order.Legs[0] with { Purpose = purpose }],
                Details = order.Details with { BusinessDate = date, IsDateGiven = true },
            }));
    }

    private async Task<MemberId> HolderAsync(string code, HolderClass holder)
    {
        var member = new MemberId(long.Parse((await world.DoAsync(
            new AddMember(community.Id, code, code) { Id = World.NewId(), Actor = World.Actor }))["member"]));
        await world.DoAsync(new EnterHolder(
            community.Ledger, member, new HolderProfile(holder, new DateOnly(2026, 3, 31), 3, IsLongEntitled: false), 0,
            new DateOnly(2025, 1, 1))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        return member;
    }

    private async Task<AccountId> OpenAsync(string code, MemberId member, AccountKind kind, long? floor) =>
        new(long.Parse((await world.DoAsync(
            new OpenAccount(community.Ledger, code, member, kind, floor, Ceiling: null)
            {
                Id = World.NewId(),
                Actor = World.Actor,
            }))["account"]));
}
