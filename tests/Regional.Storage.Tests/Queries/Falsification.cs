using Regional.Contracts.Queries;
using Regional.Storage.Queries.Verify;
using Regional.TestKit;

namespace Regional.Storage.Tests.Queries;

/// <summary>Plants differences behind the journal's back, one after the other, and takes each away again.</summary>
/// <param name="test">The database.</param>
/// <param name="tables">Those that a planted difference may touch.</param>
internal sealed class Falsification(TestDatabase test, params string[] tables)
{
    /// <summary>What verify says as things are.</summary>
    public Task<Verification> VerifyAsync() =>
        new Verifier(test.Database).VerifyAsync(progress: null, TestContext.Current.CancellationToken);

    /// <summary>Each is named by its check, and nothing is left of it afterwards.</summary>
    /// <param name="corruptions">The check, and the statement that plants the difference.</param>
    /// <param name="named">Puts numbers in the place of names in a statement.</param>
    public async Task AssertFoundAsync(TheoryData<string, string> corruptions, Func<string, string> named)
    {
        foreach (var row in corruptions)
        {
            var (check, sql) = row.Data;
            var result = await PlantAsync(named(sql));

            Assert.True(
                result.Checks.GetValueOrDefault(check) > 0,
                $"{check} did not see: {sql}. Seen: {string.Join("; ", result.Differences)}");
        }

        Assert.Empty((await VerifyAsync()).Differences);
    }

    private async Task<Verification> PlantAsync(string sql)
    {
        await test.ExecuteAsync(Each(static table => $"create table saved_{table} as table {table}"));
        await ReplicaAsync(sql);
        var result = await VerifyAsync();
        await ReplicaAsync(Each(static table =>
            $"delete from {table}; insert into {table} overriding system value table saved_{table}; drop table saved_{table}"));
        return result;
    }

    private string Each(Func<string, string> sql) => string.Join(';', tables.Select(sql));

    // No trigger and no foreign key holds what is planted back.
    private Task ReplicaAsync(string sql) =>
        test.ExecuteAsync($"begin; set local session_replication_role = replica; {sql}; commit");
}
