using System.Collections.Frozen;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.MutualCredit;

/// <summary>000's switch: off, nobody goes further below zero, and negative balances may rise.</summary>
public sealed class SwitchedOffTests
{
    [Theory]
    [InlineData(100, 0, 100, null)]
    [InlineData(100, 0, 101, "100")]
    [InlineData(100, 40, 60, null)]
    [InlineData(100, 40, 61, "60")]
    [InlineData(0, 0, 1, "0")]
    [InlineData(-50, 0, 1, "0")]
    public void A_payment_is_covered_by_the_payers_own_credit(long balance, long pending, long amount, string? room)
    {
        var book = With(State(1, balance, floor: -1000) with { DebitsPending = pending }, State(2));

        var decision = Judge(Off(Posting(1, Pay(1, 2, amount))), book);

        if (room is null)
        {
            Assert.IsType<PostingDecision.Accepted>(decision);
            return;
        }

        var refusal = Assert.IsType<PostingDecision.Refused>(decision).Refusal;
        Assert.Equal(RefusalReason.CreditSwitchedOff, refusal.Reason);
        Assert.StartsWith(room, refusal.Facts.Single(static fact => fact.Name == "room").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_negative_balance_may_rise()
    {
        var book = With(State(1, -50), State(2, 80));

        Assert.IsType<PostingDecision.Accepted>(Judge(Off(Posting(1, Pay(2, 1, 80)), payer: 2), book));
        Assert.Equal(30, book.Accounts[Account(1)].Now.Balance);
    }

    [Fact]
    public void A_held_payment_needs_cover_when_it_is_placed_and_not_when_it_ends()
    {
        var book = With(State(1, 10), State(2));
        Assert.IsType<PostingDecision.Refused>(Judge(Off(Posting(1, Pend(1, 2, 11))), book));
        Assert.IsType<PostingDecision.Accepted>(Judge(Off(Posting(2, Pend(1, 2, 10))), book));
        Assert.IsType<PostingDecision.Refused>(Judge(Off(Posting(3, Pay(1, 2, 1))), book));

        var held = Held(3, 4, 50);
        var spent = With(State(3, -20), State(4)).Holding(held);
        Assert.IsType<PostingDecision.Accepted>(Judge(Posting(4, End(held, TransferAction.PostPending, 50)), spent));
    }

    [Fact]
    public void Members_of_one_batch_are_judged_one_after_the_other()
    {
        var book = With(State(1, 100), State(2));
        var decisions = Enumerable.Range(1, 4).Select(n => Judge(Off(Posting(n, Pay(1, 2, 30))), book)).ToArray();

        Assert.Equal(3, decisions.Count(static decision => decision is PostingDecision.Accepted));
        Assert.Equal(10, book.Accounts[Account(1)].Now.Balance);
    }

    [Fact]
    public void Several_transfers_of_one_posting_are_counted_together()
    {
        var book = With(State(1, 100), State(2), State(3));

        Assert.IsType<PostingDecision.Refused>(Judge(Off(Posting(1, Pay(1, 2, 60), Pay(1, 3, 41))), book));
        Assert.IsType<PostingDecision.Accepted>(Judge(Off(Posting(2, Pay(1, 2, 60), Pay(1, 3, 40))), book));
    }

    [Fact]
    public void A_ledgers_own_account_and_a_forced_transfer_pass()
    {
        var book = With(State(1) with { Role = AccountRole.Fees }, State(2));
        Assert.IsType<PostingDecision.Accepted>(Judge(Off(Posting(1, Pay(1, 2, 5))), book));
        Assert.IsType<PostingDecision.Accepted>(
            Judge(Off(Posting(2, Pay(2, 1, 50) with { ForcedReason = "levy" }), payer: 2), book));
    }

    [Theory]
    [InlineData(true, false, 1)]
    [InlineData(true, true, 0)]
    [InlineData(false, false, 0)]
    public void The_plan_says_so_of_every_payment_that_is_not_forced(bool isOff, bool isForced, int facts)
    {
        var context = new SchemeContext
        {
            Ledger = Book,
            Currency = Rupiah,
            BusinessDate = new DateOnly(2026, 3, 2),
            Parameters = SchemeParameters.Defaults,
            IsCreditOff = isOff,
            Accounts = new[] { State(1), State(2) }
                .ToFrozenDictionary(static account => account.Id, static account => new SchemeAccount(account)),
            SystemAccounts = FrozenDictionary<AccountRole, AccountId>.Empty,
        };
        var (amount, scheme) = (new Amount(10, Rupiah), new MutualCreditScheme());
        SchemeCommand[] asked =
        [
            new SchemeCommand.PayInside(Account(1), Account(2), amount, "goods") { IsForced = isForced },
            new SchemeCommand.PendInside(Account(1), Account(2), amount, "goods", null) { IsForced = isForced },
        ];
        foreach (var command in asked)
        {
            Assert.True(scheme.Plan(command, context).TryGet(out var plan, out _));
            Assert.Equal(facts, plan.Facts.Length);
            Assert.All(plan.Facts, static fact => Assert.Equal(new NoFurtherBelowZero(Account(1)), fact));
        }

        Assert.True(scheme.Plan(new SchemeCommand.PayOut([Pay(1, 2, 10)]), context).TryGet(out var trade, out _));
        Assert.Equal(isOff ? 1 : 0, trade.Facts.Length);
        Assert.True(scheme.Plan(new SchemeCommand.ReceiveIn([Pay(1, 2, 10)]), context).TryGet(out var income, out _));
        Assert.Empty(income.Facts);
    }

    private static Posting Off(Posting posting, long payer = 1) =>
        posting with { Facts = [new NoFurtherBelowZero(Account(payer))] };
}
