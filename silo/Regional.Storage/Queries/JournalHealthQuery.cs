using Regional.Contracts.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <inheritdoc cref="IJournalHealthQuery" />
public sealed class JournalHealthQuery(RegionalDatabase database) : IJournalHealthQuery
{
    private const string Sql = """
        select
          coalesce((select extract(epoch from clock_timestamp() - min(placed_at)) from pendings where status = 1), 0)::bigint,
          coalesce((select extract(epoch from clock_timestamp() - min(closes)) from windows
                    where status < 3 and closes <= clock_timestamp()), 0)::bigint,
          (select count(*) from windows where status = 3),
          (select count(*) from trades where status = 1),
          (select count(*) from arrears where cleared_at is null),
          (select count(*) from (
             select from accounts group by ledger_id
             having sum(credits_posted) <> sum(debits_posted) or sum(credits_pending) <> sum(debits_pending)) unbalanced)
        """;

    /// <inheritdoc />
    public Task<JournalHealth?> ReadAsync(CancellationToken cancellationToken) => database.FindRowAsync(
        Sql,
        static row => new JournalHealth(
            row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5)),
        cancellationToken);
}
