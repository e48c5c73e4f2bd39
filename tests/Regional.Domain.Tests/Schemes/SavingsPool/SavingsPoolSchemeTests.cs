using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Domain.Tests.Ledger;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

/// <summary>What each command becomes: accounts 1 and 2 are members, 10 the bank, 11 the region, 12 the settlement account.</summary>
public sealed class SavingsPoolSchemeTests
{
    private static readonly SavingsPoolScheme Scheme = new();
    private static readonly Amount Ten = new(10, Rupiah);

    private static readonly AgreementState Agreement = new(Operation(1), Account(1), ProposalStatus.Agreed, 100, 0);

    [Fact]
    public void A_deposit_is_a_transfer_from_the_bank_account_without_facts()
    {
        var plan = Granted(new Deposit(Account(1), Ten), new PoolNoState { RestsOn = [] });
        Assert.Equal([Currency(10, 1, 10)], plan.Legs);
        Assert.Empty(plan.Facts);
    }

    [Theory]
    [InlineData(2, "planned")]
    [InlineData(13, "accountNotPayable")]
    [InlineData(10, "accountNotPayable")]
    [InlineData(99, "planned")]
    public void Deposits_are_for_members(long account, string expected) =>
        Assert.Equal(expected, Word(new Deposit(Account(account), Ten), new PoolNoState { RestsOn = [] }));

    [Fact]
    public void What_is_no_members_account_makes_no_withdrawal() => Assert.Equal(
        "accountUnknown", Word(new Withdraw(Account(10), Ten, Agreement: null), new PoolNoState { RestsOn = [] }));

    [Fact]
    public void A_withdrawal_is_a_transfer_to_the_bank_account_with_what_it_was_decided_on()
    {
        var plan = Granted(new Withdraw(Account(1), new Amount(50, Rupiah), Agreement: null), Member(balance: 20, points: 7));
        Assert.Equal([Currency(1, 10, 50)], plan.Legs);
        Assert.Equal(
            [new WithdrawalDecided(Account(1), 20, 30, 7, -30), new AgreementDraw(Agreement.Id, Account(1), 30, 20)],
            plan.Facts.ToArray());
    }

    [Fact]
    public void A_payment_to_another_member_counts_as_a_withdrawal()
    {
        Assert.Equal(
            "agreementNeeded", Word(new SchemeCommand.PayInside(Account(1), Account(2), Ten, "goods"), Member(balance: 9, points: 0, [])));
        var plan = Granted(new SchemeCommand.PayInside(Account(1), Account(2), Ten, "goods"), Member(balance: 10, points: 0));
        Assert.Equal([Pay(1, 2, 10)], plan.Legs);
        Assert.Equal([new WithdrawalDecided(Account(1), 10, 0, 0, 0)], plan.Facts.ToArray());
    }

    [Fact]
    public void A_held_payment_draws_when_it_is_placed_and_ends_as_it_was_placed()
    {
        var pend = new SchemeCommand.PendInside(Account(1), Account(10), Ten, "currency", TimeSpan.FromDays(1));
        var plan = Granted(pend, Member(balance: 4, points: 0));
        Assert.Equal(
            [new WithdrawalDecided(Account(1), 4, 6, 0, -6), new AgreementDraw(Agreement.Id, Account(1), 6, 4)],
            plan.Facts.ToArray());
        var held = Held(1, 10, 10);
        var end = new SchemeCommand.EndPending(held, TransferAction.PostPending, Ten, TransferKind.Financial, "currency");
        var ended = Granted(end, Member(balance: -50, points: -50));
        Assert.Equal([End(held, TransferAction.PostPending, 10) with { Kind = TransferKind.Financial, Purpose = "currency" }], ended.Legs);
        Assert.Empty(ended.Facts);
    }

    [Fact]
    public void A_forced_payment_is_bookkeeping_and_no_withdrawal()
    {
        var pay = new SchemeCommand.PayInside(Account(1), Account(13), Ten, "opening") { IsForced = true };
        Assert.Empty(Granted(pay, Member(balance: 0, points: -5)).Facts);
        Assert.Equal("agreementNeeded", Word(pay with { IsForced = false }, Member(balance: 0, points: -5, [])));
    }

    [Theory]
    [InlineData(11, "goods", "accountNotPayable")]
    [InlineData(2, "bribes", "purposeNotAllowed")]
    [InlineData(2, "opening", "purposeNotAllowed")]
    [InlineData(13, "fee", "planned")]
    [InlineData(2, "loan", "planned")]
    public void A_payment_has_a_purpose_and_a_payee_that_may_be_paid(long payee, string purpose, string expected) =>
        Assert.Equal(expected, Word(
            new SchemeCommand.PayInside(Account(1), Account(payee), Ten, purpose), Member(balance: 10, points: 0)));

    [Fact]
    public void What_goes_out_through_the_region_is_a_withdrawal_whose_cash_leaves_the_bank_account()
    {
        ImmutableArray<Leg> trade = [Pay(1, 11, 50) with { Counter = new Amount(5, new Currency("KMK", 2)), RateId = 3 }];
        var plan = Granted(new SchemeCommand.PayOut(trade), Member(balance: 20, points: 7));
        Assert.Equal([.. trade, Currency(12, 10, 50) with { Purpose = "settlement" }], plan.Legs);
        Assert.Equal(
            [new WithdrawalDecided(Account(1), 20, 30, 7, -30), new AgreementDraw(Agreement.Id, Account(1), 30, 20)],
            plan.Facts.ToArray());
        Assert.Equal("savingsLocked", Word(new SchemeCommand.PayOut(trade), Member(balance: 20, points: -1)));
        Assert.Equal("agreementNeeded", Word(new SchemeCommand.PayOut(trade), Member(balance: 20, points: 0, [])));
    }

    [Fact]
    public void The_rounding_difference_of_a_trade_needs_no_cash()
    {
        ImmutableArray<Leg> trade = [Pay(1, 11, 48), Pay(1, 14, 2)];
        var plan = Granted(new SchemeCommand.PayOut(trade), Member(balance: 50, points: 0));
        Assert.Equal(Currency(12, 10, 48) with { Purpose = "settlement" }, plan.Legs[^1]);
        Assert.Equal(new WithdrawalDecided(Account(1), 50, 0, 0, 0), Assert.Single(plan.Facts));
    }

    [Theory]
    [InlineData("goods", TransferKind.Real, "planned")]
    [InlineData("goods", TransferKind.Financial, "purposeNotAllowed")]
    [InlineData("settlement", TransferKind.Financial, "purposeNotAllowed")]
    public void What_comes_in_through_the_region_joins_as_it_is(string purpose, TransferKind kind, string expected)
    {
        ImmutableArray<Leg> trade = [Pay(11, 1, 50) with { Purpose = purpose, Kind = kind }];
        Assert.Equal(expected, Word(new SchemeCommand.ReceiveIn(trade), new PoolNoState { RestsOn = [] }));
        Assert.Equal(expected, Word(new SchemeCommand.PayOut([trade[0] with { Debit = Account(1), Credit = Account(11) }]), Member(balance: 50, points: 0)));
    }

    /// <summary>Balances of the settlement and the region account; what returns to the bank account.</summary>
    [Theory]
    [InlineData(-100, 0, 100)]
    [InlineData(-100, 40, 60)]
    [InlineData(-100, 100, 0)]
    [InlineData(-100, 150, 0)]
    [InlineData(-100, -70, 100)]
    [InlineData(0, -70, 0)]
    [InlineData(30, 0, 0)]
    public void Settlement_cash_returns_but_for_what_is_owed_to_the_region(long settlement, long region, long returned)
    {
        var ruling = Scheme.Plan(
            new ReturnSettlementCash(), Context(new PoolCashState(settlement, region) { RestsOn = [] }));
        Assert.Equal(returned > 0, ruling.TryGet(out var plan, out var refusal));
        Assert.Equal(returned > 0 ? null : RefusalReason.NoSettlementCash, refusal?.Reason);
        Assert.Equal(
            returned > 0 ? [Currency(10, 12, returned) with { Purpose = "settlement" }] : [], plan?.Legs.ToArray() ?? []);
    }

    [Fact]
    public void The_bank_account_holds_no_less_than_nothing()
    {
        Assert.Equal([new OwnAccount(AccountRole.PoolBank, Ceiling: 0)], Scheme.OwnAccounts);
        var bank = State(10, balance: -40, ceiling: 0) with { Role = AccountRole.PoolBank };
        Assert.Null(AccountRules.CheckCredit(bank, 0, new Amount(40, Rupiah), forced: false));
        Assert.Equal(
            "cashLentOut (account 10, balance -40 IDR, pending 0 IDR, ceiling 0 IDR, room 40 IDR, amount 41 IDR)",
            AccountRules.CheckCredit(bank, 0, new Amount(41, Rupiah), forced: false)?.ToString());
    }

    [Fact]
    public void Another_schemes_command_is_not_its_own()
    {
        Assert.Equal("commandNotOfScheme", Word(new Foreign(), Member(0, 0)));
        Assert.False(new MutualCreditScheme().Plan(new Deposit(Account(1), Ten), Context(state: null)).TryGet(out _, out var refusal));
        Assert.Equal("commandNotOfScheme (scheme mutual-credit, command deposit)", refusal.ToString());
    }

    /// <summary>What is drawn already, what the fact draws, the points in the book; whether the fact stands.</summary>
    [Theory]
    [InlineData(0, 100, 7, true)]
    [InlineData(60, 40, 7, true)]
    [InlineData(60, 41, 7, false)]
    [InlineData(0, 100, 8, false)]
    public void Facts_stand_on_locked_rows_or_the_plan_is_made_anew(long drawn, long draw, long points, bool stands)
    {
        var book = new LedgerBook();
        book.Part<PoolBook>().Points[Account(1)] = points;
        book.Part<PoolBook>().Agreements[Agreement.Id] = Agreement with { DrawnMinor = drawn };
        book.Load(State(1, 0));
        book.Load(State(10, -1000));
        var posting = Posting(5, Pay(1, 10, draw)) with
        {
            Facts = [new WithdrawalDecided(Account(1), 0, draw, 7, -draw), new AgreementDraw(Agreement.Id, Account(1), draw, 0)],
        };
        var decision = PostingRules.Decide(posting, book, Now);
        Assert.Equal(
            stands ? "accepted" : "stateChanged",
            decision is PostingDecision.Refused refused ? refused.Refusal.Entry.Code : "accepted");
        Assert.Equal(drawn + (stands ? draw : 0), book.Part<PoolBook>().Agreements[Agreement.Id].DrawnMinor);
    }

    [Fact]
    public void Nothing_is_drawn_on_an_agreement_that_has_ended_meanwhile()
    {
        var book = new LedgerBook();
        book.Part<PoolBook>().Agreements[Agreement.Id] = Agreement with { Status = ProposalStatus.Withdrawn };
        var draw = new AgreementDraw(Agreement.Id, Account(1), 10, 0);
        Assert.Equal(RefusalReason.StateChanged, draw.Check(Posting(5), 0, book, Now)?.Reason);
        Assert.Equal(RefusalReason.StateChanged, draw.Check(Posting(5), 0, new LedgerBook(), Now)?.Reason);
    }

    private static Leg Currency(long from, long to, long amount) =>
        Pay(from, to, amount) with { Kind = TransferKind.Financial, Purpose = "currency" };

    private static PoolMemberState Member(long balance, long points, ImmutableArray<AgreementState> agreements = default) =>
        new(State(1, balance), points, agreements.IsDefault ? [Agreement] : agreements) { RestsOn = [] };

    private static SchemePlan Granted(SchemeCommand command, SchemeState state)
    {
        Assert.True(Scheme.Plan(command, Context(state)).TryGet(out var plan, out var refusal), $"{refusal}");
        return plan;
    }

    private static string Word(SchemeCommand command, SchemeState state) =>
        Scheme.Plan(command, Context(state)).TryGet(out _, out var refusal) ? "planned" : refusal.Entry.Code;

    private static SchemeContext Context(SchemeState? state)
    {
        AccountState[] accounts =
        [
            State(1), State(2), State(10) with { Role = AccountRole.PoolBank }, State(11) with { Role = AccountRole.Region },
            State(12) with { Role = AccountRole.Settlement }, State(13) with { Role = AccountRole.Opening },
            State(14) with { Role = AccountRole.Rounding },
        ];
        return new SchemeContext
        {
            Ledger = Book,
            Currency = Rupiah,
            BusinessDate = new DateOnly(2026, 3, 2),
            Parameters = SchemeParameters.Defaults,
            Accounts = accounts.ToFrozenDictionary(static one => one.Id, static one => new SchemeAccount(one)),
            SystemAccounts = accounts.Where(static one => one.Role != AccountRole.Member)
                .ToFrozenDictionary(static one => one.Role, static one => one.Id),
            State = state,
        };
    }

    private sealed record Foreign : SchemeCommand.Own
    {
        public override string Name => "foreign";
    }
}
