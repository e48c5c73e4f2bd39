using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Registry;

public sealed class PartyCommandTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_region_gets_its_ledger_its_accounts_and_an_open_window()
    {
        var outcome = await _world.ExecuteAsync(New(Region("jepara")));

        var done = Assert.IsType<CommandOutcome.Done>(outcome);
        var roles = done.Accounts.Select(static account => account.Role).Order();
        Assert.Equal(
            [
                AccountRole.ExchangeDifference, AccountRole.Rounding, AccountRole.Loss, AccountRole.RestOfWorld,
                AccountRole.Suspense, AccountRole.Opening,
            ],
            roles);
        Assert.Equal(
            1L,
            await _world.Test.ScalarAsync<long>($"""
                select count(*) from windows where region_id = {Int(done.Result, "region")} and status = 1
                  and opens < now() and closes > now() + interval '300 days'
                """));
    }

    [Fact]
    public async Task A_region_whose_code_is_taken_is_refused_for_ever()
    {
        var command = New(Region("suro"));
        var refusal = await _world.RefusedAsync(command, RefusalReason.CodeTaken);

        Assert.Equal(refusal, Assert.IsType<CommandOutcome.Refused>(await _world.ExecuteAsync(command)).Refusal);
    }

    [Fact]
    public async Task A_region_whose_ledger_code_is_taken_leaves_nothing_behind()
    {
        await _world.RefusedAsync(New(Region("alpha-book")), RefusalReason.CodeTaken);

        Assert.Equal(0L, await _world.Test.ScalarAsync<long>("select count(*) from regions where code = 'alpha-book'"));
    }

    [Fact]
    public Task A_region_in_no_time_zone_is_malformed() =>
        _world.RefusedAsync(New(Region("mars") with { TimeZone = "Mars/Olympus" }), RefusalReason.FieldMalformed);

    [Fact]
    public async Task A_community_in_an_unknown_region_is_refused() =>
        await _world.RefusedAsync(
            New(new CreateCommunity(new RegionId(999), "nowhere", "Nowhere") { Id = default, Actor = "" }),
            RefusalReason.ParentUnknown);

    [Theory]
    [InlineData("alpha")]
    [InlineData("rest-of-world")]
    [InlineData("settlement")]
    public async Task A_community_whose_code_is_taken_is_refused(string code) =>
        await _world.RefusedAsync(
            New(new CreateCommunity(_world.Region, code, "Another") { Id = default, Actor = "" }), RefusalReason.CodeTaken);

    [Fact]
    public async Task A_trading_ledger_is_hung_below_the_regions_and_trades_at_par_in_its_unit()
    {
        var party = await _world.JoinAsync("gamma", Komoko);

        Assert.Equal(
            "gamma 10 community",
            await _world.Test.ScalarAsync<string>($"""
                select a.code || ' ' || a.role || ' ' || case when a.community_id = {party.Community} then 'community' end
                from accounts a where a.id = {party.AtRegion} and a.ledger_id = {_world.RegionLedger}
                """));
        Assert.Equal(
            2L,
            await _world.Test.ScalarAsync<long>($"select role::bigint from accounts where id = {party.Mirror}"));
        Assert.Equal(
            4L,
            await _world.Test.ScalarAsync<long>($"""
                select count(*) from rates where ledger_id = {party.Ledger} and numerator = 1 and denominator = 1
                """));
    }

    [Fact]
    public async Task A_trading_ledger_in_another_unit_has_no_rates_until_they_are_set() =>
        Assert.Equal(
            0L,
            await _world.Test.ScalarAsync<long>($"select count(*) from rates where ledger_id = {_world.Beta.Ledger}"));

    [Fact]
    public async Task A_second_trading_ledger_is_refused() =>
        await _world.RefusedAsync(New(Ledger("alpha-second") with { IsTrading = true }), RefusalReason.TradingLedgerExists);

    [Fact]
    public async Task A_ledger_whose_code_is_taken_is_refused() =>
        await _world.RefusedAsync(New(Ledger("beta-book")), RefusalReason.CodeTaken);

    [Fact]
    public async Task A_ledger_of_an_unknown_community_is_refused() =>
        await _world.RefusedAsync(
            New(Ledger("orphan") with { Community = new CommunityId(999) }), RefusalReason.ParentUnknown);

    [Fact]
    public async Task A_ledger_of_an_unknown_scheme_is_malformed() =>
        await _world.RefusedAsync(New(Ledger("odd") with { Scheme = "barter" }), RefusalReason.SchemeUnknown);

    [Fact]
    public async Task A_community_may_keep_ledgers_it_does_not_trade_in()
    {
        var ledger = Int(await _world.DoneAsync(New(Ledger("alpha-pool"))), "ledger");

        Assert.Equal(9L, await _world.Test.ScalarAsync<long>($"select count(*) from accounts where ledger_id = {ledger}"));
        Assert.Equal(
            0L, await _world.Test.ScalarAsync<long>($"select count(*) from correspondents where lower_ledger_id = {ledger}"));
    }

    [Fact]
    public async Task A_member_code_is_unique_in_its_community()
    {
        await _world.DoneAsync(New(Member("m0100")));

        await _world.RefusedAsync(New(Member("m0100")), RefusalReason.CodeTaken);
        await _world.DoneAsync(New(Member("m0100") with { Community = _world.Beta.Community }));
        await _world.RefusedAsync(New(Member("m0101") with { Community = new(999) }), RefusalReason.ParentUnknown);
    }

    [Fact]
    public async Task Suspending_a_community_raises_the_terms_of_its_ledgers_and_the_regions()
    {
        var versions = $"""
            select string_agg(terms_version::text, ' ' order by id) from ledgers
            where id in ({_world.Alpha.Ledger}, {_world.RegionLedger})
            """;
        var before = await _world.Test.ScalarAsync<string>(versions);

        await _world.DoneAsync(New(new SetCommunityStatus(_world.Alpha.Community, IsSuspended: true) { Id = default, Actor = "" }));
        await _world.DoneAsync(New(new SetCommunityStatus(_world.Alpha.Community, IsSuspended: false) { Id = default, Actor = "" }));

        var raised = before.Split(' ').Select(static version => $"{int.Parse(version) + 2}");
        Assert.Equal(string.Join(' ', raised), await _world.Test.ScalarAsync<string>(versions));
        await _world.RefusedAsync(
            New(new SetCommunityStatus(new CommunityId(999), IsSuspended: true) { Id = default, Actor = "" }),
            RefusalReason.ParentUnknown);
    }

    private static CreateRegion Region(string code) =>
        new(code, "A region", new Currency("EUR", 2), "Europe/Berlin", CapPolicy.Refuse) { Id = default, Actor = "" };

    private CreateLedger Ledger(string code) =>
        new(_world.Alpha.Community, code, Komoko, "mutual-credit", IsTrading: false) { Id = default, Actor = "" };

    private AddMember Member(string code) => new(_world.Alpha.Community, code, "A member") { Id = default, Actor = "" };
}
