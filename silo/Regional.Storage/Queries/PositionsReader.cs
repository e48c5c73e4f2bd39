using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Directory;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Where a region stands, in one snapshot.</summary>
internal static class PositionsReader
{
    private const string Sql = $"""
        select {AccountRow.Columns}, a.id, l.code, a.code, a.name,
          (select count(*) from trades t where t.status = 1 and t.region_id = l.region_id and t.queue_account = a.id),
          statement_timestamp(),
          (select w.no from windows w where w.region_id = l.region_id and w.status = 1 and w.closes > clock_timestamp()
           order by w.closes limit 1)
        from accounts a join ledgers l on l.id = a.ledger_id
        where l.region_id = $1 and l.community_id is null order by a.role = 10 desc, a.code
        """;

    public static async Task<RegionPositions?> FindAsync(
        RegionalDatabase database, RegionId region, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(Sql, Read, cancellationToken, region);
        return rows.IsEmpty
            ? null
            : new RegionPositions(
                region, rows[0].Position.State.Currency, rows[0].At, rows[0].OpenWindow,
                [.. rows.Select(static row => row.Position)]);
    }

    private static (PositionDetail Position, DateTimeOffset At, int? OpenWindow) Read(NpgsqlDataReader row) => (
        new PositionDetail(AccountRow.Read(row), row.Name(14), checked((int)row.GetInt64(18))),
        row.Time(19),
        row.IntOrNull(20));
}
