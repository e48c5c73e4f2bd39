using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Registry;

public sealed class AccountCommandTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task An_opened_account_is_told_to_memory_and_begins_its_history()
    {
        var outcome = await _world.ExecuteAsync(New(Open("opened")));

        var account = Assert.Single(Assert.IsType<CommandOutcome.Done>(outcome).Accounts);
        Assert.Equal((-500, 700), (account.Floor, account.Ceiling));
        Assert.Equal((AccountRole.Member, AccountStatus.Open, 1L), (account.Role, account.Status, account.Version));
        Assert.Equal(
            "1 -500 700 1 administrator:test",
            await _world.Test.ScalarAsync<string>($"""
                select concat_ws(' ', version, floor, ceiling, status, actor) from account_changes where account_id = {account.Id}
                """));
    }

    [Fact]
    public async Task An_account_that_cannot_be_opened_is_refused()
    {
        await _world.RefusedAsync(New(Open("m0001")), RefusalReason.CodeTaken);
        await _world.RefusedAsync(New(Open("rounding")), RefusalReason.CodeTaken);
        await _world.RefusedAsync(New(Open("x") with { Ledger = new LedgerId(999) }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Open("x") with { Member = _world.Beta.Member }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Open("x") with { Ledger = _world.RegionLedger }), RefusalReason.ParentUnknown);
        await _world.RefusedAsync(New(Open("x") with { Floor = 1, Ceiling = 0 }), RefusalReason.LimitsCrossed);
    }

    [Fact]
    public async Task Limits_may_be_set_tighter_than_the_balance_and_the_worst_of_the_last_commit()
    {
        var account = await OpenAsync("tight");
        await _world.Test.ExecuteAsync(
            $"update accounts set debits_posted = 400, worst_low = -400, worst_high = 0 where id = {account}");

        var done = Assert.IsType<CommandOutcome.Done>(await _world.ExecuteAsync(New(Limits(account, -100, 0))));

        Assert.Equal("2", done.Result["version"]);
        Assert.Equal(-100, Assert.Single(done.Accounts).Floor);
        Assert.Equal(
            1L,
            await _world.Test.ScalarAsync<long>(
                $"select count(*) from accounts where id = {account} and worst_low is null and worst_high is null"));
    }

    [Fact]
    public async Task Caps_are_the_limits_of_a_communitys_account()
    {
        await _world.DoneAsync(New(Limits(_world.Alpha.AtRegion, -100_000, 200_000)));

        Assert.Equal(
            -100_000L, await _world.Test.ScalarAsync<long>($"select floor from accounts where id = {_world.Alpha.AtRegion}"));
    }

    [Fact]
    public async Task Every_change_of_an_account_raises_its_version_and_is_kept()
    {
        var account = await OpenAsync("kept");
        await _world.DoneAsync(New(Limits(account, -1, 1)));
        await _world.DoneAsync(New(Status(account, AccountStatus.Suspended)));
        await _world.DoneAsync(New(Status(account, AccountStatus.Open)));

        Assert.Equal(
            "1:1:-500 2:1:-1 3:3:-1 4:1:-1",
            await _world.Test.ScalarAsync<string>($"""
                select string_agg(concat_ws(':', version, status, floor), ' ' order by version) from account_changes
                where account_id = {account}
                """));
    }

    [Fact]
    public async Task Limits_or_status_of_no_account_are_refused()
    {
        var nobody = new AccountId(999_999);
        await _world.RefusedAsync(New(Limits(nobody, 0, 0)), RefusalReason.AccountUnknown);
        await _world.RefusedAsync(New(Status(nobody, AccountStatus.Suspended)), RefusalReason.AccountUnknown);
        await _world.RefusedAsync(New(Close(nobody)), RefusalReason.AccountUnknown);
    }

    [Fact]
    public async Task A_ledgers_own_accounts_are_neither_suspended_nor_closed()
    {
        await _world.RefusedAsync(New(Status(_world.Alpha.Mirror, AccountStatus.Suspended)), RefusalReason.SystemAccount);
        await _world.RefusedAsync(New(Close(_world.Alpha.Mirror)), RefusalReason.SystemAccount);
        await _world.RefusedAsync(New(Close(_world.Alpha.AtRegion)), RefusalReason.SystemAccount);
    }

    [Theory]
    [InlineData("debits_posted = 1", RefusalReason.AccountNotZero)]
    [InlineData("credits_posted = 1", RefusalReason.AccountNotZero)]
    [InlineData("debits_pending = 1", RefusalReason.AccountHasPendings)]
    [InlineData("credits_pending = 1", RefusalReason.AccountHasPendings)]
    public async Task An_account_in_use_is_not_closed(string figures, RefusalReason reason)
    {
        var account = await OpenAsync(figures.Replace(' ', '-').Replace('=', '.'));
        await _world.Test.ExecuteAsync($"update accounts set {figures} where id = {account}");

        await _world.RefusedAsync(New(Close(account)), reason);
    }

    [Fact]
    public async Task A_closed_account_stays_closed()
    {
        var account = await OpenAsync("closed");
        await _world.Test.ExecuteAsync($"update accounts set debits_posted = 7, credits_posted = 7 where id = {account}");
        await _world.DoneAsync(New(Close(account)));

        await _world.RefusedAsync(New(Close(account)), RefusalReason.AccountClosed);
        await _world.RefusedAsync(New(Limits(account, 0, 0)), RefusalReason.AccountClosed);
        await _world.RefusedAsync(New(Status(account, AccountStatus.Open)), RefusalReason.AccountClosed);
        await _world.RefusedAsync(New(Status(account, AccountStatus.Closed)), RefusalReason.FieldMalformed);
    }

    private async Task<AccountId> OpenAsync(string code) =>
        new(Int(await _world.DoneAsync(New(Open(code))), "account"));

    private OpenAccount Open(string code) => new(
        _world.Alpha.Ledger, code, _world.Alpha.Member, AccountKind.General, Floor: -500, Ceiling: 700)
    {
        Id = default,
        Actor = "",
    };

    private static SetLimits Limits(AccountId account, long? floor, long? ceiling) =>
        new(account, floor, ceiling) { Id = default, Actor = "" };

    private static SetStatus Status(AccountId account, AccountStatus status) =>
        new(account, status) { Id = default, Actor = "" };

    private static CloseAccount Close(AccountId account) => new(account) { Id = default, Actor = "" };
}
