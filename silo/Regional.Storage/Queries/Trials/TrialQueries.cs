using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Domain.Schemes.Trials;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries.Trials;

/// <inheritdoc cref="ITrialQueries" />
public sealed class TrialQueries(RegionalDatabase database) : ITrialQueries
{
    private const string Proposals = """
        select (g.decided_at at time zone r.time_zone)::date, a.code, g.amount, m.members, m.borrowers,
          v.yes, v.no, v.abstained, v.own_yes, v.own_no, v.own_abstained, s.signed, s.own_signed
        from pool_agreements g
        join accounts a on a.id = g.account_id
        join ledgers l on l.id = g.ledger_id join regions r on r.id = l.region_id
        cross join lateral (
          select count(distinct b.member_id)::integer as members,
            count(distinct b.member_id) filter (where b.member_id = a.member_id)::integer as borrowers
          from accounts b
          where b.ledger_id = g.ledger_id and b.role = 1 and b.status <> 4 and b.opened_at <= g.decided_at) m
        cross join lateral (
          select count(*) filter (where x.choice = 1)::integer as yes, count(*) filter (where x.choice = 2)::integer as no,
            count(*) filter (where x.choice = 3)::integer as abstained,
            count(*) filter (where x.choice = 1 and x.member_id = a.member_id)::integer as own_yes,
            count(*) filter (where x.choice = 2 and x.member_id = a.member_id)::integer as own_no,
            count(*) filter (where x.choice = 3 and x.member_id = a.member_id)::integer as own_abstained
          from pool_votes x where x.agreement_id = g.id and x.replaced_by is null) v
        cross join lateral (
          select count(*)::integer as signed, count(*) filter (where x.member_id = a.member_id)::integer as own_signed
          from pool_signatures x where x.agreement_id = g.id) s
        where g.ledger_id = $1 and g.status in (2, 3) and (g.decided_at at time zone r.time_zone)::date between $2 and $3
        order by g.decided_at, g.id
        """;

    // What a member draws at the counter or pays: the first transfer of each operation says the balance before it.
    private const string Drawings = $"""
        with paid as (
          select t.operation, min(t.commit_no) as commit_no, min(t.ordinal) as ordinal, min(t.business_date) as day,
            t.debit_account, sum(t.amount) as debited, sum(t.amount) filter (where t.purpose <> 'fee') as paid,
            (array_agg(t.debit_balance + t.amount order by t.debit_entry))[1] as before, bool_or(c.role = 16) as is_notes
          from transfers t
          join accounts d on d.id = t.debit_account and d.role = 1
          join accounts c on c.id = t.credit_account
          where t.ledger_id = $1 and t.action in (1, 3) and t.business_date between $2 and $3
            and t.forced_reason is null and t.purpose not in ('opening', 'correction', 'settlement', 'exchange-difference')
            and {TransferSql.Stands}
          group by t.operation, t.debit_account)
        select p.day, a.code, p.paid::bigint, p.debited::bigint, p.before, m.limit_minor, not p.is_notes
        from paid p join accounts a on a.id = p.debit_account
        left join coupon_limits m on m.account_id = a.id
        where p.paid > 0
        order by p.commit_no, p.ordinal
        """;

    private const string Periods = """
        select p.last_date, k.accounts, k.debts
        from periods p
        cross join lateral (
          select count(*) as accounts,
            coalesce(array_agg(-t.opening order by t.account_id) filter (where t.opening < 0), '{}') as debts
          from period_totals t join accounts a on a.id = t.account_id and a.role = 1
          join ledgers l on l.id = a.ledger_id join regions r on r.id = l.region_id
          where t.period_id = p.id and ((a.opened_at at time zone r.time_zone)::date <= p.last_date
            or t.opening <> 0 or t.debits <> 0 or t.credits <> 0)) k
        where p.ledger_id = $1 and p.status >= 3 and p.last_date between $2 and $3
        order by p.no
        """;

    // A month end's charge is for its last day too: it is gone from the day after.
    private const string Lots = """
        select a.code, o.arrived_on, o.matures_on, o.amount, u.days, u.taken
        from accounts a join komoko_lots o on o.account_id = a.id
        left join lateral (
          select array_agg(t.business_date + case when x.paid = 0 then 1 else 0 end order by t.business_date) as days,
            array_agg(x.paid + x.charged order by t.business_date) as taken
          from komoko_lot_uses x join operations p on p.id = x.operation
          cross join lateral (
            select y.business_date from transfers y
            where y.commit_no = p.commit_no and y.operation = p.id order by y.ordinal limit 1) t
          where x.lot_id = o.id and t.business_date <= $2) u on true
        where a.ledger_id = $1 and o.arrived_on <= $2
        order by a.code, o.id
        """;

    /// <inheritdoc />
    public Task<ImmutableArray<WithdrawalPast>> FindWithdrawalsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select w.business_date, a.code, w.own, w.loan, w.points
        from pool_withdrawals w join accounts a on a.id = w.account_id join operations o on o.id = w.operation
        where a.ledger_id = $1 and w.business_date between $2 and $3
          and not exists (select from corrections c where c.corrected = w.operation)
        order by o.commit_no, w.operation
        """,
        static row => new WithdrawalPast(row.Date(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4)),
        cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<ProposalPast>> FindProposalsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        database.FindRowsAsync(Proposals, Proposal, cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<DrawingPast>> FindDrawingsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        Drawings,
        static row => new DrawingPast(
            row.Date(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.LongOrNull(5),
            row.GetBoolean(6)),
        cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<PeriodPast>> FindPeriodsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        Periods,
        static row => new PeriodPast(row.Date(0), row.GetInt64(1), [.. row.GetFieldValue<long[]>(2)]),
        cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<LotPast>> FindLotsAsync(
        LedgerId ledger, DateOnly last, CancellationToken cancellationToken) =>
        database.FindRowsAsync(Lots, Lot, cancellationToken, ledger, last);

    /// <inheritdoc />
    public Task<ImmutableArray<LevyPast>> FindLeviesAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        $"""
        select t.debit_account, t.business_date, sum(t.amount)::bigint from transfers t
        where t.ledger_id = $1 and t.purpose = 'levy' and t.action = 1 and t.business_date between $2 and $3
          and {TransferSql.Stands}
        group by t.debit_account, t.business_date
        """,
        static row => new LevyPast(new AccountId(row.GetInt64(0)), row.Date(1), row.GetInt64(2)),
        cancellationToken, ledger, first, last);

    private static ProposalPast Proposal(NpgsqlDataReader row)
    {
        var (members, borrowers) = (row.GetInt32(3), row.GetInt32(4));
        var (yes, no, abstained) = (row.GetInt32(5), row.GetInt32(6), row.GetInt32(7));
        return new ProposalPast(
            row.Date(0), row.GetString(1), row.GetInt64(2),
            new PastProposal(
                new VoteCount(
                    members - borrowers, yes - row.GetInt32(8), no - row.GetInt32(9), abstained - row.GetInt32(10)),
                new VoteCount(members, yes, no, abstained), row.GetInt32(11), row.GetInt32(12)));
    }

    private static LotPast Lot(NpgsqlDataReader row) => new(
        row.GetString(0), row.Date(1), row.Date(2), row.GetInt64(3),
        row.IsDBNull(4)
            ? []
            : [.. row.GetFieldValue<DateOnly[]>(4).Zip(row.GetFieldValue<long[]>(5))]);
}
