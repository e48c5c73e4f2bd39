namespace Regional.Storage.Queries;

/// <summary>
/// The transaction ledger of 002 (II.B.2) from the journal: one line per operation and account. Lines of the counter take
/// notes from <c>coupon_lines</c> and fees from all transfers of the operation to #1 and #2; payments and trades from the
/// account's own transfers. Fees that #1 and #2 receive stand on the payer's line.
/// </summary>
internal static class CouponLines
{
    /// <summary>
    /// $1 ledger, $2 first date, $3 last date, $4 account or null. Columns: operation, business date, account, name, code,
    /// role, in, out, administration, fund, payment in, payment out, evidence, paper line, entered by.
    /// </summary>
    public const string Sql = """
        with moved as (
          select t.operation, t.commit_no, t.ordinal, t.business_date, t.entered_by, t.purpose, t.amount, side.sign,
                 side.account_id, mine.role, other.role as other_role
          from transfers t
          cross join lateral (values (t.debit_account, t.credit_account, -1), (t.credit_account, t.debit_account, 1))
            as side (account_id, other_id, sign)
          join accounts mine on mine.id = side.account_id
          join accounts other on other.id = side.other_id
          where t.ledger_id = $1 and t.action in (1, 3) and t.business_date between $2 and $3
        ), operations_of as (
          select operation, min(commit_no) as commit_no, min(ordinal) as ordinal, min(business_date) as business_date,
                 min(entered_by) as entered_by,
                 coalesce(sum(sign * amount) filter (where role = 17 and purpose = 'fee'), 0)::bigint as administration,
                 coalesce(sum(sign * amount) filter (where role = 18 and purpose = 'fee'), 0)::bigint as fund
          from moved group by operation
        ), lines as (
          select o.operation, o.commit_no, o.ordinal, o.business_date, l.account_id, l.notes_in, l.notes_out,
                 o.administration, o.fund, 0::bigint as payment_in, 0::bigint as payment_out, l.evidence, l.paper_line,
                 o.entered_by
          from operations_of o join coupon_lines l on l.operation = o.operation
          union all
          select m.operation, min(m.commit_no), min(m.ordinal), min(m.business_date), m.account_id, 0, 0,
                 coalesce(-sum(m.sign * m.amount) filter (where m.role = 1 and m.other_role = 17 and m.purpose = 'fee'), 0)::bigint,
                 coalesce(-sum(m.sign * m.amount) filter (where m.role = 1 and m.other_role = 18 and m.purpose = 'fee'), 0)::bigint,
                 coalesce(sum(m.amount) filter (where m.sign > 0 and not (m.purpose = 'fee' and m.other_role in (17, 18))), 0)::bigint,
                 coalesce(sum(m.amount) filter (where m.sign < 0 and not (m.purpose = 'fee' and m.other_role in (17, 18))), 0)::bigint,
                 0::smallint, null, min(m.entered_by)
          from moved m
          where m.role in (1, 17, 18) and not (m.role in (17, 18) and m.purpose = 'fee')
            and not exists (select from coupon_lines l where l.operation = m.operation)
          group by m.operation, m.account_id
        )
        select l.operation, l.business_date, l.account_id, a.name, a.code, a.role, l.notes_in, l.notes_out,
               l.administration, l.fund, l.payment_in, l.payment_out, l.evidence, l.paper_line, l.entered_by
        from lines l join accounts a on a.id = l.account_id
        where $4::bigint is null or l.account_id = $4
        order by l.commit_no, l.ordinal, l.account_id
        """;
}
