using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Storage.Queries.SavingsPool;

/// <summary>
/// How rows become agreements. A plan starts from the last draw that counts; before one, from what was proposed. Month ends
/// are counted from the draw's own month, which is the statement before the first payment.
/// </summary>
internal static class AgreementRow
{
    // $1 of LastDraw's alias g: an agreement.
    private const string LastDraw = """
        left join lateral (
          select w.balance, w.points, w.business_date
          from pool_draws_in_force d join pool_withdrawals w on w.operation = d.operation
          where d.agreement_id = g.id and d.amount > 0
          order by w.at desc, w.operation desc limit 1) s on true
        """;

    /// <summary>A query of agreements; ends in <c>where</c> and so on.</summary>
    public const string Select = $"""
        select g.id, g.ledger_id, a.id, l.code, a.code, a.name, g.amount, l.currency, l.scale, pool_drawn(g.id), g.term_months,
          coalesce(s.balance, g.balance), coalesce(s.points, g.points), g.repayment, g.saving, g.status, g.proposed_at,
          g.decided_at, g.actor, g.reason, v.members, v.choices, v.times, n.members, m.months, m.balance, m.opening
        from pool_agreements g
        join accounts a on a.id = g.account_id join ledgers l on l.id = g.ledger_id
        {LastDraw}
        left join lateral (
          select array_agg(m.code order by m.code) as members, array_agg(v.choice order by m.code) as choices,
                 array_agg(v.at order by m.code) as times
          from pool_votes v join members m on m.id = v.member_id
          where v.agreement_id = g.id and v.replaced_by is null) v on true
        left join lateral (
          select array_agg(m.code order by x.at, m.code) as members
          from pool_signatures x join members m on m.id = x.member_id where x.agreement_id = g.id) n on true
        left join lateral (
          select x.balance, x.opening,
                 (select count(*) from periods q where q.ledger_id = p.ledger_id and q.no <= p.no
                  and q.last_date >= s.business_date)::integer - 1 as months
          from pool_point_lines x join periods p on p.id = x.period_id
          where x.account_id = g.account_id and p.last_date >= s.business_date
          order by p.no desc limit 1) m on true
        """;

    /// <summary>Drawn agreements of ledger $1 against the lines of period $2.</summary>
    public const string StandingsAt = $"""
        select g.id, a.code, a.name, s.balance, s.points, g.repayment, g.saving,
               (select count(*) from periods q where q.ledger_id = p.ledger_id and q.no <= p.no
                and q.last_date >= s.business_date)::integer - 1,
               x.balance, x.opening
        from pool_agreements g
        join accounts a on a.id = g.account_id
        {LastDraw}
        join periods p on p.id = $2
        join pool_point_lines x on x.period_id = p.id and x.account_id = g.account_id
        where g.ledger_id = $1 and s.business_date <= p.last_date
        order by a.code, g.id
        """;

    public static AgreementDetail Read(NpgsqlDataReader row)
    {
        var start = new PlanStart(row.GetInt64(11), row.GetInt64(12), row.GetInt64(13), row.GetInt64(14));
        return new AgreementDetail
        {
            Id = row.Operation(0),
            Ledger = new LedgerId(row.GetInt32(1)),
            Account = row.Name(2),
            Amount = row.Amount(6),
            DrawnMinor = row.GetInt64(9),
            TermMonths = row.GetInt32(10),
            Start = start,
            Status = (ProposalStatus)row.GetInt16(15),
            ProposedAt = row.Time(16),
            DecidedAt = row.TimeOrNull(17),
            Actor = row.GetString(18),
            Reason = row.TextOrNull(19),
            Votes = row.IsDBNull(20)
                ? []
                : [
                    .. row.GetFieldValue<string[]>(20).Zip(
                        row.GetFieldValue<short[]>(21), row.GetFieldValue<DateTimeOffset[]>(22))
                        .Select(static vote => new VoteDetail(vote.First, (VoteChoice)vote.Second, vote.Third)),
                ],
            Signatures = row.IsDBNull(23) ? [] : [.. row.GetFieldValue<string[]>(23)],
            Standing = row.IsDBNull(24)
                ? null
                : Stand(start, row.GetInt32(24), new PointsLine(row.GetInt64(25), row.GetInt64(26))),
        };
    }

    /// <summary>Reads a row of <see cref="StandingsAt"/>; null: the plan cannot be worked out.</summary>
    public static OverduePlan? ReadOverdue(NpgsqlDataReader row)
    {
        var start = new PlanStart(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5), row.GetInt64(6));
        return Stand(start, row.GetInt32(7), new PointsLine(row.GetInt64(8), row.GetInt64(9))) is { } standing
            ? new OverduePlan(row.Operation(0), row.GetString(1), row.GetString(2), standing)
            : null;
    }

    // Drawn later than proposed, a plan may have become too long; then it is the agreement itself that must be mended.
    private static PlanStanding? Stand(PlanStart start, int months, PointsLine line) =>
        RepaymentPlan.Make(start).TryGet(out var plan, out _) ? PlanStanding.Of(plan, months, line) : null;
}
