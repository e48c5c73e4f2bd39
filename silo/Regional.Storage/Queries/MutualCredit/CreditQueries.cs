using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.MutualCredit;

/// <summary>Mutual credit as people read it, from PostgreSQL.</summary>
public sealed class CreditQueries(RegionalDatabase database) : ICreditQueries
{
    private const string Switches = """
        select id, is_on, at, actor, reason, operation from credit_switches
        where ledger_id = $1 and ($2::bigint is null or id < $2)
        order by id desc limit $3
        """;

    /// <inheritdoc />
    public async Task<Page<CreditSwitchDetail>> FindSwitchesAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Switches, ReadSwitch, cancellationToken, ledger, page.NumberCursor(), page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static one => $"{one.No}");
    }

    private static CreditSwitchDetail ReadSwitch(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetBoolean(1), row.Time(2), row.GetString(3), row.TextOrNull(4), row.Operation(5));
}
