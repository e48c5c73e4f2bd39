using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Directory;
using Regional.Storage.Queries;

namespace Regional.Storage.Schemes.Komoko;

/// <summary>One side of a komoko payment, in one statement and so in one snapshot.</summary>
internal static class KomokoPartyRow
{
    /// <summary>How many columns <see cref="Read"/> takes.</summary>
    public const int ColumnCount = 35;

    /// <summary>$1 account ids, $2 the business date.</summary>
    public const string Select = $"select {Columns} {From} where a.id = any ($1)";

    /// <summary>The same with the net of what is dated after the business date, signed, behind it.</summary>
    public const string SelectWithLaterMoves = $"""
        select {Columns}, (
          coalesce((select sum(t.amount) from transfers t
            where t.credit_account = a.id and t.action in (1, 3) and t.business_date > $2), 0)
          - coalesce((select sum(t.amount) from transfers t
            where t.debit_account = a.id and t.action in (1, 3) and t.business_date > $2), 0))::bigint
        {From} where a.id = any ($1)
        """;

    /// <summary>The same with what underwriter and pledge have brought to the account behind it, corrections taken off.</summary>
    public const string SelectWithRecoveries = $"""
        select {Columns}, ({Recovered} = 'underwriting'), ({Recovered} = 'pledge')
        {From} where a.id = any ($1)
        """;

    /// <summary>Every real account of a ledger's holders. $1 the ledger, $2 the business date.</summary>
    public const string SelectReal = $"""
        select {Columns}, a.code, a.name, l.code {From}
        where a.ledger_id = $1 and a.kind = 2 and a.role = 1 and h.id is not null order by a.id
        """;

    // Less what was corrected.
    private const string Recovered = $"""
        select coalesce(sum(t.amount), 0)::bigint from transfers t
        where t.credit_account = a.id and t.action in (1, 3) and {TransferSql.Stands} and t.purpose
        """;

    private const string Columns = $"""
        {AccountRow.Columns}, a.kind, a.member_id, h.class, h.first_clearing, h.turnover_months, h.is_long_entitled,
          h.depreciation, s.carried::text, s.instalment_period_end, s.instalment_drawn, p.first_month, p.ends_on, p.forecast,
          p.has_monthly_limits, o.ids, o.maturities, o.opens, o.accrueds, o.accrued_tos,
          o.arrivals, p.ended_on
        """;

    private const string From = """
        from accounts a
        join ledgers l on l.id = a.ledger_id
        left join lateral (
          select * from komoko_holders h where h.ledger_id = a.ledger_id and h.member_id = a.member_id and h.valid_from <= $2
          order by h.valid_from desc, h.id desc limit 1) h on true
        left join komoko_standings s on s.account_id = a.id
        left join komoko_projects p on p.account_id = a.id
        left join lateral (
          select array_agg(id order by id) as ids, array_agg(matures_on order by id) as maturities,
            array_agg(open order by id) as opens, array_agg(accrued::text order by id) as accrueds,
            array_agg(accrued_to order by id) as accrued_tos, array_agg(arrived_on order by id) as arrivals
          from komoko_lots o where o.account_id = a.id and o.open > 0) o on true
        """;

    /// <summary>Reads a row.</summary>
    public static KomokoParty Read(NpgsqlDataReader row) => new()
    {
        Account = AccountRow.Read(row),
        Kind = (AccountKind)row.GetInt16(14),
        Member = row.LongOrNull(15) is { } member ? new MemberId(member) : null,
        Profile = row.IsDBNull(16) ? null : ReadProfile(row, firstColumn: 16),
        DepreciationMinor = row.LongOrNull(20) ?? 0,
        Standing = row.IsDBNull(21)
            ? AccountStanding.Fresh
            : new AccountStanding(Parts(row.GetString(21)), row.Date(22), row.GetInt64(23)),
        Project = row.IsDBNull(24)
            ? null
            : new ProjectTerms(row.Date(24), row.Date(25), [.. row.GetFieldValue<long[]>(26)], row.GetBoolean(27))
            {
                EndedOn = row.IsDBNull(34) ? null : row.Date(34),
            },
        Lots = row.IsDBNull(28) ? [] : Lots(row),
    };

    /// <summary>Reads class, first clearing, months of turnover, entitlement: four columns side by side.</summary>
    public static HolderProfile ReadProfile(NpgsqlDataReader row, int firstColumn) => new(
        (HolderClass)row.GetInt16(firstColumn), row.Date(firstColumn + 1), row.GetInt16(firstColumn + 2),
        row.GetBoolean(firstColumn + 3));

    /// <summary>A count of parts of a minor unit, beyond what a long holds.</summary>
    public static Int128 Parts(string text) => Int128.Parse(text, CultureInfo.InvariantCulture);

    private static ImmutableArray<Lot> Lots(NpgsqlDataReader row)
    {
        var ids = row.GetFieldValue<long[]>(28);
        var maturities = row.GetFieldValue<DateOnly[]>(29);
        var opens = row.GetFieldValue<long[]>(30);
        var accrueds = row.GetFieldValue<string[]>(31);
        var accruedTos = row.GetFieldValue<DateOnly[]>(32);
        var arrivals = row.GetFieldValue<DateOnly[]>(33);
        return
        [
            .. ids.Select((id, at) => new Lot
            {
                Id = id,
                ArrivedOn = arrivals[at],
                MaturesOn = maturities[at],
                OpenMinor = opens[at],
                AccruedParts = Parts(accrueds[at]),
                AccruedTo = accruedTos[at],
            }),
        ];
    }
}
