using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Schemes.Coupons.CouponBook;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class PaymentTests
{
    /// <summary>Payer, payee, amount, purpose, balance, parameters, and what becomes of it.</summary>
    public static TheoryData<long, long, long, string, long, string, string> Table => new()
    {
        { Member, Other, 40_000, "goods", 40_000, "", "M>O 40000" },
        { Member, Other, 40_000, "goods", 30_000, "", "M>O 40000; M>#1 500; M>#2 200" },
        { Member, Other, 40_000, "goods", 0, "", "M>O 40000; M>#1 2000; M>#2 800" },
        { Member, Other, 40_000, "goods", -50_000, "", "M>O 40000; M>#1 2000; M>#2 800" },
        { Member, Other, 40_000, "goods", 30_000, "feePreset=D", "M>O 40000; M>#1 500; M>#2 200" },
        { Member, Other, 40_000, "goods", 30_000, "feePreset=C", "rupiahFeeDue" },
        { Member, Other, 40_000, "goods", 40_000, "feePreset=C", "M>O 40000" },
        { Member, Other, 40_000, "loan", 40_000, "", "M>O 40000" },
        { Member, Other, 40_000, "bribes", 40_000, "", "purposeNotAllowed" },
        { Member, Other, 40_000, "opening", 40_000, "", "purposeNotAllowed" },
        { Member, Other, 40_000, "goods", 40_000, "payments=false", "paymentsNotOffered" },
        { Member, CommunityFund, 40_000, "goods", 40_000, "payments=false", "M>#2 40000" },
        { Member, BalanceAccount, 40_000, "opening", 0, "", "M>Bal 40000" },
        { Administration, Member, 40_000, "wages", 40_000, "", "#1>M 40000" },
        { CommunityFund, Member, 40_000, "goods", 39_999, "", "fundShort" },
        { Member, Circulation, 40_000, "goods", 40_000, "", "accountNotPayable" },
        { TillDifference, Member, 40_000, "goods", 40_000, "", "accountNotPayable" },
        { Member, Region, 40_000, "goods", 40_000, "", "accountNotPayable" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void A_payment_from_account_to_account_bears_the_fee_on_the_part_below_zero(
        long payer, long payee, long amount, string purpose, long balance, string parameters, string expected)
    {
        var role = payer switch
        {
            Administration => AccountRole.Administration,
            CommunityFund => AccountRole.CommunityFund,
            _ => AccountRole.Member,
        };
        var pay = new SchemeCommand.PayInside(new(payer), new(payee), Worth(amount), purpose);
        var ruling = Plan(pay, State(payer, balance, floor: null, role: role), parameters);
        Assert.Equal(expected, ruling.TryGet(out var plan, out var refusal) ? Write(plan) : refusal.Entry.Code);
        Assert.True(plan is null || plan.Facts.IsEmpty);
    }

    [Theory]
    [InlineData(40_000, 0, "planned")]
    [InlineData(40_000, 1, "creditNotPending")]
    [InlineData(39_999, 0, "creditNotPending")]
    public void Only_coupons_of_ones_own_can_be_held(long balance, long alreadyHeld, string expected)
    {
        var pend = new SchemeCommand.PendInside(
            new(Member), new(Other), Worth(40_000), "goods", TimeSpan.FromDays(1));
        var ruling = Plan(pend, State(balance: balance, pending: alreadyHeld));
        Assert.Equal(expected, Word(ruling));
        Assert.True(!ruling.TryGet(out var plan, out _) || plan.Legs is [{ Action: TransferAction.Pend }]);
    }

    [Fact]
    public void The_end_of_a_pending_names_what_it_ends()
    {
        var held = Scene.Held(Member, Other, 50);
        var end = new SchemeCommand.EndPending(held, TransferAction.PostPending, Worth(20), TransferKind.Real, "goods");
        Assert.Equal([Scene.End(held, TransferAction.PostPending, 20)], Planned(end, State()).Legs);
    }

    [Theory]
    [InlineData(40_000, "goods", TransferKind.Real, "M>Region 40000")]
    [InlineData(30_000, "goods", TransferKind.Real, "M>Region 40000; M>#1 500; M>#2 200")]
    [InlineData(40_000, "goods", TransferKind.Financial, "purposeNotAllowed")]
    [InlineData(40_000, "settlement", TransferKind.Financial, "purposeNotAllowed")]
    public void A_trade_pays_out_of_the_account_and_the_fee_comes_on_top(
        long balance, string purpose, TransferKind kind, string expected)
    {
        ImmutableArray<Leg> legs = [Scene.Pay(Member, Region, 40_000) with { Purpose = purpose, Kind = kind }];
        var ruling = Plan(new SchemeCommand.PayOut(legs), State(balance: balance));
        Assert.Equal(expected, ruling.TryGet(out var plan, out var refusal) ? Write(plan) : refusal.Entry.Code);
    }

    [Fact]
    public void A_trade_comes_in_without_fee_and_without_notes_and_marks_no_limit()
    {
        ImmutableArray<Leg> legs = [Scene.Pay(Region, Member, 400_000)];
        var plan = Planned(new SchemeCommand.ReceiveIn(legs), State(balance: -107_000));
        Assert.Equal("Region>M 400000", Write(plan));
        Assert.Empty(plan.Facts);
    }

    [Theory]
    [InlineData(Circulation, "accountNotPayable")]
    [InlineData(TillDifference, "accountNotPayable")]
    [InlineData(CommunityFund, "planned")]
    public void A_trade_neither_pays_out_of_notes_outside_nor_into_them(long account, string expected)
    {
        ImmutableArray<Leg> paysOut = [Scene.Pay(account, Region, 40_000)];
        ImmutableArray<Leg> receives = [Scene.Pay(Region, account, 40_000)];
        var state = State(account, balance: 40_000, floor: null, role: AccountRole.CommunityFund);
        Assert.Equal(expected, Word(Plan(new SchemeCommand.PayOut(paysOut), state)));
        Assert.Equal(expected, Word(Plan(new SchemeCommand.ReceiveIn(receives), state)));
    }

    private sealed record Foreign : SchemeCommand.Own
    {
        public override string Name => "something else";
    }

    [Fact]
    public void A_command_of_another_scheme_is_refused() =>
        Assert.Equal("commandNotOfScheme", Word(Plan(new Foreign(), State())));
}
