using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.Queries;

public sealed class ViewTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    public static TheoryData<string> Views =>
    [
        "balances", "journal", "statements", "open_pendings", "positions", "windows", "settlements", "trades", "requests",
        "refusals", "rates", "ledger_sums", "mirrors", "limits_history",
    ];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_view_can_be_read_and_says_what_its_columns_mean(string view)
    {
        await _world.PostAsync(Payments.Trade(_world, _world.Alpha, _world.Beta, 1));

        Assert.True(await _world.Test.ScalarAsync<long>($"select count(*) from views.{view}") >= 0);
        Assert.Equal(
            0L,
            await _world.Test.ScalarAsync<long>($"""
                select count(*) from pg_attribute where attrelid = 'views.{view}'::regclass and attnum > 0
                  and col_description(attrelid, attnum) is null
                """));
        Assert.NotNull(await _world.Test.ScalarAsync<string>($"select obj_description('views.{view}'::regclass)"));
    }

    [Fact]
    public async Task No_view_is_left_out_above() =>
        Assert.Equal(
            (long)Views.Count,
            await _world.Test.ScalarAsync<long>("select count(*) from pg_views where schemaname = 'views'"));

    [Fact]
    public async Task Amounts_are_shown_in_units_and_exactly()
    {
        await _world.PayAsync(_world.Alpha, 123);

        Assert.Equal(
            "-1.23 -123",
            await _world.Test.ScalarAsync<string>($"""
                select amount || ' ' || amount_minor from views.statements where account_id = {_world.Alpha.First}
                order by entry desc limit 1
                """));
    }
}
