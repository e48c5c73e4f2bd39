using System.Collections.Immutable;
using System.Data;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Every sum and every mirror of a region, in one snapshot.</summary>
internal static class ProofReader
{
    private const string Ledgers = """
        select l.code, l.currency, l.scale, count(a.id), coalesce(sum(a.credits_posted::numeric - a.debits_posted), 0)::bigint
        from ledgers l left join accounts a on a.ledger_id = l.id
        where l.region_id = $1 group by l.id order by l.code
        """;

    private const string Mirrors = """
        select l.code, u.currency, u.scale, above.credits_posted - above.debits_posted,
          coalesce((select -sum(t.counter_amount) from transfers t
            where t.debit_account = c.lower_account_id and t.action in (1, 3)), 0)::bigint
          + coalesce((select sum(t.counter_amount) from transfers t
            where t.credit_account = c.lower_account_id and t.action in (1, 3)), 0)::bigint,
          array(select d.id from trades d join accounts p on p.id in (d.payer_account, d.payee_account)
            where d.region_id = $1 and d.status = 5 and p.ledger_id = l.id order by d.id)
        from correspondents c join ledgers l on l.id = c.lower_ledger_id join ledgers u on u.id = c.upper_ledger_id
        join accounts above on above.id = c.upper_account_id
        where u.region_id = $1 order by l.code
        """;

    public static async Task<RegionProof?> ProveAsync(
        RegionalDatabase database, RegionId region, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction =
                await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
            var session = new StorageSession(connection, transaction, cancellationToken);
            var head = await session.FindRowAsync(
                "select code, clock_timestamp() from regions where id = $1",
                static row => Tuple.Create(row.GetString(0), row.Time(1)),
                region);
            if (head is not var (code, at))
            {
                return null;
            }

            var ledgers = await session.FindRowsAsync(Ledgers, ReadLedger, region);
            var mirrors = await session.FindRowsAsync(Mirrors, ReadMirror, region);
            return new RegionProof(code, at, Holds(ledgers, mirrors), ledgers, mirrors);
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static bool Holds(ImmutableArray<LedgerProof> ledgers, ImmutableArray<MirrorProof> mirrors) =>
        ledgers.All(static ledger => ledger.Sum == 0)
        && mirrors.All(static mirror => mirror.Difference == 0 || !mirror.InFlight.IsEmpty);

    private static LedgerProof ReadLedger(NpgsqlDataReader row) =>
        new(row.GetString(0), row.Currency(1), checked((int)row.GetInt64(3)), row.GetInt64(4));

    private static MirrorProof ReadMirror(NpgsqlDataReader row) => new(
        row.GetString(0), row.Currency(1), row.GetInt64(3), row.GetInt64(4),
        [.. row.GetFieldValue<Guid[]>(5).Select(static id => new OperationId(id))]);
}
