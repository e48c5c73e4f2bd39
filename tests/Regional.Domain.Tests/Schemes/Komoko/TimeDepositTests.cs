using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>Time deposits (003, 5.2): who is taken in which order, what it bears and what comes back when.</summary>
public sealed class TimeDepositTests
{
    private static readonly DateOnly Start = Day("2026-04-01");
    private static readonly DateOnly Due = Day("2026-12-31");

    /// <summary>Amount, yearly rate, first day, day due; the interest by hand.</summary>
    [Theory]
    [InlineData(100_000, "0.05", "2026-04-01", "2026-12-31", 3_753)]     // 274 days: 1,370,000 / 365 = 3,753.4
    [InlineData(100_000, "0.05", "2026-01-01", "2027-01-01", 5_000)]     // 365 days
    [InlineData(100_000, "0.05", "2028-01-01", "2029-01-01", 5_013)]     // 366 days, actual/365: 5,013.7
    [InlineData(100_000, "1/3", "2026-04-01", "2026-04-02", 91)]         // 33,333.3… / 365 = 91.3
    [InlineData(72, "0.05", "2026-01-01", "2026-04-11", 0)]              // 100 days: 0.986 is rounded down
    [InlineData(73, "0.05", "2026-01-01", "2026-04-11", 1)]              // exactly 1
    [InlineData(100_000, "0", "2026-04-01", "2026-12-31", 0)]
    [InlineData(100_000, "0.05", "2026-04-01", "2026-04-01", 0)]
    [InlineData(4_000_000_000_000_000_000, "1", "2026-01-01", "2027-01-01", 4_000_000_000_000_000_000)]
    public void Interest_is_actual_over_365_rounded_down(
        long amount, string rate, string starts, string due, long interest) =>
        Assert.Equal(interest, Deposit(amount, rate, starts, due).InterestMinor);

    [Fact]
    public void Interest_beyond_64_bits_is_a_fault() =>
        Assert.Throws<OverflowException>(
            () => Deposit(4_000_000_000_000_000_000, "1", "2026-01-01", "2030-01-01").InterestMinor);

    [Fact]
    public void It_is_due_on_its_day_and_comes_back_operative_maturity_later()
    {
        var deposit = Deposit(100_000, "0.05", "2026-04-01", "2026-12-31");

        Assert.False(deposit.IsDueOn(Day("2026-12-30")));
        Assert.True(deposit.IsDueOn(Due));
        Assert.Equal(Day("2027-01-24"), TimeDeposit.MaturesAfter(Day("2027-01-10"), 14));
    }

    [Fact]
    public void The_lowest_rate_serves_first_and_of_equal_rates_the_older()
    {
        DepositOffer[] offers =
        [
            Offer(1, 11, "0.05", 100), Offer(2, 12, "0.03", 40), Offer(3, 13, "3/100", 40), Offer(4, 14, "0.04", 40),
        ];

        Assert.Equal(
            [(7, 2, 40), (7, 3, 40), (7, 4, 40), (7, 1, 30)], Taken([new(7, 150, Due)], offers, [11, 12, 13, 14]));
    }

    [Fact]
    public void An_offer_serves_several_bids_the_older_first_and_the_rest_stays_open() =>
        Assert.Equal(
            [(3, 1, 60), (5, 1, 40), (5, 2, 30)],
            Taken(
                [new(5, 100, Due), new(3, 60, Due)],
                [Offer(1, 11, "0.01", 100), Offer(2, 12, "0.02", 30)],
                [11, 12]));

    [Fact]
    public void Offers_of_one_buyer_share_what_it_can_pay() =>
        Assert.Equal(
            [(7, 1, 100), (7, 2, 150), (7, 3, 50)],
            Deposits(
                [new(7, 300, Due)],
                [Offer(1, 11, "0.01", 100), Offer(2, 11, "0.02", 200), Offer(3, 12, "0.03", 90)],
                new() { [new AccountId(11)] = 250, [new AccountId(12)] = 90 }));

    [Fact]
    public void Nothing_comes_from_ended_offers_empty_purses_or_for_bids_that_are_due()
    {
        OpenBid[] bids = [new(7, 100, Due)];

        Assert.Empty(Taken(bids, [Offer(1, 11, "0.01", 100) with { Until = Start.AddDays(-1) }], [11]));
        Assert.Equal([(7, 1, 100)], Taken(bids, [Offer(1, 11, "0.01", 100) with { Until = Start }], [11]));
        Assert.Empty(Taken(bids, [Offer(1, 11, "0.01", 100)], [12]));
        Assert.Empty(Deposits(bids, [Offer(1, 11, "0.01", 100)], new() { [new AccountId(11)] = -5 }));
        Assert.Empty(Taken([new(7, 100, Start)], [Offer(1, 11, "0.01", 100)], [11]));
        Assert.Equal([(7, 1, 100)], Taken([new(7, 100, Start.AddDays(1))], [Offer(1, 11, "0.01", 100)], [11]));
        Assert.Empty(Taken([new(7, 0, Due)], [Offer(1, 11, "0.01", 100)], [11]));
    }

    [Fact]
    public void A_deposit_carries_the_terms_of_its_bid_and_offer()
    {
        var spendable = new Dictionary<AccountId, long> { [new AccountId(11)] = 1_000 };

        var deposit = Assert.Single(
            DepositOffer.Take(Start, [new(7, 300, Due)], [Offer(1, 11, "0.05", 200)], spendable));

        Assert.Equal(new TimeDeposit(7, 1, new AccountId(11), 200, Yearly("0.05"), Start, Due), deposit);
        Assert.Equal(1_000, spendable[new AccountId(11)]);
    }

    private static (int Bid, int Offer, int Amount)[] Taken(OpenBid[] bids, DepositOffer[] offers, long[] buyers) =>
        Deposits(bids, offers, buyers.ToDictionary(static id => new AccountId(id), static _ => 1_000L));

    private static (int Bid, int Offer, int Amount)[] Deposits(
        OpenBid[] bids, DepositOffer[] offers, Dictionary<AccountId, long> spendable) =>
    [
        .. DepositOffer.Take(Start, bids, offers, spendable)
            .Select(static deposit => ((int)deposit.Bid, (int)deposit.Offer, (int)deposit.AmountMinor)),
    ];

    private static DepositOffer Offer(long id, long buyer, string rate, long amount) =>
        new(id, new AccountId(buyer), Yearly(rate), amount, Due);

    private static TimeDeposit Deposit(long amount, string rate, string starts, string due) =>
        new(1, 1, new AccountId(11), amount, Yearly(rate), Day(starts), Day(due));

    private static Share Yearly(string text) =>
        Share.TryParse(text) ?? throw new ArgumentException("No share.", nameof(text));

    private static DateOnly Day(string text) => DateOnly.Parse(text, CultureInfo.InvariantCulture);
}
