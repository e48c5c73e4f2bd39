using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.SavingsPool.Pool;

namespace Regional.Storage.Tests.SavingsPool;

public sealed class PoolWithdrawalTests : IAsyncLifetime
{
    private Pool _pool = null!;

    public async ValueTask InitializeAsync()
    {
        _pool = await Pool.CreateAsync();
        Assert.Equal("posted", Word(await _pool.DepositAsync("jennifer", 200)));
        Assert.Equal("posted", Word(await _pool.DepositAsync("noel", 2000)));
    }

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task Jennifer_needs_an_agreement_for_100_and_draws_it_once()
    {
        Assert.Equal("agreementNeeded", Word(await _pool.WithdrawAsync("jennifer", 300)));
        var agreement = await _pool.AgreedAsync("jennifer", 100);
        Assert.Equal("posted", Word(await _pool.WithdrawAsync("jennifer", 300)));
        Assert.Equal((-100, -1900, 100), (await _pool.BalanceAsync("jennifer"), await _pool.BalanceAsync("bank"), await _pool.DrawnAsync(agreement)));
        Assert.Equal("posted", Word(await _pool.DepositAsync("jennifer", 100)));
        Assert.Equal("agreementNeeded", Word(await _pool.WithdrawAsync("jennifer", 1)));
        Assert.Equal("agreementExceeded", Word(await _pool.WithdrawAsync("jennifer", 1, agreement)));
        Assert.Equal(
            "20000 10000 0 -10000",
            await _pool.World.Test.ScalarAsync<string>("select concat_ws(' ', own, loan, points, balance) from pool_withdrawals"));
    }

    [Fact]
    public async Task Noels_savings_stay_while_her_points_are_negative()
    {
        await TakeOverAsync("noel", -1500);
        Assert.Equal("savingsLocked", Word(await _pool.WithdrawAsync("noel", 2000)));
        Assert.Equal(2000, await _pool.BalanceAsync("noel"));
    }

    [Fact]
    public async Task Only_what_is_not_lent_out_can_be_withdrawn()
    {
        await _pool.AgreedAsync("mark", 2000);
        Assert.Equal("posted", Word(await _pool.WithdrawAsync("mark", 2000)));
        Assert.Equal("cashLentOut", Word(await _pool.WithdrawAsync("noel", 201)));
        Assert.Equal("posted", Word(await _pool.WithdrawAsync("noel", 200)));
        Assert.Equal("cashLentOut", Word(await _pool.WithdrawAsync("jennifer", 1)));
        Assert.Equal(0, await _pool.BalanceAsync("bank"));
    }

    [Fact]
    public async Task A_plan_made_before_points_changed_is_not_carried_out()
    {
        var noel = _pool.Members["noel"].Account;
        var plan = await _pool.PlanAsync(new Withdraw(noel, new Amount(100, Dollar), Agreement: null), noel);
        await TakeOverAsync("noel", -1);
        Assert.Equal("stateChanged", Word(await _pool.CommitAsync(plan)));
        Assert.Equal("savingsLocked", Word(await _pool.CarryOutAsync(new Withdraw(noel, new Amount(100, Dollar), null), noel, plan.Id)));
    }

    [Fact]
    public async Task Two_plans_on_the_same_savings_do_not_both_happen()
    {
        var noel = _pool.Members["noel"].Account;
        var first = await _pool.PlanAsync(new Withdraw(noel, new Amount(200_000, Dollar), Agreement: null), noel);
        var second = await _pool.PlanAsync(new Withdraw(noel, new Amount(200_000, Dollar), Agreement: null), noel);
        var result = await _pool.World.Journal.CommitAsync(
            new JournalBatch([first, second], []), TestContext.Current.CancellationToken);
        Assert.Equal(("posted", "stateChanged"), (Word(result.Outcomes[first.Id]), Word(result.Outcomes[second.Id])));
        Assert.Equal(0, await _pool.BalanceAsync("noel"));
    }

    [Fact]
    public async Task Nothing_is_drawn_on_an_agreement_that_was_withdrawn_meanwhile()
    {
        var mark = _pool.Members["mark"].Account;
        var agreement = await _pool.AgreedAsync("mark", 500);
        var plan = await _pool.PlanAsync(new Withdraw(mark, new Amount(100, Dollar), agreement), mark);
        await _pool.World.DoneAsync(World.New(new EndAgreement(agreement, IsWithdrawal: true) { Id = default, Actor = "" }));
        Assert.Equal("stateChanged", Word(await _pool.CommitAsync(plan)));
        Assert.Equal("agreementNotAgreed", Word(await _pool.WithdrawAsync("mark", 1, agreement)));
        Assert.Equal(0, await _pool.DrawnAsync(agreement));
    }

    [Fact]
    public async Task A_held_withdrawal_draws_until_it_is_released_and_a_part_gives_the_last_draws_back()
    {
        var jennifer = _pool.Members["jennifer"].Account;
        var (first, second) = (await _pool.AgreedAsync("jennifer", 100), await _pool.AgreedAsync("jennifer", 100));
        var held = await HoldAsync(jennifer, 350);
        Assert.Equal((100, 50), (await _pool.DrawnAsync(first), await _pool.DrawnAsync(second)));
        Assert.Equal("agreementNeeded", Word(await _pool.WithdrawAsync("jennifer", 51)));
        Assert.Equal("posted", Word(await EndAsync(held, TransferAction.VoidPending, 350)));
        Assert.Equal((0, 0), (await _pool.DrawnAsync(first), await _pool.DrawnAsync(second)));
        held = await HoldAsync(jennifer, 350);
        Assert.Equal("posted", Word(await EndAsync(held, TransferAction.PostPending, 240)));
        Assert.Equal((40, 0), (await _pool.DrawnAsync(first), await _pool.DrawnAsync(second)));
        Assert.Equal(-40, await _pool.BalanceAsync("jennifer"));
    }

    [Fact]
    public async Task A_corrected_withdrawal_gives_its_draws_back()
    {
        var mark = _pool.Members["mark"].Account;
        var agreement = await _pool.AgreedAsync("mark", 500);
        var drawn = Assert.IsType<PostingOutcome.Posted>(await _pool.WithdrawAsync("mark", 500));
        await _pool.World.PostAsync(Payments.New(
            Payments.Day, Payments.Leg(_pool.Ledger, _pool.Bank, mark, new Amount(50_000, Dollar))) with
        {
            Corrects = drawn.Receipt.Operation,
        });
        Assert.Equal(0, await _pool.DrawnAsync(agreement));
        Assert.Equal("posted", Word(await _pool.WithdrawAsync("mark", 500)));
    }

    [Fact]
    public async Task Settlement_cash_returns_to_the_bank_account_and_rests_on_both_accounts()
    {
        var settlement = await _pool.AccountAsync("settlement");
        Assert.Equal("noSettlementCash", Word(await _pool.CarryOutAsync(new ReturnSettlementCash(), _pool.Bank)));
        await _pool.World.PostAsync(Payments.New(
            Payments.Day, Payments.Leg(_pool.Ledger, settlement, _pool.Bank, new Amount(50_000, Dollar))));
        var plan = await _pool.PlanAsync(new ReturnSettlementCash(), _pool.Bank);
        Assert.Equal([settlement, await _pool.AccountAsync("region")], plan.DecidedOn.Select(static rests => rests.Account));
        Assert.Equal("posted", Word(await _pool.CommitAsync(plan)));
        Assert.Equal((0, -2200), (await _pool.BalanceAsync("settlement"), await _pool.BalanceAsync("bank")));
    }

    private async Task TakeOverAsync(string name, long units) => await _pool.World.DoneAsync(World.New(new TakeOverPoints(
        _pool.Ledger, [new AccountPoints(_pool.Members[name].Account, units * 100)]) { Id = default, Actor = "" }));

    private async Task<PendingTransfer> HoldAsync(AccountId account, long units)
    {
        var amount = new Amount(units * 100, Dollar);
        var posted = Assert.IsType<PostingOutcome.Posted>(await _pool.CarryOutAsync(
            new SchemeCommand.PendInside(account, _pool.Bank, amount, "currency", Expiry: null), account));
        return new PendingTransfer
        {
            Id = new TransferId(posted.Receipt.Operation, 0),
            Ledger = _pool.Ledger,
            Debit = account,
            Credit = _pool.Bank,
            Amount = amount,
        };
    }

    private Task<PostingOutcome> EndAsync(PendingTransfer held, TransferAction action, long units) => _pool.CarryOutAsync(
        new SchemeCommand.EndPending(held, action, new Amount(units * 100, Dollar), TransferKind.Financial, "currency"),
        held.Debit);
}
