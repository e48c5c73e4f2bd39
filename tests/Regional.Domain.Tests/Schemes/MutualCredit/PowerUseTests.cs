using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.MutualCredit;

/// <summary>Riegel's two powers: 15,000 for wages only and 7,500 for purchases only, floor −22,500.</summary>
public sealed class PowerUseTests
{
    private const long Payroll = 15_000;
    private const long Commercial = 7_500;

    [Theory]
    [InlineData(CreditPower.Payroll, 15_000, "posted")]
    [InlineData(CreditPower.Payroll, 15_001, "payrollPowerExceeded")]
    [InlineData(CreditPower.Commercial, 7_500, "posted")]
    [InlineData(CreditPower.Commercial, 7_501, "commercialPowerExceeded")]
    [InlineData(CreditPower.None, 1, "purposeHasNoPower")]
    public void Each_purpose_draws_on_its_own_power(CreditPower power, long amount, string expected) =>
        Assert.Equal(expected, Word(Judge(Use(1, power, amount), Book(0))));

    [Theory]
    [InlineData(CreditPower.Payroll, 15_100, "posted")]
    [InlineData(CreditPower.Payroll, 15_101, "payrollPowerExceeded")]
    [InlineData(CreditPower.None, 100, "posted")]
    [InlineData(CreditPower.None, 101, "purposeHasNoPower")]
    public void Ones_own_credit_pays_first_and_for_everything(CreditPower power, long amount, string expected) =>
        Assert.Equal(expected, Word(Judge(Use(1, power, amount), Book(100))));

    [Fact]
    public void Both_powers_together_reach_the_floor_and_neither_pays_for_the_other()
    {
        var book = Book(0);
        Assert.Equal("posted", Word(Judge(Use(1, CreditPower.Payroll, 15_000), book)));
        Assert.Equal("payrollPowerExceeded", Word(Judge(Use(2, CreditPower.Payroll, 1), book)));
        Assert.Equal("posted", Word(Judge(Use(3, CreditPower.Commercial, 7_500), book)));
        Assert.Equal(-22_500, book.Accounts[Account(1)].Now.Balance);
        Assert.Equal(new CreditPowers(Payroll, Commercial, 15_000, 7_500, 2), Powers(book));
    }

    [Theory]
    [InlineData(false, 10_000, 5_000, 7_500)]
    [InlineData(false, 17_000, 0, 5_500)]
    [InlineData(true, 5_000, 15_000, 2_500)]
    [InlineData(true, 10_000, 12_500, 0)]
    public void What_comes_in_gives_one_power_back_first_and_then_the_other(
        bool purchasesFirst, long received, long payroll, long commercial)
    {
        var powers = new CreditPowers(Payroll, Commercial, 15_000, 7_500, 2).At(22_500 - received, purchasesFirst);
        Assert.Equal((payroll, commercial), (powers.PayrollUsed, powers.CommercialUsed));
    }

    [Fact]
    public void After_a_sale_wages_may_be_paid_again_and_no_more_than_was_given_back()
    {
        // The floor measures a batch from before it; without one the powers alone decide.
        var book = Book(0).Change(1, static account => account with { Floor = null });
        Judge(Use(1, CreditPower.Payroll, 15_000), book);
        Judge(Use(2, CreditPower.Commercial, 7_500), book);
        Assert.Equal("posted", Word(Judge(Posting(3, Pay(2, 1, 4_000)), book)));

        Assert.Equal("commercialPowerExceeded", Word(Judge(Use(4, CreditPower.Commercial, 1), book)));
        Assert.Equal("payrollPowerExceeded", Word(Judge(Use(5, CreditPower.Payroll, 4_001), book)));
        Assert.Equal("posted", Word(Judge(Use(6, CreditPower.Payroll, 4_000), book)));
    }

    [Fact]
    public void Debt_that_no_draw_explains_counts_against_purchases()
    {
        var book = Book(-7_000);
        Assert.Equal("commercialPowerExceeded", Word(Judge(Use(1, CreditPower.Commercial, 501), book)));
        Assert.Equal("posted", Word(Judge(Use(2, CreditPower.Payroll, 15_000), book)));
        Assert.Equal("posted", Word(Judge(Use(3, CreditPower.Commercial, 500), book)));
    }

    [Fact]
    public void A_held_payment_draws_when_it_is_placed()
    {
        var book = Book(0);
        var pend = Posting(1, Pend(1, 2, 15_000)) with { Facts = [new PowerUse(Account(1), CreditPower.Payroll, 15_000, false)] };
        Assert.Equal("posted", Word(Judge(pend, book)));
        Assert.Equal("payrollPowerExceeded", Word(Judge(Use(2, CreditPower.Payroll, 1), book)));
        Assert.Equal("posted", Word(Judge(Use(3, CreditPower.Commercial, 7_500), book)));
    }

    [Theory]
    [InlineData(0, 15_000, 7_500, "posted")]
    [InlineData(100, 15_100, 7_500, "posted")]
    [InlineData(100, 15_101, 7_500, "payrollPowerExceeded")]
    [InlineData(100, 15_100, 7_501, "commercialPowerExceeded")]
    public void Wages_and_purchases_of_one_posting_are_counted_one_after_the_other(
        long balance, long wages, long goods, string expected)
    {
        var book = Book(balance).Change(1, static account => account with { Floor = null });
        var posting = Posting(1, Pay(1, 2, wages), Pay(1, 2, goods)) with
        {
            Facts =
            [
                new PowerUse(Account(1), CreditPower.Payroll, wages, RepaysPurchasesFirst: false),
                new PowerUse(Account(1), CreditPower.Commercial, goods, RepaysPurchasesFirst: false),
            ],
        };

        Assert.Equal(expected, Word(Judge(posting, book)));
        if (expected == "posted")
        {
            Assert.Equal(new CreditPowers(Payroll, Commercial, 15_000, 7_500, 2), Powers(book));
            Assert.Equal([1, 2], book.Part<CreditBook>().Draws.Select(static draw => draw.After.No));
        }
        else
        {
            Assert.Empty(book.Part<CreditBook>().Draws);
        }
    }

    /// <summary>
    /// 15,000 of wages and 5,000 of goods are drawn, some was received since (wages first); then the goods are taken back.
    /// What the powers have used afterwards.
    /// </summary>
    [Theory]
    [InlineData(0, 5_000, 15_000, 0)]
    [InlineData(0, 2_000, 15_000, 3_000)]
    [InlineData(4_000, 5_000, 11_000, 0)]
    [InlineData(15_000, 5_000, 0, 0)]
    [InlineData(16_000, 5_000, 0, 0)]
    [InlineData(16_000, 1_000, 0, 3_000)]
    [InlineData(20_000, 5_000, 0, 0)]
    public void What_is_taken_back_gives_back_the_power_it_was_drawn_on(
        long received, long back, long payroll, long commercial)
    {
        var book = Book(0).Change(1, static account => account with { Floor = null });
        Judge(Use(1, CreditPower.Payroll, 15_000), book);
        Judge(Use(2, CreditPower.Commercial, 5_000), book);
        if (received > 0)
        {
            Judge(Posting(3, Pay(2, 1, received)), book);
        }

        book.Part<CreditBook>().Drawn[(Operation(2), Account(1))] = [new(Operation(2), CreditPower.Commercial, 5_000)];
        Assert.Equal("posted", Word(Judge(
            Posting(4, Pay(2, 1, back)) with { Facts = [new PowerReturn(Account(1), Operation(2), back, RepaysPurchasesFirst: false)] },
            book)));

        var debt = Int128.Max(0, -book.Accounts[Account(1)].Now.Balance);
        var powers = Powers(book).At(debt, repaysPurchasesFirst: false);
        Assert.Equal((payroll, commercial), (powers.PayrollUsed, powers.CommercialUsed));
        Assert.Equal(debt, powers.PayrollUsed + powers.CommercialUsed);
    }

    [Fact]
    public void What_drew_nothing_gives_nothing_back()
    {
        var book = Book(0);
        Judge(Use(1, CreditPower.Payroll, 1_000), book);

        Judge(Posting(2, Pay(2, 1, 400)) with { Facts = [new PowerReturn(Account(1), Operation(9), 400, false)] }, book);

        Assert.Single(book.Part<CreditBook>().Draws);
        Assert.Equal(600, Powers(book).At(600, repaysPurchasesFirst: false).PayrollUsed);
    }

    [Fact]
    public void The_floor_binds_as_well() =>
        Assert.Equal("floorExceeded", Word(Judge(
            Use(1, CreditPower.Payroll, 101), Book(0).Change(1, static account => account with { Floor = -100 }))));

    private static LedgerBook Book(long balance)
    {
        var book = With(State(1, balance, floor: -(Payroll + Commercial)), State(2));
        book.Part<CreditBook>().Powers[Account(1)] = new CreditPowers(Payroll, Commercial, 0, 0, 0);
        return book;
    }

    private static CreditPowers Powers(LedgerBook book) => book.Part<CreditBook>().Powers[Account(1)];

    private static Posting Use(int number, CreditPower power, long amount) => Posting(number, Pay(1, 2, amount)) with
    {
        Facts = [new PowerUse(Account(1), power, amount, RepaysPurchasesFirst: false)],
    };

    private static string Word(PostingDecision decision) => decision switch
    {
        PostingDecision.Refused refused => refused.Refusal.Entry.Code,
        PostingDecision.Accepted => "posted",
        _ => decision.GetType().Name,
    };
}
