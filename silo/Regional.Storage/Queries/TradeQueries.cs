using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>Trades and payment requests, from PostgreSQL, by id downwards.</summary>
public sealed class TradeQueries(RegionalDatabase database) : ITradeQueries
{
    private const string Trades = """
        select t.id, g.code, t.status, r.id, rl.code, r.code, r.name, e.id, el.code, e.code, e.name, t.payee_amount, el.currency,
          el.scale, paid.amount, rl.currency, rl.scale, t.kind, t.purpose, t.business_date, t.reference, t.external_reference,
          t.document_date, t.document_number, t.queued_at, q.id, ql.code, q.code, q.name, t.decided_at, t.decided_by,
          spent.no, t.refusal, t.facts, t.actor
        from trades t join regions g on g.id = t.region_id
        join accounts r on r.id = t.payer_account join ledgers rl on rl.id = r.ledger_id
        join accounts e on e.id = t.payee_account join ledgers el on el.id = e.ledger_id
        left join accounts q on q.id = t.queue_account left join ledgers ql on ql.id = q.ledger_id
        left join lateral (
          select x.amount from transfers x
          where x.trade = t.id and t.status = 2 and x.operation = t.decided_by and x.debit_account = t.payer_account
          order by x.leg limit 1) as paid on true
        left join lateral (
          select w.no from transfers x join windows w on w.id = x.window_id
          where x.trade = t.id and t.status = 2 and x.operation = t.decided_by limit 1) as spent on true

        """;

    private const string Requests = """
        select q.id, e.id, el.code, e.code, e.name, r.id, rl.code, r.code, r.name, q.amount, el.currency, el.scale, q.kind,
          q.purpose, q.reference, q.document_number, q.requested_at, q.expires_at,
          case when q.status = 1 and q.expires_at <= clock_timestamp() then 4 else q.status end::smallint, q.answered_by,
          q.answered_at, q.actor
        from payment_requests q
        join accounts e on e.id = q.payee_account join ledgers el on el.id = e.ledger_id
        join accounts r on r.id = q.payer_account join ledgers rl on rl.id = r.ledger_id

        """;

    private const string RequestPage = """
         and ($2::smallint is null
            or case when q.status = 1 and q.expires_at <= clock_timestamp() then 4 else q.status end = $2)
          and ($3::uuid is null or q.id < $3)
        order by q.id desc limit $4
        """;

    /// <inheritdoc />
    public async Task<Page<TradeDetail>> FindTradesAsync(
        RegionId region, TradeFilter filter, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Trades + """
                where t.region_id = $1 and ($2::smallint is null or t.status = $2)
                  and ($3::integer is null or $3 in (rl.community_id, el.community_id))
                  and ($4::bigint is null or $4 in (t.payer_account, t.payee_account))
                  and ($5::uuid is null or t.id < $5)
                order by t.id desc limit $6
                """,
            ReadTrade, cancellationToken, region, filter.Status, filter.Community, filter.Account, page.IdCursor(),
            page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static trade => trade.Id.ToString());
    }

    /// <inheritdoc />
    public Task<TradeDetail?> FindTradeAsync(OperationId trade, CancellationToken cancellationToken) =>
        database.FindRowAsync(Trades + "where t.id = $1", ReadTrade, cancellationToken, trade);

    /// <inheritdoc />
    public Task<Page<RequestDetail>> FindRequestsAsync(
        AccountId account, RequestStatus? status, PageRequest page, CancellationToken cancellationToken) =>
        FindPageAsync("where $1 in (q.payee_account, q.payer_account)", account, status, page, cancellationToken);

    /// <inheritdoc />
    public Task<Page<RequestDetail>> FindRequestsAsync(
        CommunityId community, RequestStatus? status, PageRequest page, CancellationToken cancellationToken) =>
        FindPageAsync("where $1 in (el.community_id, rl.community_id)", community, status, page, cancellationToken);

    /// <inheritdoc />
    public Task<RequestDetail?> FindRequestAsync(OperationId request, CancellationToken cancellationToken) =>
        database.FindRowAsync(Requests + "where q.id = $1", ReadRequest, cancellationToken, request);

    private async Task<Page<RequestDetail>> FindPageAsync(
        string where, object of, RequestStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            Requests + where + RequestPage, ReadRequest, cancellationToken, of, status, page.IdCursor(),
            page.LimitInBounds + 1);
        return rows.ToPage(page.LimitInBounds, static request => request.Id.ToString());
    }

    private static TradeDetail ReadTrade(NpgsqlDataReader row) => new(
        row.Operation(0), row.GetString(1), (TradeStatus)row.GetInt16(2), row.Name(3), row.Name(7), row.Amount(11),
        row.IsDBNull(14) ? null : row.Amount(14), (TransferKind)row.GetInt16(17), row.GetString(18), row.Date(19),
        row.Texts(20), row.TimeOrNull(24), row.IsDBNull(25) ? null : row.Name(25), row.TimeOrNull(29),
        row.OperationOrNull(30), row.IntOrNull(31),
        row.IsDBNull(32) ? null : StoredRefusal.Read(row.GetInt16(32), row.TextOrNull(33)), row.GetString(34));

    private static RequestDetail ReadRequest(NpgsqlDataReader row) => new(
        row.Operation(0), row.Name(1), row.Name(5), row.Amount(9), (TransferKind)row.GetInt16(12), row.GetString(13),
        row.TextOrNull(14), row.TextOrNull(15), row.Time(16), row.Time(17), (RequestStatus)row.GetInt16(18),
        row.OperationOrNull(19), row.TimeOrNull(20), row.GetString(21));
}
