using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Komoko;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Schemes.Komoko;

/// <summary>Lots as facts of the journal: written with their posting or not at all.</summary>
public sealed class KomokoLotsTests
{
    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "komokoLots", "update komoko_lots set amount = amount + 1, open = open + 1 where open > 0" },
        { "komokoLots", "update accounts set kind = 1 where code = 'h'" },
        { "komokoLotUses", "update komoko_lot_uses set paid = paid + 1" },
        { "komokoDemurrage", "update komoko_lot_uses set paid = paid - 1, charged = charged + 1 where paid > 0" },
    };

    /// <summary>The same, of a project that failed.</summary>
    public static TheoryData<string, string> LossCorruptions => new()
    {
        { "komokoLosses", "update komoko_projects set loss = loss + 1" },
        { "komokoLosses", "update komoko_projects set ended_by = gen_random_uuid()" },
        {
            "komokoLosses",
            "update komoko_projects set ended_on = null, ended_by = null, loss = null, refunded = null, proceeds = null"
        },
    };

    [Fact]
    public async Task The_worked_table_of_lots_is_what_the_database_keeps()
    {
        await using var town = await KomokoTown.CreateAsync();
        await town.PayAsync("b", "h", 100_000, "wages", new DateOnly(2026, 1, 10));
        Assert.Equal("100000@04-10", await town.OpenAsync("h"));
        await town.PayAsync("b", "h", 50_000, "wages", new DateOnly(2026, 2, 1));
        Assert.Equal("100000@04-10 50000@05-02", await town.OpenAsync("h"));
        await town.PayAsync("h", "j-fin", 30_000, "household", new DateOnly(2026, 2, 5));
        Assert.Equal("30000@04-10", await town.OpenAsync("j-fin"));
        Assert.Equal("70000@04-10 50000@05-02", await town.OpenAsync("h"));
        await town.PayAsync("h", "b2-fin", 90_000, "loan", new DateOnly(2026, 2, 10));
        Assert.Equal("70000@04-10 20000@05-02", await town.OpenAsync("b2-fin"));
        Assert.Equal("30000@05-02", await town.OpenAsync("h"));
        Assert.Equal(2, await town.World.Test.ScalarAsync<long>(
            $"select count(*) from transfers where credit_account = {town["b2-fin"]}"));

        Assert.Empty((await town.VerifyAsync()).Differences);
    }

    [Fact]
    public async Task Demurrage_is_posted_when_a_lot_closes()
    {
        await using var town = await KomokoTown.CreateAsync();
        await town.PayAsync("b", "h", 1_000, "wages", new DateOnly(2026, 1, 1));

        // Matures on 1 April; ten days at 1 % a month.
        await town.PayAsync("h", "b", 997, "goods", new DateOnly(2026, 4, 11));
        Assert.Equal("", await town.OpenAsync("h"));
        Assert.Equal(3, await town.World.Test.ScalarAsync<long>(
            $"select credits_posted from accounts where ledger_id = {town.Ledger} and code = 'demurrage'"));
        Assert.Equal(10_000_000, await town.World.Test.ScalarAsync<long>("select carried::bigint from komoko_standings"));
        Assert.Empty((await town.VerifyAsync()).Differences);
    }

    [Fact]
    public async Task Two_plans_on_the_same_lots_do_not_both_come_about()
    {
        await using var town = await KomokoTown.CreateAsync();
        var date = new DateOnly(2026, 2, 1);
        await town.PayAsync("b", "h", 100, "wages", date);
        var first = await town.PlanAsync("h", "j-fin", 100, "household", date);
        var second = await town.PlanAsync("h", "b", 100, "goods", date);

        var outcomes = await town.CommitAsync(first, second);
        Assert.IsType<PostingOutcome.Posted>(outcomes[0]);
        Assert.Equal(RefusalReason.StateChanged, Assert.IsType<PostingOutcome.Refused>(outcomes[1]).Refusal.Reason);
        Assert.Equal(
            RefusalReason.StateChanged,
            Assert.IsType<PostingOutcome.Refused>(Assert.Single(await town.CommitAsync(second))).Refusal.Reason);
        Assert.Empty((await town.VerifyAsync()).Differences);
    }

    [Fact]
    public async Task A_receipt_planned_on_another_overdraft_is_planned_anew()
    {
        await using var town = await KomokoTown.CreateAsync();
        var date = new DateOnly(2026, 2, 1);
        await town.DoneAsync(new SetLimits(town["h"], Floor: -500, Ceiling: null) { Id = default, Actor = "" });
        await town.PayAsync("h", "b2", 300, "goods", date);
        var wages = await town.PlanAsync("b", "h", 1_000, "wages", date);
        await town.PayAsync("h", "b2", 100, "goods", date);

        var stale = Assert.IsType<PostingOutcome.Refused>(Assert.Single(await town.CommitAsync(wages)));
        Assert.Equal(RefusalReason.StateChanged, stale.Refusal.Reason);
        await town.PayAsync("b", "h", 1_000, "wages", date);
        Assert.Equal("600@05-02", await town.OpenAsync("h"));
        Assert.Empty((await town.VerifyAsync()).Differences);
    }

    [Theory]
    [MemberData(nameof(LossCorruptions))]
    public async Task A_loss_that_is_not_its_posting_is_found(string check, string planted)
    {
        await using var town = await KomokoTown.CreateAsync();
        var date = new DateOnly(2026, 2, 1);
        await town.ProjectAsync("mill", await town.HolderAsync("m", HolderClass.Business, real: 0));
        await town.PayAsync("mill", "h", 700, "wages", date);
        await town.PayAsync("h", "mill", 500, "underwriting", date);
        var failure = await town.PlanAsync(
            new FailProject(town["mill"], RefundedMinor: 500, ProceedsMinor: 0, "given up"), [town["mill"]], date);
        Assert.IsType<PostingOutcome.Posted>(Assert.Single(await town.CommitAsync(failure with
        {
            Kind = OperationKind.FailProject,
        })));
        var again = failure with { Id = new OperationId(Guid.CreateVersion7()), DecidedOn = [] };
        Assert.Equal(
            RefusalReason.StateChanged,
            Assert.IsType<PostingOutcome.Refused>(Assert.Single(await town.CommitAsync(again))).Refusal.Reason);
        Assert.Empty((await town.VerifyAsync()).Differences);

        await town.World.Test.ExecuteAsync(planted);

        Assert.True((await town.VerifyAsync()).Checks[check] > 0);
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var town = await KomokoTown.CreateAsync();
        await town.PayAsync("b", "h", 1_000, "wages", new DateOnly(2026, 1, 1));
        await town.PayAsync("h", "b", 400, "goods", new DateOnly(2026, 1, 2));
        foreach (var row in Corruptions)
        {
            var (check, sql) = row.Data;
            await town.World.Test.ExecuteAsync("create table kept_lots as table komoko_lots; create table kept_uses as table komoko_lot_uses");
            await town.World.Test.ExecuteAsync(sql);
            var result = await town.VerifyAsync();
            Assert.True(result.Checks[check] > 0, $"{check} did not see: {sql}");
            await town.World.Test.ExecuteAsync(
                """
                update komoko_lots o set amount = k.amount, open = k.open from kept_lots k where k.id = o.id;
                update komoko_lot_uses u set paid = k.paid, charged = k.charged from kept_uses k where k.lot_id = u.lot_id;
                update accounts set kind = 2 where code = 'h';
                drop table kept_lots; drop table kept_uses
                """);
            Assert.Empty((await town.VerifyAsync()).Differences);
        }
    }

    [Fact]
    public async Task What_clears_is_planned_anew_when_the_real_account_has_moved()
    {
        await using var town = await KomokoTown.CreateAsync();
        var (january, march) = (new DateOnly(2026, 1, 10), new DateOnly(2026, 3, 31));
        await town.PayAsync("b", "h", 100, "wages", january);
        await town.PayAsync("h", "b-fin", 50, "loan", january);
        var clears = await town.PlanAsync("b-fin", "b", 50, "clearing", march);
        await town.PayAsync("h", "b", 30, "goods", january);

        var late = Assert.IsType<PostingOutcome.Refused>(Assert.Single(await town.CommitAsync(clears)));

        Assert.Equal(RefusalReason.StateChanged, late.Refusal.Reason);
        await town.PayAsync("b-fin", "b", 50, "clearing", march);
    }

    [Fact]
    public async Task Holders_keep_their_class_and_begin_without_credit()
    {
        await using var town = await KomokoTown.CreateAsync();
        var member = await town.HolderAsync("late", HolderClass.Household, real: 0);
        var today = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2);
        await town.World.RefusedAsync(
            New(town.Enter(member, HolderClass.Household)), RefusalReason.EffectiveInPast);
        await town.World.RefusedAsync(
            New(town.Enter(member, HolderClass.Business) with { ValidFrom = today }), RefusalReason.HolderClassFixed);
        var longer = town.Enter(member, HolderClass.Business);
        longer = longer with { Profile = longer.Profile with { TurnoverMonths = 4 } };
        var fresh = new MemberId(Int(
            await town.DoneAsync(new AddMember(town.Community, "yard", "yard") { Id = default, Actor = "" }), "member"));
        await town.World.RefusedAsync(New(longer with { Member = fresh }), RefusalReason.TurnoverTooLong);
        var entitled = longer with { Member = fresh, Profile = longer.Profile with { IsLongEntitled = true } };
        Assert.Equal("2026-03-31", (await town.DoneAsync(New(entitled)))["clears"]);
        await town.World.RefusedAsync(
            New(town.Enter(town.World.Alpha.Member, HolderClass.Household)), RefusalReason.ParentUnknown);
    }

    [Fact]
    public async Task A_project_is_approved_once_and_stays_in_red_ink()
    {
        await using var town = await KomokoTown.CreateAsync();
        var member = await town.HolderAsync("dam", HolderClass.Business, real: 0);
        var account = new AccountId(Int(
            await town.DoneAsync(new OpenAccount(town.Ledger, "dam-project", member, AccountKind.Project, null, null) { Id = default, Actor = "" }),
            "account"));
        var approve = new Domain.Commands.Komoko.ApproveProject(
            account, new ProjectTerms(new DateOnly(2026, 1, 1), new DateOnly(2026, 12, 31), [500, 500], HasMonthlyLimits: true),
            1_000, "land register 17", "b2") { Id = default, Actor = "" };
        await town.DoneAsync(approve);
        await town.World.RefusedAsync(New(approve), RefusalReason.ProjectApproved);
        Assert.Equal("-1000 0", await town.World.Test.ScalarAsync<string>($"select floor || ' ' || ceiling from accounts where id = {account}"));
        await town.World.RefusedAsync(New(approve with { Account = town["b"] }), RefusalReason.NotKomoko);
    }
}
