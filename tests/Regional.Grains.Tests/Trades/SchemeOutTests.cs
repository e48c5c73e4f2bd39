using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Grains.Tests.Hosting;
using static Regional.Grains.Tests.Trades.Side;

namespace Regional.Grains.Tests.Trades;

/// <summary>What the payer's scheme asks of a trade, at its limits. The payee is a member of mutual credit.</summary>
public sealed class SchemeOutTests : IAsyncLifetime
{
    private readonly SchemeTowns _towns = new();

    private World World => _towns.World;

    public ValueTask InitializeAsync() => _towns.InitializeAsync();

    public ValueTask DisposeAsync() => _towns.DisposeAsync();

    [Fact]
    public async Task Mutual_credit_pays_to_the_floor_and_no_further()
    {
        var payer = await _towns.PayerAsync(Mutual);

        Assert.Equal("posted", await PayAsync(payer, 150));
        Assert.Equal("floorExceeded", await PayAsync(payer, 1));
    }

    [Fact]
    public async Task A_pool_pays_savings_and_past_them_what_an_agreement_covers()
    {
        var payer = await _towns.PayerAsync(Pool);
        await _towns.DepositAsync(await _towns.CommunityAsync(Pool, isPayer: true), await _towns.PayerAsync(Pool), 100);

        Assert.Equal("agreementNeeded", await PayAsync(payer, 60));
        await AgreeAsync(payer, 10);
        Assert.Equal("posted", await PayAsync(payer, 60));

        Assert.Equal("-10", await _towns.ShowAsync(payer));
        Assert.Equal("agreementNeeded", await PayAsync(payer, 1));
    }

    [Fact]
    public async Task A_pool_pays_no_savings_while_points_are_negative()
    {
        var payer = await _towns.PayerAsync(Pool);
        var pool = await _towns.CommunityAsync(Pool, isPayer: true);
        await World.DoAsync(new TakeOverPoints(pool.Ledger, [new AccountPoints(payer, -1)])
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

        Assert.Equal("savingsLocked", await PayAsync(payer, 1));
    }

    [Fact]
    public async Task A_pool_pays_only_cash_that_is_not_lent_out_and_cash_on_its_way_to_the_region_is_gone()
    {
        var (saver, borrower) = (await _towns.PayerAsync(Pool), await _towns.OpenAsync(await PoolAsync(), Pool));
        await AgreeAsync(borrower, 60);

        Assert.Equal("cashLentOut", await PayAsync(borrower, 51));
        Assert.Equal("posted", await PayAsync(borrower, 50));

        Assert.Equal("cashLentOut", await PayAsync(saver, 1));
        Assert.Equal(0, await _towns.BalanceAsync(await PoolAsync(), AccountRole.PoolBank));
        Assert.Equal(-50, await _towns.BalanceAsync(await PoolAsync(), AccountRole.Settlement));
    }

    [Fact]
    public async Task Coupons_pay_from_the_book_with_the_fee_of_the_credit_part_on_top_and_move_no_notes()
    {
        var payer = await _towns.PayerAsync(CouponBook);
        var book = await _towns.CommunityAsync(CouponBook, isPayer: true);
        var fees = await _towns.BalanceAsync(book, AccountRole.Administration)
            + await _towns.BalanceAsync(book, AccountRole.CommunityFund);

        Assert.Equal("posted", await PayAsync(payer, 120));

        Assert.Equal("-107", await _towns.ShowAsync(payer));
        Assert.Equal(
            fees + 7,
            await _towns.BalanceAsync(book, AccountRole.Administration)
            + await _towns.BalanceAsync(book, AccountRole.CommunityFund));
        Assert.Equal(0, await _towns.BalanceAsync(book, AccountRole.Circulation));
    }

    [Fact]
    public async Task Convertible_coupons_are_not_traded_either_way()
    {
        var convertible = await World.AddCommunityAsync("convertible", World.Rupiah, scheme: "coupons-convertible");
        var member = await World.OpenAsync(convertible, "ani");

        Assert.Equal("bookNotTraded", await PayAsync(member, 1));
        Assert.Equal("bookNotTraded", await _towns.TradeAsync(await _towns.PayerAsync(Mutual), member, 1, "goods"));
    }

    [Theory]
    [InlineData(30, "posted", "20, 20 in 60")]
    [InlineData(31, "posted", "19, 19 in 60")]
    [InlineData(50, "posted", "0")]
    [InlineData(150, "posted", "-100")]
    [InlineData(151, "floorExceeded", "50, 30 in 20, 20 in 60")]
    public async Task A_household_pays_real_from_its_shortest_lots_and_then_its_overdraft(
        long minor, string expected, string left)
    {
        var payer = await _towns.PayerAsync(Household);

        Assert.Equal(expected, await PayAsync(payer, minor));
        Assert.Equal(left, await _towns.ShowAsync(payer));
    }

    [Theory]
    [InlineData(Household)]
    [InlineData(Financial)]
    public async Task A_komoko_pays_financially_from_what_it_has_and_only_from_lots_due_after_the_operative_maturity(Side side)
    {
        var komoko = await _towns.CommunityAsync(side, isPayer: true);
        var payer = await _towns.OpenAsync(komoko, side);
        await FundAsync(komoko, side, payer, 30, maturesIn: 13);
        await FundAsync(komoko, side, payer, 20, maturesIn: 14);

        Assert.Equal("availableExceeded", await PayAsync(payer, 51, "loan"));
        Assert.Equal("maturityTooShort", await PayAsync(payer, 21, "loan"));
        Assert.Equal("posted", await PayAsync(payer, 20, "loan"));
        Assert.Equal("maturityTooShort", await PayAsync(payer, 1, "loan"));

        Assert.Equal("30, 30 in 13", await _towns.ShowAsync(payer));
    }

    [Fact]
    public async Task A_business_pays_real_on_its_overdraft_and_financially_only_what_it_has()
    {
        var payer = await _towns.PayerAsync(Business);

        Assert.Equal("availableExceeded", await PayAsync(payer, 51, "loan"));
        Assert.Equal("posted", await PayAsync(payer, 50, "loan"));
        Assert.Equal("posted", await PayAsync(payer, 100));
        Assert.Equal("floorExceeded", await PayAsync(payer, 1));
    }

    [Fact]
    public async Task Either_sides_scheme_may_refuse_the_purpose_that_the_payer_declares()
    {
        var narrow = await World.AddCommunityAsync("narrow", World.Rupiah);
        await World.DoAsync(new SetTerms(
            narrow.Ledger, World.Today, ImmutableSortedDictionary<string, string>.Empty.Add("purposes", "goods,loan"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        var (inside, outside) = (await World.OpenAsync(narrow, "inside", floor: -100), await _towns.PayerAsync(Mutual));

        Assert.Equal("posted", await _towns.TradeAsync(inside, outside, 1, "goods"));
        Assert.Equal("purposeNotAllowed", await _towns.TradeAsync(inside, outside, 1, "services"));
        Assert.Equal("purposeNotAllowed", await _towns.TradeAsync(outside, inside, 1, "services"));
        Assert.Equal("financialNeedsKomoko", await _towns.TradeAsync(inside, outside, 1, "loan"));
        Assert.Equal("purposeNotAllowed", await _towns.TradeAsync(inside, outside, 1, "clearing"));
    }

    private Task<Community> PoolAsync() => _towns.CommunityAsync(Pool, isPayer: true);

    private Task FundAsync(Community komoko, Side side, AccountId account, long minor, int maturesIn) =>
        side == Household
            ? _towns.EarnAsync(komoko, account, minor, maturesIn)
            : _towns.LendAsync(komoko, account, minor, maturesIn);

    private async Task<string> PayAsync(AccountId payer, long minor, string purpose = "goods") => await _towns.TradeAsync(
        payer, await _towns.PayeeAsync(purpose == "goods" ? Mutual : Pool), minor, purpose);

    private async Task AgreeAsync(AccountId borrower, long minor)
    {
        var pool = await PoolAsync();
        var voters = new List<MemberId>();
        foreach (var code in new[] { "vera", "wim" })
        {
            var member = new MemberId(long.Parse((await World.DoAsync(
                new AddMember(pool.Id, code, code) { Id = World.NewId(), Actor = World.Actor }))["member"]));
            await World.DoAsync(new OpenAccount(pool.Ledger, code, member, AccountKind.Pool, null, null)
            {
                Id = World.NewId(),
                Actor = World.Actor,
            });
            voters.Add(member);
        }

        var agreement = World.NewId();
        await World.DoAsync(new ProposeAgreement(pool.Ledger, borrower, minor, 10, minor / 10, minor / 10)
        {
            Id = agreement,
            Actor = World.Actor,
        });
        foreach (var voter in voters)
        {
            await World.DoAsync(new CastVote(agreement, voter, VoteChoice.For) { Id = World.NewId(), Actor = World.Actor });
        }

        foreach (var voter in voters)
        {
            await World.DoAsync(new SignAgreement(agreement, voter) { Id = World.NewId(), Actor = World.Actor });
        }
    }
}
