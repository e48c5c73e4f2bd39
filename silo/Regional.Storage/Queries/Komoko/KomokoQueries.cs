using System.Collections.Frozen;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Schema;
using Regional.Storage.Schemes.Komoko;

namespace Regional.Storage.Queries.Komoko;

/// <inheritdoc cref="IKomokoQueries" />
public sealed class KomokoQueries(RegionalDatabase database) : IKomokoQueries
{
    /// <inheritdoc />
    public Task<KomokoParty?> FindPartyAsync(AccountId account, DateOnly date, CancellationToken cancellationToken) =>
        database.FindRowAsync(
            KomokoPartyRow.Select, KomokoPartyRow.Read, cancellationToken, new[] { account.Value }, date);

    /// <inheritdoc />
    public async Task<Page<LotRecord>> FindLotsAsync(
        AccountId account, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            """
            select o.id, o.operation, o.arrived_on, o.matures_on, o.amount, o.open, coalesce(u.paid, 0)::bigint,
              coalesce(u.charged, 0)::bigint, o.closed_by
            from (select * from komoko_lots where account_id = $1 and id < $2 order by id desc limit $3) o
            left join lateral (
              select sum(paid) as paid, sum(charged) as charged from komoko_lot_uses u where u.lot_id = o.id) u on true
            order by o.id desc
            """,
            static row => new LotRecord(
                row.GetInt64(0), row.Operation(1), row.Date(2), row.Date(3), row.GetInt64(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7), row.OperationOrNull(8)),
            cancellationToken, account, page.NumberCursor() ?? long.MaxValue, page.Limit + 1);
        return rows.ToPage(page.Limit, static lot => $"{lot.Id}");
    }

    /// <inheritdoc />
    public async Task<ProjectRecord?> FindProjectAsync(AccountId account, CancellationToken cancellationToken)
    {
        var found = await database.FindRowAsync(
            """
            select p.first_month, p.ends_on, p.forecast, p.has_monthly_limits, p.pledge, p.underwriter,
              a.credits_posted - a.debits_posted, a.floor, p.ended_on, p.ended_by, p.loss, p.refunded, p.proceeds
            from komoko_projects p join accounts a on a.id = p.account_id where p.account_id = $1
            """,
            static row => new ProjectRecord(
                new ProjectTerms(row.Date(0), row.Date(1), [.. row.GetFieldValue<long[]>(2)], row.GetBoolean(3))
                {
                    EndedOn = row.IsDBNull(8) ? null : row.Date(8),
                },
                row.GetString(4), row.GetString(5), row.GetInt64(6), row.LongOrNull(7), SpentMinor: [],
                row.IsDBNull(8)
                    ? null
                    : new ProjectFailureRecord(
                        row.Operation(9), row.GetInt64(10), row.GetInt64(11), row.GetInt64(12))),
            cancellationToken, account);
        if (found is null)
        {
            return null;
        }

        var spent = await database.FindRowsAsync(
            $"""
            select greatest(date_trunc('month', t.business_date)::date, $2), sum(t.amount)::bigint
            from transfers t
            where t.debit_account = $1 and t.action in (1, 3) and {TransferSql.Stands}
            group by 1
            """,
            static row => KeyValuePair.Create(row.Date(0), row.GetInt64(1)),
            cancellationToken, account, found.Terms.FirstMonth);
        var byMonth = spent.ToDictionary();
        var last = byMonth.Keys.DefaultIfEmpty(found.Terms.FirstMonth).Max();
        var months = ((last.Year - found.Terms.FirstMonth.Year) * 12) + last.Month - found.Terms.FirstMonth.Month + 1;
        return found with
        {
            SpentMinor =
            [
                .. Enumerable.Range(0, int.Max(months, found.Terms.ForecastMinor.Length))
                    .Select(at => byMonth.GetValueOrDefault(found.Terms.FirstMonth.AddMonths(at))),
            ],
        };
    }

    /// <inheritdoc />
    public async Task<Page<BidRecord>> FindBidsAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            """
            select b.id, b.operation, a.id, l.code, a.code, a.name, b.amount, b.matures_on, b.renewed_to
            from komoko_bids b join accounts a on a.id = b.producer join ledgers l on l.id = b.ledger_id
            where b.ledger_id = $1 and b.id < $2 order by b.id desc limit $3
            """,
            static row => new BidRecord(
                row.GetInt64(0), row.Operation(1), row.Name(2), row.GetInt64(6), row.Date(7), row.Date(8)),
            cancellationToken, ledger, page.NumberCursor() ?? long.MaxValue, page.Limit + 1);
        return rows.ToPage(page.Limit, static bid => $"{bid.Id}");
    }

    /// <inheritdoc />
    public async Task<FinancialHistory> FindFinancialHistoryAsync(
        LedgerId ledger, DateOnly upTo, CancellationToken cancellationToken)
    {
        var moves = await database.FindRowsAsync(
            $"""
            select t.operation, p.id, p.code, r.id, r.code, t.amount, t.business_date
            from accounts f
            join transfers t on t.debit_account = f.id and t.kind = 2 and t.action in (1, 3) and t.business_date <= $2
            join accounts o on o.id = t.credit_account
            join members p on p.id = f.member_id
            join members r on r.id = o.member_id and r.id <> p.id
            where f.ledger_id = $1 and f.role = 1
              and {TransferSql.Stands}
            order by t.business_date, t.commit_no, t.ordinal
            """,
            static row => (
                Move: new FinancialMove(
                    row.Operation(0), new MemberId(row.GetInt64(1)), new MemberId(row.GetInt64(3)), row.GetInt64(5), row.Date(6)),
                Payer: row.GetString(2), Payee: row.GetString(4)),
            cancellationToken, ledger, upTo);
        return new FinancialHistory(
            [.. moves.Select(static row => row.Move)],
            await KomokoProfiles.FindAsync(database, ledger, DateOnly.MaxValue, cancellationToken),
            moves.SelectMany(static row => new[] { (row.Move.From, row.Payer), (row.Move.To, row.Payee) })
                .DistinctBy(static holder => holder.Item1)
                .ToFrozenDictionary(static holder => holder.Item1, static holder => holder.Item2));
    }
}
