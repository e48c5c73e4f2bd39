using System.Collections.Immutable;
using System.Data;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons.Indicators;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <inheritdoc cref="IIndicatorQueries" />
public sealed class IndicatorQueries(RegionalDatabase database) : IIndicatorQueries
{
    private const string Start =
        "select date_trunc('month', min(issued_on))::date from coupon_series where ledger_id = $1";

    private const string Figures = """
        select distinct on (month, indicator) month, indicator, value from coupon_indicators
        where ledger_id = $1 and month between $2 and $3
        order by month, indicator, no desc
        """;

    // Each transfer once from either side; a correction and what it corrects are both left out. A member has a business
    // when the account opening form names one.
    private const string Months = $"""
        with months as (
          select m::date as month, (m + interval '1 month')::date as next
          from generate_series($2::date, $3::date, interval '1 month') as m
        ), moved as (
          select date_trunc('month', t.business_date)::date as month, t.amount, d.id as debit, d.role as debit_role,
                 c.id as credit, c.role as credit_role, t.purpose,
                 coalesce(df.business, '') <> '' as debit_business, coalesce(cf.business, '') <> '' as credit_business,
                 {TransferSql.Stands} as stands
          from transfers t
          join accounts d on d.id = t.debit_account join accounts c on c.id = t.credit_account
          left join member_forms df on df.member_id = d.member_id
          left join member_forms cf on cf.member_id = c.member_id
          where t.ledger_id = $1 and t.action in (1, 3) and t.business_date < ($3::date + interval '1 month')
        ), flows as (
          select month,
            sum(amount) filter (where debit_role = 16 and credit_role = 1 and stands) as notes_in,
            sum(amount) filter (where credit_role = 1 and debit_role in (1, 2, 16) and credit_business and stands
              and not bookkeeping) as to_businesses,
            sum(amount) filter (where debit_role = 1 and credit_role in (1, 2, 16) and not debit_business and stands
              and not bookkeeping) as by_individuals,
            sum(amount) filter (where ((debit_role = 1 and credit_role in (1, 2)) or (debit_role in (2, 16) and credit_role = 1))
              and stands and not bookkeeping) as turnover,
            sum(case when credit_role = 16 then amount when debit_role = 16 then -amount end) as circulation
          from (select *, purpose = any ($4) as bookkeeping from moved) as m
          group by month
        ), sides as (
          select debit as account, month, -amount as amount from moved where debit_role = 1
          union all
          select credit, month, amount from moved where credit_role = 1
        ), balances as (
          select m.month, s.account, sum(s.amount) as balance from months m join sides s on s.month <= m.month
          group by m.month, s.account
        )
        select m.month,
          (select count(*) from accounts a where a.ledger_id = $1 and a.role = 1
             and (a.opened_at at time zone r.time_zone)::date >= m.month
             and (a.opened_at at time zone r.time_zone)::date < m.next),
          coalesce((select sum(f.circulation) from flows f where f.month < m.month), 0)::bigint,
          coalesce((select sum(f.circulation) from flows f where f.month <= m.month), 0)::bigint,
          coalesce(f.notes_in, 0)::bigint,
          coalesce((select sum(b.balance) from balances b where b.month = m.month and b.balance > 0), 0)::bigint,
          coalesce(f.to_businesses, 0)::bigint, coalesce(f.by_individuals, 0)::bigint, coalesce(f.turnover, 0)::bigint
        from months m cross join ledgers l join regions r on r.id = l.region_id
        left join flows f on f.month = m.month
        where l.id = $1 order by m.month
        """;

    // What the book itself moves is nobody's purchase.
    private static readonly string[] NoPurchases = [.. Purposes.Bookkeeping, Purposes.Fee];

    /// <inheritdoc />
    public async Task<IndicatorDetail> FindAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            var session = new StorageSession(connection, transaction, cancellationToken);
            var start = await session.FindValueAsync<DateOnly>(Start, ledger);
            var begun = FirstOf(first) > start ? FirstOf(first) : start;
            return new IndicatorDetail(
                start,
                await session.FindRowsAsync(
                    Figures,
                    static row => new MonthlyFigure(row.Date(0), (Indicator)row.GetInt16(1), row.GetInt64(2)),
                    ledger, first, last),
                begun is { } from && from <= last
                    ? await session.FindRowsAsync(Months, Month, ledger, from, FirstOf(last), NoPurchases)
                    : []);
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static DateOnly FirstOf(DateOnly date) => new(date.Year, date.Month, 1);

    private static CouponMonth Month(NpgsqlDataReader row) => new()
    {
        Month = row.Date(0),
        NewAccounts = row.GetInt64(1),
        OpeningCirculation = row.GetInt64(2),
        Circulation = row.GetInt64(3),
        NotesIn = row.GetInt64(4),
        CreditBalances = row.GetInt64(5),
        ToBusinesses = row.GetInt64(6),
        ByIndividuals = row.GetInt64(7),
        Turnover = row.GetInt64(8),
    };
}
