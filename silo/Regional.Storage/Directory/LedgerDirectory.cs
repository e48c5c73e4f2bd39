using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Directory;

/// <summary>The directory in PostgreSQL: committed rows, read anew at every call.</summary>
public sealed class LedgerDirectory(RegionalDatabase database) : ILedgerDirectory
{
    /// <inheritdoc />
    public Task<AccountState?> FindAccountAsync(AccountId account, CancellationToken cancellationToken) =>
        database.FindRowAsync(AccountRow.Select + "where a.id = $1", AccountRow.Read, cancellationToken, account);

    /// <inheritdoc />
    public Task<ImmutableArray<AccountState>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            AccountRow.Select + "where a.id = any($1)",
            AccountRow.Read,
            cancellationToken,
            accounts.Select(static account => account.Value).ToArray());

    /// <inheritdoc />
    public Task<ImmutableArray<AccountState>> FindAccountsAsync(
        LedgerId ledger, AccountRole role, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            AccountRow.Select + "where a.ledger_id = $1 and a.role = $2 order by a.id",
            AccountRow.Read,
            cancellationToken,
            ledger,
            role);

    /// <inheritdoc />
    public Task<LedgerTerms?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        LedgerReader.FindAsync(database, ledger, cancellationToken);

    /// <inheritdoc />
    public Task<OperationRecord?> FindOperationAsync(OperationId operation, CancellationToken cancellationToken) =>
        OperationReader.FindAsync(database, operation, cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<PostedLeg>> FindLegsAsync(OperationId operation, CancellationToken cancellationToken) =>
        database.FindRowsAsync(PostedLegRow.OfOperation, PostedLegRow.Read, cancellationToken, operation);

    /// <inheritdoc />
    public Task<PendingTransfer?> FindPendingAsync(TransferId transfer, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            PendingRow.Select + "where p.operation = $1 and p.leg = $2",
            PendingRow.Read,
            cancellationToken,
            transfer.Posting,
            transfer.Leg);

    /// <inheritdoc />
    public Task<ImmutableArray<PendingTransfer>> FindDuePendingsAsync(int limit, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            PendingRow.Select + """
                where p.status = 1 and p.expires_at <= clock_timestamp()
                order by p.expires_at, p.operation, p.leg limit $1
                """,
            PendingRow.Read,
            cancellationToken,
            limit);

    /// <inheritdoc />
    public Task<PaymentRequest?> FindRequestAsync(OperationId request, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            PaymentRequestRow.Select + "where q.id = $1", PaymentRequestRow.Read, cancellationToken, request);

    /// <inheritdoc />
    public Task<ImmutableArray<QueuedTrade>> FindQueuedTradesAsync(
        RegionId region, int limit, CancellationToken cancellationToken) =>
        database.FindRowsAsync(QueuedTradeRow.OfRegion, QueuedTradeRow.Read, cancellationToken, region, limit);

    /// <inheritdoc />
    public Task<ImmutableArray<RegionRecord>> FindRegionsAsync(CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select r.id, r.code, r.name, l.id, r.time_zone
            from regions r join ledgers l on l.region_id = r.id and l.community_id is null order by r.id
            """,
            static row => new RegionRecord(
                new RegionId(row.GetInt32(0)), row.GetString(1), row.GetString(2), new LedgerId(row.GetInt32(3)),
                row.GetString(4)),
            cancellationToken);
}
