using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.SavingsPool;

public sealed class PoolCommandTests : IAsyncLifetime
{
    private Pool _pool = null!;

    public async ValueTask InitializeAsync() => _pool = await Pool.CreateAsync();

    public ValueTask DisposeAsync() => _pool.DisposeAsync();

    [Fact]
    public async Task A_pools_ledger_has_a_bank_account_that_holds_no_less_than_nothing()
    {
        Assert.Equal(
            "14 0",
            await _pool.World.Test.ScalarAsync<string>(
                $"select concat_ws(' ', role, floor, ceiling) from accounts where id = {_pool.Bank}"));
        Assert.Equal(
            1L,
            await _pool.World.Test.ScalarAsync<long>(
                $"select count(*) from account_changes where account_id = {_pool.Bank} and ceiling = 0"));
    }

    [Fact]
    public async Task A_proposal_answers_with_its_plan()
    {
        var proposal = _pool.Proposal("mark", 2000);
        var done = await _pool.World.DoneAsync(proposal);
        Assert.Equal(
            ($"{proposal.Id}", "20", "10", "-1100000"),
            (done["agreement"], done["payments"], done["repayments"], done["lowestPoints"]));
        Assert.Equal(done, await _pool.World.DoneAsync(proposal));
    }

    [Fact]
    public async Task A_proposal_that_makes_no_sense_is_refused()
    {
        var fine = _pool.Proposal("mark", 2000);
        await RefusedAsync(fine with { Ledger = new LedgerId(999) }, RefusalReason.ParentUnknown);
        await RefusedAsync(fine with { Ledger = _pool.World.Alpha.Ledger }, RefusalReason.CommandNotOfScheme);
        await RefusedAsync(fine with { Account = _pool.Bank }, RefusalReason.AccountUnknown);
        await RefusedAsync(fine with { Account = _pool.World.Alpha.First }, RefusalReason.AccountUnknown);
        await RefusedAsync(fine with { Account = new AccountId(999_999) }, RefusalReason.AccountUnknown);
        await RefusedAsync(fine with { RepaymentMinor = 200_000, SavingMinor = 0 }, RefusalReason.PlanTooLong);
        await RefusedAsync(fine with { RepaymentMinor = 19_999 }, RefusalReason.TermTooShort);
        var tamati = _pool.Members["tamati"].Account;
        await _pool.World.DoneAsync(World.New(new CloseAccount(tamati) { Id = default, Actor = "" }));
        await RefusedAsync(fine with { Account = tamati }, RefusalReason.AccountClosed);
    }

    [Fact]
    public async Task Members_vote_may_change_their_minds_and_two_sign()
    {
        var proposal = _pool.Proposal("mark", 2000);
        await _pool.World.DoneAsync(proposal);
        await RefusedAsync(_pool.Sign(proposal.Id, "noel"), RefusalReason.QuorumMissing);
        await RefusedAsync(_pool.Vote(proposal.Id, "mark"), RefusalReason.BorrowerExcluded);
        await RefusedAsync(
            _pool.Vote(proposal.Id, "noel") with { Member = _pool.World.Alpha.Member }, RefusalReason.NotPoolMember);
        var votes = await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "noel", VoteChoice.Against));
        Assert.Equal(("0", "1", "0", "3"), (votes["for"], votes["against"], votes["abstained"], votes["eligible"]));
        await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "jennifer"));
        await RefusedAsync(_pool.Sign(proposal.Id, "jennifer"), RefusalReason.ProposalOpposed);
        votes = await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "noel", VoteChoice.Abstain));
        Assert.Equal(("1", "0", "1", "3"), (votes["for"], votes["against"], votes["abstained"], votes["eligible"]));
        Assert.Equal("open", (await _pool.World.DoneAsync(_pool.Sign(proposal.Id, "jennifer")))["status"]);
        await RefusedAsync(_pool.Sign(proposal.Id, "jennifer"), RefusalReason.AlreadySigned);
        await RefusedAsync(_pool.Sign(proposal.Id, "mark"), RefusalReason.BorrowerExcluded);
        Assert.Equal("agreed", (await _pool.World.DoneAsync(_pool.Sign(proposal.Id, "tamati")))["status"]);
        await RefusedAsync(_pool.Vote(proposal.Id, "noel"), RefusalReason.ProposalEnded);
        await RefusedAsync(_pool.Sign(proposal.Id, "noel"), RefusalReason.ProposalEnded);
        Assert.Equal(3L, await _pool.World.Test.ScalarAsync<long>("select count(*) from pool_votes"));
    }

    [Fact]
    public async Task Quorum_and_signatures_are_the_ledgers_terms()
    {
        var today = await _pool.World.Test.ScalarAsync<DateOnly>("select (now() at time zone 'Asia/Jakarta')::date");
        await _pool.World.DoneAsync(World.New(new SetTerms(
            _pool.Ledger, today, System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty
                .Add("quorum", "1/3").Add("signatories", "1")) { Id = default, Actor = "" }));
        var proposal = _pool.Proposal("mark", 2000);
        await _pool.World.DoneAsync(proposal);
        await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "noel"));
        Assert.Equal("agreed", (await _pool.World.DoneAsync(_pool.Sign(proposal.Id, "noel")))["status"]);
    }

    [Fact]
    public async Task A_vote_of_somebody_who_has_left_counts_no_more()
    {
        var proposal = _pool.Proposal("mark", 2000);
        await _pool.World.DoneAsync(proposal);
        await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "noel", VoteChoice.Against));
        await _pool.World.DoneAsync(World.New(new CloseAccount(_pool.Members["noel"].Account) { Id = default, Actor = "" }));
        var votes = await _pool.World.DoneAsync(_pool.Vote(proposal.Id, "jennifer"));
        Assert.Equal(("1", "0", "2"), (votes["for"], votes["against"], votes["eligible"]));
    }

    [Fact]
    public async Task A_proposal_ends_once_and_an_agreement_only_by_its_borrower()
    {
        var unknown = World.NewId();
        await RefusedAsync(End(unknown, isWithdrawal: true), RefusalReason.AgreementUnknown);
        var proposal = _pool.Proposal("mark", 2000);
        await _pool.World.DoneAsync(proposal);
        Assert.Equal("rejected", (await _pool.World.DoneAsync(End(proposal.Id, isWithdrawal: false)))["status"]);
        await RefusedAsync(End(proposal.Id, isWithdrawal: true), RefusalReason.ProposalEnded);
        var agreed = await _pool.AgreedAsync("mark", 100);
        await RefusedAsync(End(agreed, isWithdrawal: false), RefusalReason.ProposalEnded);
        Assert.Equal("withdrawn", (await _pool.World.DoneAsync(End(agreed, isWithdrawal: true)))["status"]);
    }

    [Fact]
    public async Task Points_are_taken_over_once_and_sum_to_zero_with_the_banks()
    {
        var (mark, noel) = (_pool.Members["mark"].Account, _pool.Members["noel"].Account);
        var take = World.New(new TakeOverPoints(
            _pool.Ledger, [new AccountPoints(mark, -600_000), new AccountPoints(noel, 200_000)]) { Id = default, Actor = "" });
        Assert.Equal("400000", (await _pool.World.DoneAsync(take))["bankPoints"]);
        await RefusedAsync(take with { Points = [new AccountPoints(mark, 1)] }, RefusalReason.PointsTaken);
        await RefusedAsync(take with { Points = [new AccountPoints(_pool.Bank, 1)] }, RefusalReason.AccountUnknown);
        await RefusedAsync(take with { Ledger = _pool.World.Alpha.Ledger }, RefusalReason.CommandNotOfScheme);
        await RefusedAsync(take with { Ledger = new LedgerId(999) }, RefusalReason.ParentUnknown);
        await RefusedAsync(
            take with { Points = [new AccountPoints(_pool.Members["tamati"].Account, long.MinValue)] },
            RefusalReason.BalanceOverflow);
        var jennifer = _pool.Members["jennifer"].Account;
        var more = take with { Id = World.NewId(), Points = [new AccountPoints(jennifer, 50)] };
        Assert.Equal("399950", (await _pool.World.DoneAsync(more))["bankPoints"]);
        Assert.Equal(0L, await _pool.World.Test.ScalarAsync<long>("select sum(points)::bigint from pool_points"));
        Assert.Equal(0L, await _pool.World.Test.ScalarAsync<long>("select sum(points)::bigint from pool_points_taken"));
    }

    /// <summary>A month end reads points and writes them later: what came between would be lost (found by the simulation, seed 333).</summary>
    [Fact]
    public async Task Points_are_not_taken_over_once_a_month_end_has_begun()
    {
        await _pool.World.DoneAsync(World.New(new SetPeriodCalendar(
            _pool.Ledger, "daily", TimeOnly.MinValue, Weekend: [], Holidays: [], Payments.Day) { Id = default, Actor = "" }));
        var take = World.New(new TakeOverPoints(
            _pool.Ledger, [new AccountPoints(_pool.Members["noel"].Account, 200_000)]) { Id = default, Actor = "" });
        await _pool.World.DoneAsync(take);
        await _pool.World.DoneAsync(World.New(new BeginPeriodEnd(_pool.Ledger, 1) { Id = default, Actor = "" }));

        await RefusedAsync(
            take with { Points = [new AccountPoints(_pool.Members["jennifer"].Account, 50)] }, RefusalReason.PointsTaken);
        Assert.Equal(
            200_000L,
            await _pool.World.Test.ScalarAsync<long>($"select points from pool_points where account_id = {_pool.Members["noel"].Account}"));
    }

    private async Task RefusedAsync(Command command, RefusalReason reason) =>
        await _pool.World.RefusedAsync(command with { Id = World.NewId() }, reason);

    private static EndAgreement End(OperationId agreement, bool isWithdrawal) =>
        World.New(new EndAgreement(agreement, isWithdrawal) { Id = default, Actor = "" });
}
