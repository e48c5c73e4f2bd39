using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.PaperDays;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Schemes.Coupons.CouponBook;

namespace Regional.Domain.Tests.Schemes.Coupons;

public sealed class PaperDayTests
{
    private readonly DayRehearsal _day = Day();
    private int _no;

    [Fact]
    public void Each_line_is_judged_on_what_the_lines_before_it_leave()
    {
        Assert.Equal("fee 7000, balance -107000", Withdraw(Member, 100_000, "MEN-A 401-402"));
        Assert.Equal("withdrawalTooLarge", Withdraw(Member, 1_000, "MEN-A 1"));
        Assert.Equal("fee 0, balance -57000", Deposit(Member, 50_000, "MEN-A 401"));
        Assert.Equal("noteDepositedTwice", Deposit(Other, 50_000, "MEN-A 401"));
        Assert.Equal("fee 3220, balance -106220", Withdraw(Member, 46_000, "MEN-A 301-302;MEN-A 101;MEN-A 1"));
    }

    [Fact]
    public void A_note_that_came_in_by_one_line_goes_out_by_the_next_and_not_by_a_third()
    {
        Assert.Equal("noteNotAtHand", Withdraw(Member, 50_000, "MEN-A 450"));
        Assert.Equal("fee 0, balance 50000", Deposit(Other, 50_000, "MEN-A 450"));
        Assert.Equal("fee 3500, balance -53500", Withdraw(Member, 50_000, "MEN-A 450"));
        Assert.Equal("noteNotAtHand", Withdraw(Other, 50_000, "MEN-A 450"));
    }

    [Fact]
    public void A_line_that_is_refused_leaves_nothing_behind()
    {
        Assert.Equal("notesDiffer", Withdraw(Member, 100_000, "MEN-A 401"));
        Assert.Equal("fee 7000, balance -107000", Withdraw(Member, 100_000, "MEN-A 401-402"));
    }

    [Fact]
    public void The_deposit_that_reaches_the_limit_gives_the_next_line_the_higher_one()
    {
        Assert.Equal("withdrawalTooLarge", Withdraw(Other, 200_000, "MEN-A 401-404"));
        Assert.Equal("fee 0, balance 1000", Deposit(Other, 1_000, "MEN-A 100"));
        Assert.Equal("fee 14000, balance -213000", Withdraw(Other, 200_000, "MEN-A 401-404"));
    }

    [Fact]
    public void A_payment_bears_the_fee_on_its_credit_part_and_gives_the_payee_room()
    {
        Assert.Equal("fee 700, balance -10700", Pay(Member, Other, 10_000));
        Assert.Equal("fee 0, balance 0", Pay(Other, Member, 10_000));
        Assert.Equal("accountNotPayable", Pay(Region, Member, 9));
    }

    [Fact]
    public void Without_its_till_no_line_moves_notes()
    {
        Assert.Equal("tillNotOpen", Word(Day(till: null).Enter(
            new WithdrawCoupons(new AccountId(Member), Worth(1_000), Notes("MEN-A 2"), Till, Signed), Header(9), Scene.Now)));
    }

    [Fact]
    public void The_same_till_line_and_attempt_give_the_same_id_and_nothing_else_does()
    {
        var key = new DayKey(Scene.Book, Till, Today);
        OperationId[] ids =
        [
            key.LineId(1, 0), key.LineId(2, 0), key.LineId(1, 1), (key with { Till = null }).LineId(1, 0),
            (key with { Till = null, Date = Today.AddDays(1) }).LineId(1, 0),
            (key with { Till = null, Ledger = new LedgerId(2) }).LineId(1, 0),
        ];
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.Equal(ids[0], (key with { Date = Today.AddDays(1) }).LineId(1, 0));
    }

    private string Withdraw(long account, long amount, string notes) => Enter(
        new WithdrawCoupons(new AccountId(account), Worth(amount), Notes(notes.Split(';')), Till, Signed));

    private string Deposit(long account, long amount, string notes) => Enter(
        new DepositCoupons(new AccountId(account), Worth(amount), Notes(notes.Split(';')), Till, Signed));

    private string Pay(long payer, long payee, long amount) => Enter(
        new SchemeCommand.PayInside(new AccountId(payer), new AccountId(payee), Worth(amount), "goods"));

    private string Enter(SchemeCommand command) => Word(_day.Enter(command, Header(++_no), Scene.Now));

    private static string Word(Ruling<RehearsedLine> ruling) => ruling.TryGet(out var line, out var refusal)
        ? $"fee {line.FeeMinor}, balance {line.BalanceMinor}"
        : refusal.Entry.Code;

    private static Posting Header(int number) => Scene.Posting(number) with { BusinessDate = Today };

    // Two members; the other has brought 99,000 since the marking. Fifties from 450 are outside, and number 100.
    private static DayRehearsal Day(TillState? till) => new(
        Context(State()),
        new DayBooks
        {
            Accounts =
            [
                Scene.State(Member, floor: -107_000) with { Role = AccountRole.Member },
                Scene.State(Other, floor: -107_000) with { Role = AccountRole.Member },
                .. new[] { Circulation, Administration, CommunityFund, BalanceAccount, TillDifference, Region }
                    .Select(static id => Context(State()).Accounts[new AccountId(id)].State),
            ],
            Limits = [new MarkedLimit(new AccountId(Other), LimitMinor: null, DepositedMinor: 99_000)],
            Runs = Printed,
            Notes =
            [
                .. Enumerable.Range(1, 500).Select(static no => KeyValuePair.Create(
                    new NoteSerial("MEN-A", no),
                    no is >= 450 or 100
                        ? new NoteRecord(NoteState.Outside, Till: null, TimesIssued: 1)
                        : new NoteRecord(NoteState.Till, Till, TimesIssued: 0))),
            ],
            Till = Till,
            TillState = till,
            AtHand = State().AtHand,
        });

    private static DayRehearsal Day() => Day(new TillState(Scene.Book, "teller:men/ani", IsOpen: true));
}
