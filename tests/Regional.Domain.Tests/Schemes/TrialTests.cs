using System.Collections.Immutable;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Domain.Schemes.Trials;
using Regional.Domain.Tests.Schemes.Coupons;

namespace Regional.Domain.Tests.Schemes;

/// <summary>What terms of a pool, a coupon book and a komoko would have said of the past.</summary>
public sealed class TrialTests
{
    private static readonly DateOnly April1 = new(2026, 4, 1);
    private static readonly DateOnly April30 = new(2026, 4, 30);

    [Theory]
    [InlineData(true, 100, -1, "savingsLocked")]
    [InlineData(true, 100, 0, null)]
    [InlineData(true, 0, -1, null)]
    [InlineData(false, 100, -1, null)]
    public void Savings_stay_while_points_are_negative_where_the_terms_say_so(
        bool locks, long own, long points, string? expected) => Assert.Equal(
        expected, PoolTrial.Withdrawal(own, points, new PoolTerms { LockSavingsWhilePointsNegative = locks }));

    /// <summary>Of five members, the borrower among them who voted for it and signed: votes of the others, signatures.</summary>
    [Theory]
    [InlineData(2, 0, 3, false, 0, 2, null)]
    [InlineData(1, 0, 3, false, 0, 2, "quorumMissing")]
    [InlineData(1, 0, 3, true, 0, 2, "quorumMissing")]
    [InlineData(2, 0, 3, true, 0, 3, null)]
    [InlineData(2, 1, 3, false, 0, 2, "proposalOpposed")]
    [InlineData(2, 1, 3, false, 1, 2, null)]
    [InlineData(2, 0, 2, false, 0, 2, "signaturesMissing")]
    [InlineData(2, 0, 2, true, 0, 2, null)]
    public void A_proposal_is_judged_by_the_votes_and_signatures_it_got(
        int yes, int no, int signatures, bool borrowerVotes, int againstMax, int signatories, string? expected)
    {
        var past = new PastProposal(new VoteCount(4, yes, no, 0), new VoteCount(5, yes + 1, no, 0), signatures, 1);

        Assert.Equal(expected, PoolTrial.Proposal(past, new PoolTerms
        {
            BorrowerVotes = borrowerVotes,
            VotesAgainstMax = againstMax,
            SignatoryCount = signatories,
        }));
    }

    /// <summary>100,000 at zero under each reading of the fee (worked examples, 002): fee, notes, refusal.</summary>
    [Theory]
    [InlineData("", 100_000, 0, false, 7_000, 100_000, null)]
    [InlineData("feePreset=B", 100_000, 0, false, 5_000, 100_000, null)]
    [InlineData("feePreset=C", 100_000, 0, false, 7_000, 100_000, null)]
    [InlineData("feePreset=D", 100_000, 0, false, 7_000, 93_000, null)]
    [InlineData("feeBase=credit", 100_000, 40_000, false, 4_200, 100_000, null)]
    [InlineData("limitMeasures=drawnAndFees", 100_000, 0, false, 0, 0, "floorExceeded")]
    [InlineData("limitLadder=50000, 500000", 100_000, 0, false, 0, 0, "floorExceeded")]
    [InlineData("limitLadder=50000, 500000", 10_000, 10_000, false, 700, 10_000, null)]
    [InlineData("", 10_000, 4_000, true, 420, 0, null)]
    [InlineData("", 10_000, 10_000, true, 0, 0, null)]
    [InlineData("payments=false", 10_000, 10_000, true, 0, 0, "paymentsNotOffered")]
    [InlineData("feePreset=C", 10_000, 4_000, true, 0, 0, "rupiahFeeDue")]
    [InlineData("feePreset=C", 10_000, 10_000, true, 0, 0, null)]
    public void Coupons_drawn_or_paid_bear_the_tried_fee_or_are_refused(
        string terms, long asked, long balance, bool isPayment, long fee, long notes, string? refusal) => Assert.Equal(
        new CouponTrial(fee, notes, refusal),
        CouponTrial.Of(
            new PastDrawing(CouponBook.Worth(asked), balance, LimitMinor: null, isPayment), CouponBook.Terms(terms)));

    /// <summary>600,000 with 90 days of grace that matured on 1 April: under a schedule and another grace, for April.</summary>
    [Theory]
    [InlineData("0.01,0.02,0.04", 90, 6_000)]
    [InlineData("0.02", 90, 12_000)]
    [InlineData("0", 90, 0)]
    [InlineData("0.01,0.02,0.04", 60, 12_000)]
    [InlineData("0.01,0.02,0.04", 105, 3_000)]
    [InlineData("0.01,0.02,0.04", 120, 0)]
    public void A_lot_is_charged_under_the_tried_schedule_and_grace(string schedule, int grace, long charged)
    {
        var lot = new PastLot(April1.AddDays(-90), April1, GraceDays: 90, 600_000, Taken: []);

        Assert.Equal(charged * DemurrageSchedule.PartsPerMinor, Accrued(lot, schedule, grace));
    }

    [Fact]
    public void A_copied_maturity_stays_whatever_the_grace() => Assert.Equal(
        6_000 * DemurrageSchedule.PartsPerMinor,
        Accrued(new PastLot(April1.AddDays(-30), April1, GraceDays: 90, 600_000, Taken: []), "0.01", graceDays: 120));

    [Fact]
    public void Days_count_on_what_lay_at_their_end_and_none_before_it_arrived()
    {
        var lot = new PastLot(
            April1.AddDays(9), April1, GraceDays: 90, 600_000,
            [(new(2026, 4, 21), 300_000), (new(2026, 4, 16), 150_000), (new(2026, 5, 2), 100_000)]);

        // Six days of 600,000, five of 450,000, ten of 150,000 at 1 % in 30 days.
        Assert.Equal(
            ((6 * 600_000L) + (5 * 450_000) + (10 * 150_000)) / 3_000 * DemurrageSchedule.PartsPerMinor,
            Accrued(lot, "0.01", graceDays: 90));
    }

    private static Int128 Accrued(PastLot lot, string schedule, int graceDays) => DemurrageTrial.Accrued(
        lot, April1, April30,
        new KomokoTerms { Schedule = DemurrageSchedule.TryParse(schedule)!, GraceDays = graceDays });
}
