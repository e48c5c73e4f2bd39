using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Hosting;
using static Regional.Grains.Tests.Trades.Side;

namespace Regional.Grains.Tests.Trades;

/// <summary>What the payee's scheme makes of a trade. The payer is a member of mutual credit, or of a komoko.</summary>
public sealed class SchemeInTests : IAsyncLifetime
{
    private readonly SchemeTowns _towns = new();

    private World World => _towns.World;

    public ValueTask InitializeAsync() => _towns.InitializeAsync();

    public ValueTask DisposeAsync() => _towns.DisposeAsync();

    [Fact]
    public async Task Mutual_credit_receives_to_the_ceiling_and_no_further()
    {
        var town = await _towns.CommunityAsync(Mutual, isPayer: false);
        var payee = await _towns.OpenAsync(town, Mutual, ceiling: 40);

        Assert.Equal("posted", await ReceiveAsync(payee, 40));
        Assert.Equal("ceilingExceeded", await ReceiveAsync(payee, 1));
    }

    [Fact]
    public async Task A_pools_one_balance_rises_and_a_loan_shrinks_first_but_no_cash_is_in_the_bank_before_the_settlement()
    {
        var pool = await _towns.CommunityAsync(Pool, isPayer: false);
        var (saver, payee) = (await _towns.OpenAsync(pool, Pool), await _towns.OpenAsync(pool, Pool));
        await _towns.DepositAsync(pool, saver, 30);
        await ForcedAsync(pool, payee, saver, 30);

        Assert.Equal("posted", await ReceiveAsync(payee, 20));
        Assert.Equal("-10", await _towns.ShowAsync(payee));
        Assert.Equal("posted", await ReceiveAsync(payee, 25));

        Assert.Equal("15", await _towns.ShowAsync(payee));
        Assert.Equal(-30, await _towns.BalanceAsync(pool, AccountRole.PoolBank));
    }

    [Fact]
    public async Task Coupons_arrive_on_the_account_without_fee_and_are_no_deposit_of_notes()
    {
        var book = await _towns.CommunityAsync(CouponBook, isPayer: false);
        var payee = await _towns.OpenAsync(book, CouponBook);
        await _towns.PaidAsync(book, payee, await _towns.OpenAsync(book, CouponBook), 100);

        Assert.Equal("posted", await ReceiveAsync(payee, 40));

        Assert.Equal("-67", await _towns.ShowAsync(payee));
        Assert.Equal(0, await _towns.BalanceAsync(book, AccountRole.Circulation));
        Assert.Equal(5, await _towns.BalanceAsync(book, AccountRole.Administration));
        Assert.Equal(2, await _towns.BalanceAsync(book, AccountRole.CommunityFund));
    }

    [Theory]
    [InlineData(10, "-5")]
    [InlineData(15, "0")]
    [InlineData(16, "1, 1 in 14")]
    [InlineData(40, "25, 25 in 14")]
    public async Task A_household_fills_its_overdraft_first_and_the_rest_is_a_lot_at_operative_maturity(
        long minor, string expected)
    {
        var komoko = await _towns.CommunityAsync(Household, isPayer: false);
        var payee = await _towns.OpenAsync(komoko, Household);
        await _towns.PaidAsync(komoko, payee, await _towns.OpenAsync(komoko, Business), 15);

        Assert.Equal("posted", await ReceiveAsync(payee, minor));
        Assert.Equal(expected, await _towns.ShowAsync(payee));
    }

    [Fact]
    public async Task A_household_that_buys_new_goods_abroad_makes_a_real_transaction_whatever_the_seller_is()
    {
        foreach (var seller in new[] { Mutual, Pool, CouponBook, Business, Household })
        {
            var payer = await _towns.PayerAsync(Household);

            Assert.Equal("posted", await _towns.TradeAsync(payer, await _towns.PayeeAsync(seller), 60, "goods"));
            Assert.Equal("-10", await _towns.ShowAsync(payer));
        }
    }

    [Fact]
    public async Task Maturities_do_not_cross_the_region()
    {
        var payee = await _towns.PayeeAsync(Financial);

        Assert.Equal("posted", await _towns.TradeAsync(await _towns.PayerAsync(Household), payee, 25, "loan"));
        Assert.Equal("posted", await _towns.TradeAsync(await _towns.PayerAsync(Financial), payee, 5, "security"));

        Assert.Equal("30, 25 in 14, 5 in 14", await _towns.ShowAsync(payee));
    }

    private async Task<string> ReceiveAsync(AccountId payee, long minor) =>
        await _towns.TradeAsync(await _towns.PayerAsync(Mutual), payee, minor, "goods");

    // A loan as books that are taken over show it.
    private async Task ForcedAsync(Community pool, AccountId payer, AccountId payee, long minor)
    {
        var order = World.Order(pool, payer, payee, minor);
        var outcome = await World.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(
            order with { Legs = [order.Legs[0] with { ForcedReason = "from the old books" }] });
        Assert.IsType<Contracts.Journal.PostingOutcome.Posted>(outcome);
    }
}
