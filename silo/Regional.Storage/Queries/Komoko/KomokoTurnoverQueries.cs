using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Schema;
using Regional.Storage.Schemes.Komoko;

namespace Regional.Storage.Queries.Komoko;

/// <inheritdoc cref="IKomokoTurnoverQueries" />
public sealed class KomokoTurnoverQueries(RegionalDatabase database) : IKomokoTurnoverQueries
{
    // Both sides of a correction are out: what did not happen made no turnover.
    private const string Entries = """
        with n as (
          select * from unnest($1::bigint[], $2::date[], $3::date[]) as n (account_id, first_date, last_date)
        ), e as (
          select n.*, t.operation, t.commit_no, t.business_date, t.kind, t.purpose, t.amount, true as is_credit, t.corrects
          from n join transfers t on t.credit_account = n.account_id and t.action in (1, 3) and t.business_date <= n.last_date
          union all
          select n.*, t.operation, t.commit_no, t.business_date, t.kind, t.purpose, t.amount, false, t.corrects
          from n join transfers t on t.debit_account = n.account_id and t.action in (1, 3) and t.business_date <= n.last_date
        )
        """;

    private const string Openings = Entries + """
        select account_id,
          coalesce(sum(case when is_credit then amount else -amount end) filter (where business_date < first_date), 0)::bigint,
          coalesce(sum(case when is_credit then amount else -amount end), 0)::bigint
        from e group by account_id
        """;

    private const string Points = Entries + """
        select account_id, coalesce(sum(amount) filter (where is_credit), 0)::bigint,
          coalesce(sum(amount) filter (where not is_credit and purpose <> 'fixed-asset'), 0)::bigint
        from e
        where business_date >= first_date and kind = 1 and corrects is null
          and not exists (select from corrections c where c.corrected = e.operation)
        group by account_id, operation, business_date, commit_no
        order by account_id, business_date, commit_no, operation
        """;

    /// <inheritdoc />
    public Task<ImmutableArray<AccountId>> FindChargedAsync(
        LedgerId ledger, DateOnly date, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select a.id from accounts a
        where a.ledger_id = $1 and exists (
          select from komoko_lots o where o.account_id = a.id and o.open > 0 and o.matures_on <= $2)
        order by a.id
        """,
        static row => new AccountId(row.GetInt64(0)), cancellationToken, ledger, date);

    /// <inheritdoc />
    public async Task<ImmutableArray<DueClearing>> FindClearingsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken)
    {
        var accounts = await database.FindRowsAsync(
            """
            select a.member_id, a.id, l.code, a.code, a.name, min(f.id)
            from accounts a
            join ledgers l on l.id = a.ledger_id
            join accounts f on f.ledger_id = a.ledger_id and f.member_id = a.member_id and f.kind = 3 and f.status <> 4
            where a.ledger_id = $1 and a.kind = 2 and a.role = 1 and exists (
              select from komoko_holders h where h.ledger_id = a.ledger_id and h.member_id = a.member_id and h.class = 2)
            group by a.id, l.code order by a.id
            """,
            static row => (
                Member: new MemberId(row.GetInt64(0)),
                Name: new AccountName(
                    new AccountId(row.GetInt64(1)), row.GetString(2), row.GetString(3), row.GetString(4)),
                Financial: new AccountId(row.GetInt64(5))),
            cancellationToken, ledger);
        var profiles = await KomokoProfiles.FindAsync(database, ledger, last, cancellationToken);
        return
        [
            .. accounts.SelectMany(
                account => profiles.GetValueOrDefault(account.Member)?.ClearingDates(first, last) ?? [],
                static (account, date) => new DueClearing(account.Name, account.Financial, date)),
        ];
    }

    /// <inheritdoc />
    public async Task<ImmutableArray<TurnoverRecord>> FindTurnoversAsync(
        LedgerId ledger, DateOnly date, CancellationToken cancellationToken)
    {
        var rows = await database.FindRowsAsync(
            KomokoPartyRow.SelectReal,
            static row => (
                Party: KomokoPartyRow.Read(row), Code: row.GetString(KomokoPartyRow.ColumnCount),
                Name: row.GetString(KomokoPartyRow.ColumnCount + 1), Ledger: row.GetString(KomokoPartyRow.ColumnCount + 2)),
            cancellationToken, ledger, date);
        var spans = rows.ToDictionary(static row => row.Party.Account.Id, row => LastEnded(row.Party.Profile!, date));
        object[] asked =
        [
            rows.Select(static row => row.Party.Account.Id.Value).ToArray(),
            rows.Select(row => spans[row.Party.Account.Id].First).ToArray(),
            rows.Select(row => spans[row.Party.Account.Id].Last).ToArray(),
        ];
        var openings = (await database.FindRowsAsync(
                Openings, static row => (Id: new AccountId(row.GetInt64(0)), Opening: row.GetInt64(1), Closing: row.GetInt64(2)),
                cancellationToken, asked))
            .ToDictionary(static row => row.Id);
        var points = (await database.FindRowsAsync(
                Points, static row => (Id: new AccountId(row.GetInt64(0)), Credits: row.GetInt64(1), Debits: row.GetInt64(2)),
                cancellationToken, asked))
            .ToLookup(static row => row.Id);
        var financial = (await database.FindRowsAsync(
                "select member_id, min(id) from accounts where ledger_id = $1 and kind = 3 and status <> 4 group by member_id",
                static row => (Member: new MemberId(row.GetInt64(0)), Id: new AccountId(row.GetInt64(1))),
                cancellationToken, ledger))
            .ToDictionary(static row => row.Member, static row => row.Id);
        return
        [
            .. rows.Select(row =>
            {
                var id = row.Party.Account.Id;
                var (_, opening, closing) = openings.GetValueOrDefault(id);
                var curve = points[id].Aggregate(
                    BalanceCurve.Begin(opening), static (sum, point) => sum.After(point.Credits, point.Debits));
                return new TurnoverRecord(
                    new AccountName(id, row.Ledger, row.Code, row.Name), row.Party,
                    row.Party.Member is { } member && financial.TryGetValue(member, out var own) ? own : null,
                    spans[id].First, spans[id].Last, curve, closing);
            }),
        ];
    }

    private static (DateOnly First, DateOnly Last) LastEnded(HolderProfile profile, DateOnly date)
    {
        var end = profile.ClearingDate(date);
        var last = end == date ? end : profile.PeriodStart(date).AddDays(-1);
        return (profile.PeriodStart(last), last);
    }
}
