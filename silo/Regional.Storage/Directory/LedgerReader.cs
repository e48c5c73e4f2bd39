using System.Collections.Frozen;
using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Trades;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Directory;

/// <summary>
/// A ledger with its terms in one round trip. The version is read first: when something changes between the statements,
/// newer terms go under an older version, and the journal finds a decision made under them stale.
/// </summary>
internal static class LedgerReader
{
    private const string Ledger = $"""
        select l.id, l.code, l.region_id, l.community_id, c.code, coalesce(c.status = 2, false), l.currency, l.scale,
          l.scheme, l.is_trading, l.terms_version, {RegionPolicy.Columns}, credit_is_off(l.id),
          (select b.closed_until from books b where b.ledger_id = l.id), r.time_zone
        from ledgers l join regions r on r.id = l.region_id left join communities c on c.id = l.community_id
        where l.id = $1
        """;

    private const string Upper = """
        select lower_ledger_id, lower_account_id, upper_ledger_id, upper_account_id from correspondents
        where lower_ledger_id = $1
        """;

    // Roles 1 and 10 belong to members and communities, of whom there are many.
    private const string System =
        "select role, id from accounts where ledger_id = $1 and role not in (1, 10) order by id";

    public static async Task<LedgerTerms?> FindAsync(
        RegionalDatabase database, LedgerId ledger, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var sql in new[] { Ledger, Upper, System, DatedTermsRow.OfLedger, DatedRateRow.OfLedger })
        {
            var statement = new NpgsqlBatchCommand(sql);
            statement.Parameters.Bind([ledger]);
            batch.BatchCommands.Add(statement);
        }

        try
        {
            await using var row = await batch.ExecuteReaderAsync(cancellationToken);
            return await row.ReadAsync(cancellationToken) ? await ReadAsync(row, cancellationToken) : null;
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static async Task<LedgerTerms> ReadAsync(NpgsqlDataReader row, CancellationToken cancellationToken)
    {
        var policy = RegionPolicy.Read(row, 11);
        var ledger = new LedgerTerms
        {
            Id = new LedgerId(row.GetInt32(0)),
            Code = row.GetString(1),
            Region = new RegionId(row.GetInt32(2)),
            Community = row.IsDBNull(3) ? null : new CommunityId(row.GetInt32(3)),
            CommunityCode = row.TextOrNull(4),
            IsSuspended = row.GetBoolean(5),
            Currency = new Currency(row.GetString(6), checked((byte)row.GetInt16(7))),
            Scheme = row.GetString(8),
            IsTrading = row.GetBoolean(9),
            Version = row.GetInt64(10),
            CapPolicy = policy.CapPolicy,
            QueueCountMax = policy.QueueCountMax,
            IsCreditOff = row.GetBoolean(row.FieldCount - 3),
            ClosedUntil = row.DateOrNull(row.FieldCount - 2),
            TimeZone = row.GetString(row.FieldCount - 1),
            SystemAccounts = FrozenDictionary<AccountRole, AccountId>.Empty,
        };
        var upper = await ReadNextAsync(row, ReadLink, cancellationToken);
        var system = await ReadNextAsync(row, ReadSystemAccount, cancellationToken);
        var terms = await ReadNextAsync(row, DatedTermsRow.Read, cancellationToken);
        var rates = await ReadNextAsync(row, DatedRateRow.Read, cancellationToken);
        return ledger with
        {
            Upper = upper.IsEmpty ? null : upper[0],
            SystemAccounts = system.ToFrozenDictionary(),
            Terms = terms,
            Rates = rates,
        };
    }

    private static LedgerLink ReadLink(NpgsqlDataReader row) => new(
        new LedgerId(row.GetInt32(0)), new AccountId(row.GetInt64(1)), new LedgerId(row.GetInt32(2)),
        new AccountId(row.GetInt64(3)));

    private static KeyValuePair<AccountRole, AccountId> ReadSystemAccount(NpgsqlDataReader row) =>
        new((AccountRole)row.GetInt16(0), new AccountId(row.GetInt64(1)));

    private static async Task<ImmutableArray<T>> ReadNextAsync<T>(
        NpgsqlDataReader row, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await row.NextResultAsync(cancellationToken);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows.ToImmutable();
    }
}
