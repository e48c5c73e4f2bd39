using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Periods;

/// <summary>Repayments of a coupon book's periods.</summary>
internal sealed class RepaymentRecordTable : PeriodRecordTable
{
    // Credits of the period from the first entry that the periods before have not counted; what was corrected is none.
    private const string Paid = $"""
        select t.credit_account, sum(t.amount)::bigint
        from unnest($1::bigint[]) as a (id)
        left join period_totals b on b.account_id = a.id
          and b.period_id = (select p.id from periods p where p.ledger_id = $2 and p.no = $3 - 1)
        join transfers t on t.credit_account = a.id and t.credit_entry >= coalesce(b.next_entry, 1)
        where t.action in (1, 3) and t.business_date between $4 and $5 and {TransferSql.Stands}
        group by t.credit_account
        """;

    public override async Task WriteAsync(CommandScope scope, PeriodSpan period, ImmutableArray<PeriodRecord> records)
    {
        var rows = records.OfType<RepaymentRecord>().ToArray();
        if (rows.Length > 0)
        {
            await scope.ExecuteAsync(
                """
                insert into coupon_repayments (period_id, account_id, debt, due, paid)
                select $1, * from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
                """,
                period.Id.Value,
                Array.ConvertAll(rows, static row => row.Account.Value),
                Array.ConvertAll(rows, static row => row.Line.DebtMinor),
                Array.ConvertAll(rows, static row => row.Line.DueMinor),
                Array.ConvertAll(rows, static row => row.Line.PaidMinor));
        }
    }

    /// <summary>What came in of accounts that opened the period below zero.</summary>
    public static async Task<PeriodState> ReadAsync(
        RegionalDatabase database, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken)
    {
        long[] owing = [.. accounts.Where(static account => account.Opening < 0).Select(static account => account.Id.Value)];
        var rows = owing.Length == 0
            ? []
            : await database.FindRowsAsync(
                Paid, static row => KeyValuePair.Create(new AccountId(row.GetInt64(0)), row.GetInt64(1)), cancellationToken,
                owing, context.Ledger, context.Period.No, context.Period.FirstDate, context.Period.LastDate);
        return new RepaidInPeriod(rows.ToImmutableDictionary());
    }
}
