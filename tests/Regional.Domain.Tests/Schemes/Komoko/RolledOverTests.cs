using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Domain.Tests.Schemes.Komoko;

/// <summary>Balances rolled over from period to period (003, 2.4): 14 days, 80 %, two periods unless set otherwise.</summary>
public sealed class RolledOverTests
{
    private const int Lender = 1;
    private const int Borrower = 2;
    private const int Household = 3;

    [Fact]
    public void Lent_before_two_clearings_and_returned_after_each_is_flagged_with_its_postings()
    {
        var moves = Twice("2026-03-20", "2026-04-05", "2026-06-25", "2026-07-14", 1_000, 800);

        var found = Assert.Single(Find(moves));
        Assert.Equal((Lender, Borrower), ((int)found.Lender.Value, (int)found.Borrower.Value));
        Assert.Equal([Day("2026-03-31"), Day("2026-06-30")], found.Periods.Select(static period => period.ClearedOn));
        Assert.All(found.Periods, static period => Assert.Equal((1_000, 800), (period.LentMinor, period.ReturnedMinor)));
        Assert.Equal(moves.Select(static move => move.Operation), found.Periods.SelectMany(static period => period.Postings));
    }

    /// <summary>Lent and returned around two clearings, and the part that came back; whether it is flagged.</summary>
    [Theory]
    [InlineData("2026-03-17", "2026-04-14", "2026-06-16", "2026-07-14", 800, true)]  // the outermost days
    [InlineData("2026-03-16", "2026-04-14", "2026-06-16", "2026-07-14", 800, false)] // lent too early
    [InlineData("2026-03-17", "2026-04-15", "2026-06-16", "2026-07-14", 800, false)] // returned too late
    [InlineData("2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01", 800, true)]  // the innermost days
    [InlineData("2026-03-31", "2026-03-31", "2026-06-30", "2026-07-01", 800, false)] // returned before the clearing
    [InlineData("2026-03-20", "2026-04-05", "2026-06-25", "2026-07-05", 799, false)] // less than 80 % came back
    [InlineData("2026-03-20", "2026-04-05", "2026-09-25", "2026-10-05", 800, false)] // a period between
    [InlineData("2025-12-20", "2026-01-05", "2026-03-20", "2026-04-05", 2_000, true)] // more came back than went out
    public void Days_share_and_sequence_decide(
        string lent, string returned, string lentAgain, string returnedAgain, int back, bool isFlagged) =>
        Assert.Equal(isFlagged, Find(Twice(lent, returned, lentAgain, returnedAgain, 1_000, back)).Any());

    [Fact]
    public void Parts_count_together()
    {
        FinancialMove[] moves =
        [
            Move(Lender, Borrower, 400, "2026-03-20"), Move(Lender, Borrower, 600, "2026-03-30"),
            Move(Borrower, Lender, 500, "2026-04-02"), Move(Borrower, Lender, 300, "2026-04-10"),
            .. Once("2026-06-25", "2026-07-05", 1_000, 1_000),
        ];

        Assert.Equal((1_000, 800), (Find(moves)[0].Periods[0].LentMinor, Find(moves)[0].Periods[0].ReturnedMinor));
    }

    [Fact]
    public void A_payment_from_several_lots_is_one_posting()
    {
        var back = Move(Borrower, Lender, 500, "2026-04-02");
        FinancialMove[] moves =
        [
            Move(Lender, Borrower, 1_000, "2026-03-20"), back, back with { AmountMinor = 300 },
            .. Once("2026-06-25", "2026-07-05", 1_000, 1_000),
        ];

        var period = Find(moves)[0].Periods[0];
        Assert.Equal((800, 2), (period.ReturnedMinor, period.Postings.Length));
    }

    [Fact]
    public void As_many_periods_running_as_are_set_and_a_pause_begins_another_run()
    {
        FinancialMove[] moves =
        [
            .. Twice("2026-03-20", "2026-04-05", "2026-06-25", "2026-07-05", 1_000, 1_000),
            .. Twice("2026-12-20", "2027-01-05", "2027-03-20", "2027-04-05", 1_000, 1_000),
        ];

        Assert.Equal([2, 2], Find(moves).Select(static run => run.Periods.Length));
        Assert.Empty(Find(moves, new KomokoTerms { WatchPeriods = 3 }));
        Assert.Equal([2, 2], Find(moves, new KomokoTerms { WatchPeriods = 1 }).Select(static run => run.Periods.Length));
    }

    [Fact]
    public void A_household_that_lends_has_no_clearing_to_avoid()
    {
        Assert.Empty(Find(
            Twice("2026-03-20", "2026-04-05", "2026-06-25", "2026-07-05", 1_000, 1_000, lender: Household)));
        Assert.Single(Find(
            Twice("2026-03-20", "2026-04-05", "2026-06-25", "2026-07-05", 1_000, 1_000, borrower: Household)));
    }

    private static IReadOnlyList<RolledOver> Find(IEnumerable<FinancialMove> moves, KomokoTerms? terms = null) =>
        RolledOver.Find(moves, Profile, terms ?? new KomokoTerms());

    private static HolderProfile? Profile(MemberId member, DateOnly date) => new(
        member.Value == Household ? HolderClass.Household : HolderClass.Business, Day("2026-03-31"), 3, IsLongEntitled: false);

    private static FinancialMove[] Twice(
        string lent, string returned, string lentAgain, string returnedAgain, int amount, int back,
        int lender = Lender, int borrower = Borrower) =>
        [.. Once(lent, returned, amount, back, lender, borrower), .. Once(lentAgain, returnedAgain, amount, back, lender, borrower)];

    private static FinancialMove[] Once(
        string lent, string returned, int amount, int back, int lender = Lender, int borrower = Borrower) =>
        [Move(lender, borrower, amount, lent), Move(borrower, lender, back, returned)];

    private static FinancialMove Move(int from, int to, long amount, string date) =>
        new(new OperationId(Guid.NewGuid()), new MemberId(from), new MemberId(to), amount, Day(date));

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);
}
