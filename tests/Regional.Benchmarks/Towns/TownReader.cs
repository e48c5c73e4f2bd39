using Npgsql;

namespace Regional.Benchmarks.Towns;

/// <summary>Finds again the town that <see cref="TownBuilder"/> made in a database that was kept.</summary>
internal static class TownReader
{
    private const string Quarters = """
        select l.id, l.code, c.lower_account_id, c.upper_account_id,
               max(a.id) filter (where a.role = 6), max(a.id) filter (where a.role = 8),
               array_agg(a.id order by a.id) filter (where a.role = 1)
        from ledgers l join correspondents c on c.lower_ledger_id = l.id join accounts a on a.ledger_id = l.id
        where l.community_id is not null group by 1, 2, 3, 4 order by 1
        """;

    public static async Task<Town> ReadAsync(NpgsqlDataSource source)
    {
        int region, ledger;
        await using (var find = source.CreateCommand(
            "select r.id, l.id from regions r join ledgers l on l.region_id = r.id and l.community_id is null"))
        await using (var row = await find.ExecuteReaderAsync())
        {
            await row.ReadAsync();
            (region, ledger) = (row.GetInt32(0), row.GetInt32(1));
        }

        var quarters = new List<Quarter>();
        await using var command = source.CreateCommand(Quarters);
        command.CommandTimeout = 0;
        await using var quarter = await command.ExecuteReaderAsync();
        while (await quarter.ReadAsync())
        {
            quarters.Add(new Quarter(
                quarter.GetInt32(0), quarter.GetString(1), quarter.GetFieldValue<long[]>(6), quarter.GetInt64(2),
                quarter.GetInt64(3), quarter.GetInt64(4), quarter.GetInt64(5)));
        }

        return new Town(region, ledger, [.. quarters]);
    }
}
