using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Queries;

namespace Regional.Storage.MutualCredit;

/// <summary>What the terms' model grants some accounts of a ledger, read set-wise; granted or only shown.</summary>
internal static class LimitReview
{
    // Role 1 is a member's, status 4 closed.
    private const string Accounts = """
        select a.id, a.code, a.name, a.credits_posted - a.debits_posted, a.floor, a.ceiling,
          coalesce(g.payroll, 0), coalesce(g.commercial, 0), coalesce(p.monthly_pay, 0), p.id, a.entries
        from accounts a
        left join lateral (
          select payroll, commercial from credit_grants where account_id = a.id order by id desc limit 1) g on true
        left join lateral (
          select id, monthly_pay from credit_pay where account_id = a.id order by id desc limit 1) p on true
        where a.ledger_id = $1 and a.role = 1 and a.status <> 4 and a.id > $2 and ($3::bigint is null or a.id = $3)
        order by a.id limit $4
        """;

    // A trade's counterparty is whoever paid it in the other ledger; what was corrected was no sale.
    private const string Sales = """
        select s.account, s.payer, coalesce(sum(s.amount) filter (where s.business_date >= $3), 0)::bigint,
          min(s.business_date)
        from (
          select t.credit_account as account, t.amount, t.business_date,
            coalesce((
              select f.debit_account from transfers f where t.trade is not null and f.trade = t.trade
              order by f.commit_no, f.ordinal limit 1), t.debit_account) as payer
          from transfers t
          where t.credit_account = any ($1) and t.action in (1, 3) and t.purpose = any ($2) and t.business_date <= $4
            and not exists (select from corrections c where c.corrected = t.operation)) s
        group by s.account, s.payer
        """;

    /// <summary>The next accounts after one, in order of their ids.</summary>
    public static async Task<ImmutableArray<ReviewedLimit>> ReadAsync(StorageSession session, LimitQuestion asked)
    {
        var accounts = await session.FindRowsAsync(
            Accounts, ReadAccount, asked.Ledger, asked.After.Value, asked.Only?.Value, asked.Limit);
        var sales = asked.Terms.Model == LimitModel.Greco ? await ReadSalesAsync(session, accounts, asked) : null;
        return [.. accounts.Select(account => account with { Basis = BasisOf(account, sales, asked) })];
    }

    private static LimitBasis BasisOf(
        ReviewedLimit account, Dictionary<long, (ImmutableArray<long> Amounts, DateOnly First)>? sales, LimitQuestion asked) =>
        asked.Terms.Model switch
        {
            LimitModel.Fixed => LimitBasis.Fixed(asked.FixedLimitMinor ?? 0, asked.Terms),
            LimitModel.Greco => sales!.TryGetValue(account.Account.Value, out var sold)
                ? LimitBasis.Greco(sold.Amounts, sold.First, asked.AsOf, asked.Terms)
                : LimitBasis.Greco([], firstSale: null, asked.AsOf, asked.Terms),
            LimitModel.Riegel => LimitBasis.Riegel(account.MonthlyPayMinor, asked.Terms),
        };

    private static async Task<Dictionary<long, (ImmutableArray<long> Amounts, DateOnly First)>> ReadSalesAsync(
        StorageSession session, ImmutableArray<ReviewedLimit> accounts, LimitQuestion asked)
    {
        var rows = await session.FindRowsAsync(
            Sales,
            static row => (Account: row.GetInt64(0), Amount: row.GetInt64(2), First: row.Date(3)),
            accounts.Select(static account => account.Account.Value).ToArray(), asked.Terms.SalesPurposes.ToArray(),
            LimitBasis.FirstDate(asked.AsOf, asked.Terms), asked.AsOf);
        return rows.GroupBy(static row => row.Account).ToDictionary(
            static rows => rows.Key,
            static rows => (rows.Select(static row => row.Amount).ToImmutableArray(), rows.Min(static row => row.First)));
    }

    private static ReviewedLimit ReadAccount(NpgsqlDataReader row) => new()
    {
        Account = new AccountId(row.GetInt64(0)),
        Code = row.GetString(1),
        Name = row.GetString(2),
        BalanceMinor = row.GetInt64(3),
        FloorMinor = row.LongOrNull(4),
        CeilingMinor = row.LongOrNull(5),
        PayrollMinor = row.GetInt64(6),
        CommercialMinor = row.GetInt64(7),
        MonthlyPayMinor = row.GetInt64(8),
        PayId = row.LongOrNull(9),
        Entries = row.GetInt64(10),
        Basis = LimitBasis.Fixed(0, new CreditTerms()),
    };
}
