using System.Collections.Immutable;
using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Directory;

namespace Regional.Storage.Queries.Verify;

/// <summary>
/// Works every granted limit out again: Greco's from the sales among the entries that the account had then, Riegel's from
/// the declared pay, under the terms it names; and compares what comes out with what was granted.
/// </summary>
internal static class GrantReplay
{
    /// <summary>The check's name.</summary>
    public const string Check = "creditLimits";

    // One read of grants and one of their sales.
    private const int ChunkSize = 1_000;

    private const string Grants = """
        select g.id, g.account_id, g.operation, g.model, g.as_of, g.credit_limit, g.payroll, g.commercial, g.ceiling, g.sales,
          g.counted, g.months, g.monthly_pay, g.entries, l.currency, l.scale, coalesce(m.parameters, '{}')::text,
          coalesce(p.monthly_pay, 0),
          g.terms_id is null or coalesce(m.ledger_id = a.ledger_id and m.valid_from <= g.as_of, false),
          g.pay_id is null or coalesce(p.account_id = g.account_id, false)
        from credit_grants g
        join accounts a on a.id = g.account_id join ledgers l on l.id = a.ledger_id
        left join terms m on m.id = g.terms_id
        left join credit_pay p on p.id = g.pay_id
        where g.entries is not null and g.id > $1 order by g.id limit $2
        """;

    // A sale counts unless its correction was among the entries, too. A trade's payer is whoever its first transfer debits.
    private const string Sales = """
        select n.id, k.payer, coalesce(sum(k.amount) filter (where k.business_date >= n.first), 0)::bigint, min(k.business_date)
        from unnest($1, $2, $3, $4, $5, $6) as n (id, account, entries, first, as_of, purposes)
        cross join lateral (
          select t.amount, t.business_date, coalesce(
              (select f.debit_account from transfers f
               where t.trade is not null and f.trade = t.trade order by f.commit_no, f.ordinal limit 1),
              t.debit_account) as payer
          from transfers t
          where t.credit_account = n.account and t.credit_entry <= n.entries and t.action in (1, 3)
            and t.business_date <= n.as_of and t.purpose = any (string_to_array(n.purposes, ','))
            and not exists (
              select from corrections c join transfers r on r.operation = c.correction
              where c.corrected = t.operation and r.debit_account = n.account and r.debit_entry <= n.entries)) k
        group by n.id, k.payer
        """;

    public static async Task RunAsync(NpgsqlConnection connection, Findings findings, CancellationToken cancellationToken)
    {
        findings.Begin(Check);
        ImmutableArray<KeptGrant> grants;
        for (var after = 0L; ; after = grants[^1].Id)
        {
            grants = await ReadAsync(
                connection, Grants, KeptGrant.Read, cancellationToken, after, ChunkSize);
            var sales = await ReadSalesAsync(connection, grants, cancellationToken);
            foreach (var grant in grants)
            {
                grant.Compare(sales[grant.Id], findings);
            }

            if (grants.Length < ChunkSize)
            {
                return;
            }
        }
    }

    private static async Task<ILookup<long, (long Amount, DateOnly First)>> ReadSalesAsync(
        NpgsqlConnection connection, ImmutableArray<KeptGrant> grants, CancellationToken cancellationToken)
    {
        var asked = grants.Where(static grant => grant.Terms.Model == LimitModel.Greco).ToArray();
        var rows = await ReadAsync(
            connection,
            Sales,
            static row => (Grant: row.GetInt64(0), Amount: row.GetInt64(2), First: row.Date(3)),
            cancellationToken,
            Array.ConvertAll(asked, static grant => grant.Id),
            Array.ConvertAll(asked, static grant => grant.Account),
            Array.ConvertAll(asked, static grant => grant.Entries),
            Array.ConvertAll(asked, static grant => LimitBasis.FirstDate(grant.AsOf, grant.Terms)),
            Array.ConvertAll(asked, static grant => grant.AsOf),
            Array.ConvertAll(asked, static grant => string.Join(',', grant.Terms.SalesPurposes)));
        return rows.ToLookup(static row => row.Grant, static row => (row.Amount, row.First));
    }

    private static async Task<ImmutableArray<T>> ReadAsync<T>(
        NpgsqlConnection connection, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        command.Parameters.Bind(values);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rows = ImmutableArray.CreateBuilder<T>();
        while (await row.ReadAsync(cancellationToken))
        {
            rows.Add(read(row));
        }

        return rows.ToImmutable();
    }
}

/// <summary>A grant as it is kept, with what it says it rests on. Minor units.</summary>
internal sealed record KeptGrant
{
    /// <summary>Its number.</summary>
    public required long Id { get; init; }

    /// <summary>The account.</summary>
    public required long Account { get; init; }

    /// <summary>The last date that counts.</summary>
    public required DateOnly AsOf { get; init; }

    /// <summary>The account's entries that count.</summary>
    public required long Entries { get; init; }

    /// <summary>The terms it names, read now.</summary>
    public required CreditTerms Terms { get; init; }

    private string Subject { get; init; } = "";

    private string Model { get; init; } = "";

    private long DeclaredPay { get; init; }

    private LimitBasis Kept { get; init; } = new(0, 0, 0, 0, new CreditGrant(0, 0, 0, CeilingMinor: null));

    private bool HasOwnTerms { get; init; }

    private bool HasOwnPay { get; init; }

    /// <summary>Reads a row.</summary>
    public static KeptGrant Read(NpgsqlDataReader row)
    {
        var currency = new Currency(row.GetString(14), checked((byte)row.GetInt16(15)));
        return new KeptGrant
        {
            Id = row.GetInt64(0),
            Account = row.GetInt64(1),
            AsOf = row.Date(4),
            Entries = row.GetInt64(13),
            Terms = CreditTerms.Of(new SchemeParameters(DatedTermsRow.ReadParameters(row.GetString(16))), currency),
            Subject = $"grant to account {row.GetInt64(1)} by {row.GetGuid(2)}",
            Model = row.GetString(3),
            DeclaredPay = row.GetInt64(17),
            Kept = new LimitBasis(
                row.GetInt64(9), row.GetInt64(10), row.GetInt32(11), row.GetInt64(12),
                new CreditGrant(row.GetInt64(5), row.GetInt64(6), row.GetInt64(7), row.LongOrNull(8))),
            HasOwnTerms = row.GetBoolean(18),
            HasOwnPay = row.GetBoolean(19),
        };
    }

    /// <summary>Names what differs from what comes out now.</summary>
    /// <param name="sales">What each counterparty bought in the months that count, and when it first did.</param>
    /// <param name="findings">Where it is named.</param>
    public void Compare(IEnumerable<(long Amount, DateOnly First)> sales, Findings findings)
    {
        if (!HasOwnTerms || !HasOwnPay)
        {
            findings.Add(
                GrantReplay.Check, Subject, HasOwnTerms ? "pay of the account" : "terms of its ledger in force then", "others");
        }

        if (Model != CreditTerms.Word(Terms.Model))
        {
            findings.Add(GrantReplay.Check, Subject, CreditTerms.Word(Terms.Model), Model);
            return;
        }

        var found = BasisOf([.. sales]);
        if (found != Kept)
        {
            findings.Add(GrantReplay.Check, Subject, Show(found), Show(Kept));
        }
    }

    private LimitBasis BasisOf((long Amount, DateOnly First)[] sales) => Terms.Model switch
    {
        // A fixed limit is named by hand; only its ceiling comes from the terms.
        LimitModel.Fixed => LimitBasis.Fixed(Kept.Grant.LimitMinor, Terms),
        LimitModel.Greco => LimitBasis.Greco(
            [.. sales.Select(static sale => sale.Amount)],
            sales.Length == 0 ? null : sales.Min(static sale => sale.First),
            AsOf,
            Terms),
        LimitModel.Riegel => LimitBasis.Riegel(DeclaredPay, Terms),
    };

    private static string Show(LimitBasis basis) =>
        $"limit {basis.Grant.LimitMinor}, powers {basis.Grant.PayrollMinor} + {basis.Grant.CommercialMinor}, ceiling "
        + $"{basis.Grant.CeilingMinor?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}; sales "
        + $"{basis.SalesMinor}, counted {basis.CountedMinor}, months {basis.Months}, pay {basis.MonthlyPayMinor}";
}
