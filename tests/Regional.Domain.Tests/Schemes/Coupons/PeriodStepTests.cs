using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Tests.Ledger;

namespace Regional.Domain.Tests.Schemes.Coupons;

/// <summary>What the end of a period means to a coupon book's accounts (002, II.B.4 and IV.B).</summary>
public sealed class PeriodStepTests
{
    private static readonly PeriodSpan March = new(new PeriodId(3), 3, new(2001, 3, 1), new(2001, 3, 31));

    /// <summary>Role, status, days opened after the period's last date, lines by then, and whether the charge reaches it.</summary>
    [Theory]
    [InlineData(AccountRole.Member, AccountStatus.Open, 0, 0, true)]
    [InlineData(AccountRole.Member, AccountStatus.Open, 1, 0, false)]
    [InlineData(AccountRole.Member, AccountStatus.Open, 1, 5, true)]
    [InlineData(AccountRole.Member, AccountStatus.Suspended, 0, 0, true)]
    [InlineData(AccountRole.Member, AccountStatus.DebitsBlocked, 0, 0, true)]
    [InlineData(AccountRole.Member, AccountStatus.Closed, 0, 0, false)]
    [InlineData(AccountRole.Administration, AccountStatus.Open, 0, 0, false)]
    [InlineData(AccountRole.CommunityFund, AccountStatus.Open, 0, 5, false)]
    [InlineData(AccountRole.Circulation, AccountStatus.Open, 0, 5, false)]
    [InlineData(AccountRole.Region, AccountStatus.Open, 0, 5, false)]
    public void Each_members_account_that_is_open_bears_the_charge(
        AccountRole role, AccountStatus status, int openedAfter, long credits, bool isCharged)
    {
        var account = new PeriodAccount
        {
            Id = new AccountId(CouponBook.Member),
            Role = role,
            Status = status,
            OpenedOn = March.LastDate.AddDays(openedAfter),
            Credits = credits,
        };

        var plan = new AdministrationChargeStep().Plan(Chunk(account), Context("monthlyCharge=250"));

        Assert.Equal(isCharged, plan.Postings.Length == 1);
        Assert.All(plan.Postings.SelectMany(static posting => posting.Legs), static leg =>
        {
            Assert.Equal((250, "fee", true), (leg.Amount.Minor, leg.Purpose, leg.IsForced));
            Assert.Equal((CouponBook.Member, CouponBook.Administration), (leg.Debit.Value, leg.Credit.Value));
        });
    }

    [Theory]
    [InlineData("", false, false)]
    [InlineData("monthlyCharge=0;monthlyRepayment=0", false, false)]
    [InlineData("monthlyCharge=1", true, false)]
    [InlineData("monthlyRepayment=10", false, true)]
    public void Where_the_terms_say_nothing_nothing_is_done(string terms, bool charges, bool holdsRepayments) => Assert.Equal(
        (charges, holdsRepayments),
        (new AdministrationChargeStep().IsDue(Context(terms)), new RepaymentStep().IsDue(Context(terms))));

    /// <summary>Balance when the period began, what came in, then what was due at 10 % (half up) and what is missing.</summary>
    [Theory]
    [InlineData(-100_000, 0, 10_000, 10_000)]
    [InlineData(-100_000, 9_999, 10_000, 1)]
    [InlineData(-100_000, 10_000, 10_000, 0)]
    [InlineData(-100_000, 10_001, 10_000, 0)]
    [InlineData(-4, 0, 0, 0)]
    [InlineData(-5, 0, 1, 1)]
    [InlineData(-14, 0, 1, 1)]
    [InlineData(-15, 0, 2, 2)]
    public void A_tenth_of_the_debt_is_due(long opening, long paid, long due, long missing)
    {
        var account = new PeriodAccount { Id = new AccountId(CouponBook.Member), Opening = opening, Credits = paid };

        var plan = new RepaymentStep().Plan(Chunk(account, (CouponBook.Member, paid)), Context("monthlyRepayment=10"));

        var line = Assert.IsType<RepaymentRecord>(Assert.Single(plan.Records)).Line;
        Assert.Equal((-opening, due, paid, missing), (line.DebtMinor, line.DueMinor, line.PaidMinor, line.ShortMinor));
        Assert.Empty(plan.Postings);
    }

    [Theory]
    [InlineData(AccountRole.Member, 0)]
    [InlineData(AccountRole.Member, 5)]
    [InlineData(AccountRole.Circulation, -5)]
    public void Who_owed_nothing_when_the_period_began_has_no_line(AccountRole role, long opening)
    {
        var account = new PeriodAccount
        {
            Id = new AccountId(CouponBook.Member),
            Role = role,
            Opening = opening,
            Debits = 1_000,
        };

        Assert.Empty(new RepaymentStep().Plan(Chunk(account), Context("monthlyRepayment=10")).Records);
    }

    private static PeriodChunk Chunk(PeriodAccount account, params (long Account, long Minor)[] paid) => new(
        [account],
        new RepaidInPeriod(paid.ToImmutableDictionary(static one => new AccountId(one.Account), static one => one.Minor)),
        IsLast: true);

    private static PeriodContext Context(string parameters) => new()
    {
        Period = March,
        Ledger = new LedgerId(1),
        Currency = Scene.Rupiah,
        Terms = [new DatedParameters(1, DateOnly.MinValue, CouponBook.Parameters(parameters).Values)],
        SystemAccounts = new Dictionary<AccountRole, AccountId>
        {
            [AccountRole.Administration] = new(CouponBook.Administration),
        }.ToFrozenDictionary(),
    };
}
