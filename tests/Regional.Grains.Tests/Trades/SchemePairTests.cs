using Regional.Domain.Ledger;
using static Regional.Grains.Tests.Trades.Side;

namespace Regional.Grains.Tests.Trades;

/// <summary>
/// Every pair of schemes both ways, for goods and for a loan: M mutual credit, P pool, C coupons, of a komoko a business's
/// and a household's real account and a financial one. Each trade is of 40, on real grains and PostgreSQL.
/// </summary>
public sealed class SchemePairTests(SchemeTowns towns) : IClassFixture<SchemeTowns>
{
    private const string Yes = "posted";
    private const string Kom = "financialNeedsKomoko";
    private const string Shut = "circleClosed";

    private static readonly Side[] Sides = [Mutual, Pool, CouponBook, Business, Household, Financial];

    // Rows pay, columns are paid, both in the order above.
    private static readonly string[][] Goods =
    [
        [Yes, Yes, Yes, Yes, Yes, Shut],
        [Yes, Yes, Yes, Yes, Yes, Shut],
        [Yes, Yes, Yes, Yes, Yes, Shut],
        [Yes, Yes, Yes, Yes, Yes, Shut],
        [Yes, Yes, Yes, Yes, Yes, Shut],
        [Yes, Yes, Yes, Yes, Yes, Shut],
    ];

    private static readonly string[][] Loan =
    [
        [Kom, Kom, Kom, Shut, Shut, Yes],
        [Kom, Kom, Kom, Shut, Shut, Yes],
        [Kom, Kom, Kom, Shut, Shut, Yes],
        [Yes, Yes, Yes, Shut, Shut, Yes],
        [Yes, Yes, Yes, Shut, Shut, Yes],
        [Yes, Yes, Yes, Shut, Shut, Yes],
    ];

    public static TheoryData<string, Side, Side, string> Pairs
    {
        get
        {
            var pairs = new TheoryData<string, Side, Side, string>();
            foreach (var (purpose, table) in new[] { ("goods", Goods), ("loan", Loan) })
            {
                foreach (var payer in Sides)
                {
                    foreach (var payee in Sides)
                    {
                        pairs.Add(purpose, payer, payee, table[(int)payer][(int)payee]);
                    }
                }
            }

            return pairs;
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public async Task A_trade_of_40_is_made_or_refused_as_both_schemes_say(
        string purpose, Side payerSide, Side payeeSide, string expected)
    {
        var (payer, payee) = (await towns.PayerAsync(payerSide), await towns.PayeeAsync(payeeSide));
        var (before, regionBefore) = (await towns.ShowAsync(payer), await AtRegionAsync(payerSide));

        var found = await towns.TradeAsync(payer, payee, 40, purpose);

        Assert.Equal(expected, found);
        var isMade = found == Yes;
        Assert.Equal(isMade ? Left(payerSide) : before, await towns.ShowAsync(payer));
        Assert.Equal(isMade ? Arrived(payeeSide) : "0", await towns.ShowAsync(payee));
        Assert.Equal(regionBefore - (isMade ? 40 : 0), await AtRegionAsync(payerSide));
    }

    // Savings are withdrawn; 20 coupons of one's own, 20 on credit with 1 as its fee on top; lots shortest first.
    private static string Left(Side side) => side switch
    {
        Mutual or Pool or Business => "10",
        CouponBook => "-21",
        Household or Financial => "10, 10 in 60",
    };

    // No fee and no notes; no lot for a business; the others' lots are of operative maturity, whatever was paid from.
    private static string Arrived(Side side) => side switch
    {
        Mutual or Pool or CouponBook or Business => "40",
        Household or Financial => "40, 40 in 14",
    };

    private async Task<long> AtRegionAsync(Side side) =>
        await towns.World.BalanceAsync((await towns.CommunityAsync(side, isPayer: true)).AtRegion);
}
