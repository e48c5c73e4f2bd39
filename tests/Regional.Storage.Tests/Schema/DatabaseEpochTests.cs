using Regional.TestKit;

namespace Regional.Storage.Tests.Schema;

public sealed class DatabaseEpochTests
{
    [Fact]
    public async Task The_same_database_keeps_its_epoch()
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.Database.PrepareAsync(CancellationToken.None);
        await test.Database.PrepareAsync(CancellationToken.None);

        Assert.Equal(1, test.Database.Epoch);
        Assert.Equal(1, await test.ScalarAsync<long>("select count(*) from database_epoch"));
    }

    [Theory]
    [InlineData("update database_epoch set timeline = timeline + 1", "timeline")]
    [InlineData("update database_epoch set system_id = system_id + 1", "server")]
    public async Task A_restored_copy_gets_the_next_epoch(string change, string reason)
    {
        await using var test = await TestDatabase.CreateAsync();
        await test.ExecuteAsync(change);

        await test.Database.PrepareAsync(CancellationToken.None);

        Assert.Equal(2, test.Database.Epoch);
        Assert.Contains(
            reason, await test.ScalarAsync<string>("select reason from database_epoch order by epoch desc limit 1"));
    }

    [Fact]
    public async Task Sessions_carry_the_settings_the_journal_rests_on()
    {
        await using var test = await TestDatabase.CreateAsync();

        Assert.Equal("on", await test.ScalarAsync<string>("select current_setting('synchronous_commit')"));
        Assert.Equal("30s", await test.ScalarAsync<string>("select current_setting('statement_timeout')"));
        Assert.Equal("15s", await test.ScalarAsync<string>("select current_setting('lock_timeout')"));
        Assert.Equal(
            "5s", await test.ScalarAsync<string>("select current_setting('idle_in_transaction_session_timeout')"));
        Assert.Equal("UTC", await test.ScalarAsync<string>("select current_setting('timezone')"));
    }
}
