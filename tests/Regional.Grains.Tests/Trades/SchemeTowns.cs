using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes.SavingsPool;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Komoko;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Trades;

/// <summary>What one side of a trade is: its community's scheme, and of a komoko whose account in which circle.</summary>
public enum Side
{
    Mutual,
    Pool,
    CouponBook,
    Business,
    Household,
    Financial,
}

/// <summary>A region with two communities of each scheme, one that pays and one that is paid.</summary>
public sealed class SchemeTowns : IAsyncLifetime
{
    public const long Floor = -100;

    private readonly Dictionary<(string Scheme, bool IsPayer), Community> _communities = [];
    private int _members;

    public World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await World.AssertSoundAsync();
        var verified = await World.Silo.Services.GetRequiredService<IVerifier>().VerifyAsync(null, CancellationToken.None);
        Assert.Empty(verified.Differences);
        await World.DisposeAsync();
    }

    public async Task<Community> CommunityAsync(Side side, bool isPayer)
    {
        var scheme = side switch
        {
            Side.Mutual => "mutual-credit",
            Side.Pool => "savings-pool",
            Side.CouponBook => "coupons",
            Side.Business or Side.Household or Side.Financial => "komoko",
        };
        return _communities.TryGetValue((scheme, isPayer), out var known)
            ? known
            : _communities[(scheme, isPayer)] = await World.AddCommunityAsync(
                $"{scheme}-{(isPayer ? "pays" : "earns")}", World.Rupiah, scheme: scheme);
    }

    /// <summary>
    /// An account that holds 50 (coupons: 20) and may go to −100: a pool's are savings, of a household's 30 mature in 20
    /// days and 20 in 60, and so do those of a financial account, which may not go below zero.
    /// </summary>
    public async Task<AccountId> PayerAsync(Side side)
    {
        var community = await CommunityAsync(side, isPayer: true);
        var account = await OpenAsync(community, side);
        switch (side)
        {
            case Side.Mutual:
                await PaidAsync(community, await OpenAsync(community, side), account, 50);
                break;
            case Side.Pool:
                await DepositAsync(community, account, 50);
                break;
            case Side.CouponBook:
                await PaidAsync(community, await OpenAsync(community, side), account, 20);
                break;
            case Side.Business:
                await PaidAsync(community, await OpenAsync(community, side), account, 50);
                break;
            case Side.Household:
                await EarnAsync(community, account, 30, maturesIn: 20);
                await EarnAsync(community, account, 20, maturesIn: 60);
                break;
            case Side.Financial:
                await LendAsync(community, account, 30, maturesIn: 20);
                await LendAsync(community, account, 20, maturesIn: 60);
                break;
        }

        return account;
    }

    public async Task<AccountId> PayeeAsync(Side side) => await OpenAsync(await CommunityAsync(side, isPayer: false), side);

    public async Task<AccountId> OpenAsync(
        Community community, Side side, long? floor = Floor, long? ceiling = null)
    {
        var code = $"m{++_members}";
        var member = new MemberId(long.Parse((await World.DoAsync(
            new AddMember(community.Id, code, code) { Id = World.NewId(), Actor = World.Actor }))["member"]));
        var (kind, least) = side switch
        {
            Side.Mutual => (AccountKind.General, floor),
            Side.Pool => (AccountKind.Pool, null),
            Side.CouponBook => (AccountKind.General, null),
            Side.Business or Side.Household => (AccountKind.Real, floor),
            Side.Financial => (AccountKind.Financial, (long?)0),
        };
        var account = new AccountId(long.Parse((await World.DoAsync(
            new OpenAccount(community.Ledger, code, member, kind, least, ceiling) { Id = World.NewId(), Actor = World.Actor }))
            ["account"]));
        if (side is Side.Business or Side.Household or Side.Financial)
        {
            var holder = side == Side.Household ? HolderClass.Household : HolderClass.Business;
            await World.DoAsync(new EnterHolder(
                community.Ledger, member,
                new HolderProfile(holder, World.Today.AddDays(45), 3, IsLongEntitled: false), 0, World.Today.AddYears(-1))
            {
                Id = World.NewId(),
                Actor = World.Actor,
            });
        }

        return account;
    }

    public async Task DepositAsync(Community community, AccountId account, long minor)
    {
        var terms = (await World.Directory.FindLedgerAsync(community.Ledger, CancellationToken.None))!;
        Assert.IsType<PostingOutcome.Posted>(
            await World.Silo.Grains.GetGrain<IAccountGrain>(account.ToString()).CarryOutAsync(new DepositOrder
            {
                Id = World.NewId(),
                Ledger = community.Ledger,
                Account = account,
                Bank = terms.SystemAccounts[AccountRole.PoolBank],
                Amount = new Amount(minor, community.Currency),
                Details = World.Details(),
            }));
    }

    /// <summary>Wages of a business, paid so long ago that with the grace of 90 days they mature in so many.</summary>
    public async Task EarnAsync(Community community, AccountId household, long minor, int maturesIn) => await PaidAsync(
        community, await OpenAsync(community, Side.Business), household, minor, "wages", World.Today.AddDays(maturesIn - 90));

    /// <summary>Such wages, lent to a financial account on the same day.</summary>
    public async Task LendAsync(Community community, AccountId financial, long minor, int maturesIn)
    {
        var household = await OpenAsync(community, Side.Household);
        await EarnAsync(community, household, minor, maturesIn);
        await PaidAsync(community, household, financial, minor, "loan", World.Today.AddDays(maturesIn - 90));
    }

    public async Task PaidAsync(
        Community community, AccountId payer, AccountId payee, long minor, string purpose = "goods", DateOnly? date = null)
    {
        var order = World.Order(community, payer, payee, minor);
        Assert.IsType<PostingOutcome.Posted>(
            await World.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(order with
            {
                Legs = [order.Legs[0] with { Purpose = purpose }],
                Details = order.Details with { BusinessDate = date ?? World.Today, IsDateGiven = date is not null },
            }));
    }

    /// <summary>Posted, or the code of the refusal.</summary>
    public async Task<string> TradeAsync(AccountId payer, AccountId payee, long minor, string purpose) =>
        await World.RegionGrain.TradeAsync(World.TradeOrder(payer, payee, minor, World.Rupiah) with { Purpose = purpose }) switch
        {
            TradePosted => "posted",
            TradeRefused refused => refused.Refusal.Entry.Code,
            var other => other.GetType().Name,
        };

    /// <summary>Balance, and open lots in the order of consumption as "open in days".</summary>
    public async Task<string> ShowAsync(AccountId account)
    {
        var party = await World.Silo.Services.GetRequiredService<IKomokoQueries>().FindPartyAsync(
            account, World.Today, CancellationToken.None);
        ImmutableArray<string> lots =
            [.. Lot.InOrder(party?.Lots ?? []).Select(static lot => $"{lot.OpenMinor} in {lot.MaturesOn.DayNumber - World.Today.DayNumber}")];
        return string.Join(", ", lots.Prepend($"{await World.BalanceAsync(account)}"));
    }

    public async Task<long> BalanceAsync(Community community, AccountRole role) =>
        (await World.Directory.FindAccountsAsync(community.Ledger, role, CancellationToken.None)).Single().Balance;
}
