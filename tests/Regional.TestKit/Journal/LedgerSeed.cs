using Npgsql;
using Regional.Domain.Ledger;

namespace Regional.TestKit.Journal;

/// <summary>Puts regions, ledgers and accounts into a test database with plain SQL, past the registry.</summary>
public sealed class LedgerSeed(NpgsqlDataSource source)
{
    private int _count;

    /// <summary>A region with a window that is open for a day, and its ledger.</summary>
    public async Task<(int Region, LedgerId Ledger)> AddRegionAsync(string timeZone = "UTC")
    {
        var code = Next("region");
        var region = await ScalarAsync<int>(
            "insert into regions (code, name, time_zone, operation) values ($1, $1, $2, gen_random_uuid()) returning id",
            code, timeZone);
        await AddWindowAsync(region, no: 1, TimeSpan.FromHours(-1), TimeSpan.FromDays(1));
        return (region, await AddLedgerRowAsync(region, community: null));
    }

    /// <summary>A window of a region; bounds from now by the database's clock.</summary>
    public Task<long> AddWindowAsync(int region, int no, TimeSpan opens, TimeSpan closes) => ScalarAsync<long>(
        """
        insert into windows (region_id, no, opens, closes, business_date)
        values ($1, $2, clock_timestamp() + $3, clock_timestamp() + $4, current_date) returning id
        """,
        region, no, opens, closes);

    /// <summary>A community with its trading ledger.</summary>
    public async Task<LedgerId> AddLedgerAsync(int region)
    {
        var community = await ScalarAsync<int>(
            "insert into communities (region_id, code, name, operation) values ($1, $2, $2, gen_random_uuid()) returning id",
            region, Next("community"));
        return await AddLedgerRowAsync(region, community);
    }

    /// <summary>An account at balance zero.</summary>
    public async Task<AccountId> OpenAccountAsync(
        LedgerId ledger, long? floor = null, long? ceiling = null, AccountRole role = AccountRole.Member) =>
        new(await ScalarAsync<long>(
            """
            insert into accounts (ledger_id, code, name, role, floor, ceiling, operation)
            values ($1, $2, $2, $3, $4, $5, gen_random_uuid()) returning id
            """,
            ledger.Value, Next("account"), (short)role, floor, ceiling));

    /// <summary>Many accounts at once, for load; by id.</summary>
    public async Task<AccountId[]> OpenAccountsAsync(LedgerId ledger, int count, long? floor = null)
    {
        await using var command = source.CreateCommand(
            """
            insert into accounts (ledger_id, code, name, role, floor, operation)
            select $1, $2 || n, $2 || n, 1, $3, gen_random_uuid() from generate_series(1, $4) n returning id
            """);
        Bind(command, [ledger.Value, Next("many-"), floor, count]);
        var ids = new List<AccountId>(count);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            ids.Add(new AccountId(row.GetInt64(0)));
        }

        ids.Sort();
        return [.. ids];
    }

    private async Task<LedgerId> AddLedgerRowAsync(int region, int? community) => new(await ScalarAsync<int>(
        """
        insert into ledgers (code, region_id, community_id, currency, scale, scheme, is_trading, operation)
        values ($1, $2, $3, $4, $5, 'mutual-credit', $3::integer is not null, gen_random_uuid()) returning id
        """,
        Next("ledger"), region, community, Postings.Unit.Code, (short)Postings.Unit.Scale));

    private string Next(string what) => $"{what}-{Interlocked.Increment(ref _count)}";

    private async Task<T> ScalarAsync<T>(string sql, params object?[] values)
    {
        await using var command = source.CreateCommand(sql);
        Bind(command, values);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private static void Bind(NpgsqlCommand command, object?[] values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
    }
}
