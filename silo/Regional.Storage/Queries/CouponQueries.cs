using System.Collections.Immutable;
using System.Data;
using Npgsql;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Directory;
using Regional.Storage.Schema;

namespace Regional.Storage.Queries;

/// <summary>The ledgers of a coupon book in PostgreSQL; each answer is one snapshot.</summary>
public sealed class CouponQueries(RegionalDatabase database) : ICouponQueries
{
    /// <inheritdoc />
    public Task<CouponPeriodDetail?> FindPeriodAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        SnapshotAsync(
            async session =>
            {
                var book = await session.FindRowsAsync(
                    "select currency, scale from ledgers where id = $1 and scheme = $2",
                    static row => new Currency(row.GetString(0), checked((byte)row.GetInt16(1))),
                    ledger, CouponScheme.SchemeName);
                return book.IsEmpty ? null : await PeriodAsync(session, ledger, book[0], first, last);
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<IndividualLedgerDetail> FindIndividualAsync(
        LedgerId ledger, AccountId account, DateOnly first, DateOnly last, CancellationToken cancellationToken) =>
        SnapshotAsync(
            async session =>
            {
                var opening = await BalanceBeforeAsync(session, account, first);
                var limit = await session.FindValueAsync<long>(
                    "select limit_minor from coupon_limits where account_id = $1", account);
                var role = await session.FindValueAsync<short>("select role from accounts where id = $1", account);
                var lines = role is (short)AccountRole.Administration or (short)AccountRole.CommunityFund
                    ? await FundLinesAsync(session, account, first, last)
                    : await session.FindRowsAsync(CouponLines.Sql, IndividualOf, ledger, first, last, account);
                return new IndividualLedgerDetail(opening, limit, Numbered(lines, opening));
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<ImmutableArray<MemberBalance>> FindBalancesAsync(
        LedgerId ledger, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select a.code, a.name,
               (select coalesce(sum(case when t.credit_account = a.id then t.amount else -t.amount end), 0)::bigint
                from transfers t
                where a.id in (t.debit_account, t.credit_account) and t.action in (1, 3) and t.business_date <= $2)
        from accounts a where a.ledger_id = $1 and a.role = 1 order by a.code
        """,
        static row => new MemberBalance(row.GetString(0), row.GetString(1), row.GetInt64(2)),
        cancellationToken, ledger, last);

    /// <inheritdoc />
    public Task<ImmutableArray<RepaymentDetail>> FindRepaymentsAsync(
        LedgerId ledger, DateOnly first, DateOnly last, CancellationToken cancellationToken) => database.FindRowsAsync(
        """
        select p.last_date, a.code, a.name, r.debt, r.due, r.paid
        from periods p join coupon_repayments r on r.period_id = p.id join accounts a on a.id = r.account_id
        where p.ledger_id = $1 and p.status >= 3 and p.last_date between $2 and $3
        order by p.no, a.code
        """,
        static row => new RepaymentDetail(
            row.Date(0), row.GetString(1), row.GetString(2),
            new RepaymentLine(row.GetInt64(3), row.GetInt64(4), row.GetInt64(5))),
        cancellationToken, ledger, first, last);

    /// <inheritdoc />
    public Task<ImmutableArray<SeriesDetail>> FindSeriesAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            """
            select s.code, s.name, s.issued_on, s.last_valid_day, s.design::text, n.stock, n.tills, n.outside, n.withdrawn,
                   n.outside_value
            from coupon_series s
            cross join lateral (
              select count(*) filter (where state = 1), count(*) filter (where state = 2),
                     count(*) filter (where state = 3), count(*) filter (where state = 4),
                     coalesce(sum(value) filter (where state = 3), 0)::bigint
              from coupon_notes where series = s.code) as n (stock, tills, outside, withdrawn, outside_value)
            where s.ledger_id = $1 order by s.issued_on, s.code
            """,
            static row => new SeriesDetail(
                row.GetString(0), row.GetString(1), row.Date(2), row.Date(3), row.GetString(4), row.GetInt64(5),
                row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9)),
            cancellationToken, ledger);

    /// <inheritdoc />
    public Task<ImmutableArray<TillDetail>> FindTillsAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        database.FindRowsAsync(
            TillRow.Select + "where ledger_id = $1 order by opened_at desc, id limit 100", TillRow.Read, cancellationToken,
            ledger);

    /// <inheritdoc />
    public Task<TillDetail?> FindTillAsync(LedgerId ledger, OperationId till, CancellationToken cancellationToken) =>
        SnapshotAsync<TillDetail?>(
            async session =>
            {
                var found = await session.FindRowsAsync(
                    TillRow.Select + "where ledger_id = $1 and id = $2", TillRow.Read, ledger, till);
                return found.IsEmpty ? null : found[0] with
                {
                    Notes = await session.FindRowsAsync(
                        "select series, number, value from coupon_notes where till = $1 order by value desc, series, number",
                        static row => (new NoteSerial(row.GetString(0), row.GetInt64(1)), row.GetInt64(2)),
                        till),
                };
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<NoteDetail?> FindNoteAsync(LedgerId ledger, NoteSerial serial, CancellationToken cancellationToken) =>
        SnapshotAsync<NoteDetail?>(
            async session =>
            {
                var found = await session.FindRowsAsync(
                    "select value, state, times_issued from coupon_notes where ledger_id = $1 and series = $2 and number = $3",
                    static row => (Value: row.GetInt64(0), State: (NoteState)row.GetInt16(1), Times: row.GetInt64(2)),
                    ledger, serial.Series, serial.Number);
                return found.IsEmpty ? null : new NoteDetail(
                    serial, found[0].Value, found[0].State, found[0].Times,
                    await session.FindRowsAsync(
                        """
                        select m.operation, o.at, m.move, o.actor from coupon_moves m join operations o on o.id = m.operation
                        where m.series = $1 and $2 between m.first_number and m.last_number
                        order by o.commit_no, m.move
                        """,
                        static row => new NoteStep(
                            row.Operation(0), row.Time(1), (NoteMove)row.GetInt16(2), row.GetString(3)),
                        serial.Series, serial.Number));
            },
            cancellationToken);

    /// <inheritdoc />
    public Task<PinSecret?> FindPinAsync(MemberId member, CancellationToken cancellationToken) => database.FindRowAsync(
        "select salt, hash, failures from coupon_pins where member_id = $1",
        static row => new PinSecret(row.GetFieldValue<byte[]>(0), row.GetFieldValue<byte[]>(1), row.GetInt16(2)),
        cancellationToken, member);

    /// <inheritdoc />
    public async Task<int> RecordPinAsync(MemberId member, bool isRight, CancellationToken cancellationToken)
    {
        var failures = await database.FindRowsAsync(
            """
            update coupon_pins set failures = case when $2 then 0 else least(failures + 1, 100) end
            where member_id = $1 returning failures
            """,
            static row => (int)row.GetInt16(0),
            cancellationToken, member, isRight);
        return failures.IsEmpty ? 0 : failures[0];
    }

    private static async Task<CouponPeriodDetail> PeriodAsync(
        StorageSession session, LedgerId ledger, Currency currency, DateOnly first, DateOnly last)
    {
        var found = await session.FindRowsAsync(CouponLines.Sql, LineOf, ledger, first, last, null);
        ImmutableArray<TransactionLine> lines =
            [.. found.Select(static (line, at) => line with { Number = at + 1 })];
        var circulation = await AccountAsync(session, ledger, AccountRole.Circulation);
        var terms = await session.FindRowsAsync(DatedTermsRow.OfLedger, DatedTermsRow.Read, ledger);
        return new CouponPeriodDetail
        {
            First = first,
            Last = last,
            Lines = lines,
            Journal = SystemJournal.Of(
                lines,
                await BalanceBeforeAsync(session, circulation, first),
                await session.GetValueAsync<long>(
                    "select coalesce(sum(credits_posted - debits_posted), 0)::bigint from accounts where ledger_id = $1",
                    ledger)),
            Circulation = await BalanceBeforeAsync(session, circulation, last.AddDays(1)),
            Administration = await BalanceBeforeAsync(
                session, await AccountAsync(session, ledger, AccountRole.Administration), last.AddDays(1)),
            CommunityFund = await BalanceBeforeAsync(
                session, await AccountAsync(session, ledger, AccountRole.CommunityFund), last.AddDays(1)),
            Accounts = await session.GetValueAsync<long>(
                """
                select count(*) from accounts a join ledgers l on l.id = a.ledger_id join regions r on r.id = l.region_id
                where a.ledger_id = $1 and a.role = 1 and a.status <> 4
                  and ((a.opened_at at time zone r.time_zone)::date <= $2
                    or exists (select from transfers t where t.debit_account = a.id and t.business_date <= $2)
                    or exists (select from transfers t where t.credit_account = a.id and t.business_date <= $2))
                """,
                ledger, last),
            Officers = await session.FindRowsAsync(
                """
                select distinct t.role, t.actor from tokens t join ledgers l on l.community_id = t.community_id
                where l.id = $1 and t.role in (2, 3, 4) and t.revoked_at is null order by t.role, t.actor
                """,
                static row => (row.GetInt16(0), row.GetString(1)),
                ledger),
            Terms = CouponParameters.Read(SchemeParameters.InForce(terms, last), currency).TryGet(out var read, out var refusal)
                ? read
                : throw new Domain.InvariantViolation($"The terms of ledger {ledger} cannot be read: {refusal}"),
        };
    }

    private static Task<ImmutableArray<IndividualLine>> FundLinesAsync(
        StorageSession session, AccountId account, DateOnly first, DateOnly last) => session.FindRowsAsync(
        """
        select min(t.business_date),
               coalesce(sum(t.amount) filter (where t.credit_account = $1), 0)::bigint,
               coalesce(sum(t.amount) filter (where t.debit_account = $1), 0)::bigint
        from transfers t
        where $1 in (t.debit_account, t.credit_account) and t.action in (1, 3) and t.business_date between $2 and $3
        group by t.operation order by min(t.commit_no), min(t.ordinal)
        """,
        static row => new IndividualLine(0, row.Date(0), row.GetInt64(1), row.GetInt64(2), 0, 0, 0, 0, 0),
        account, first, last);

    private static ImmutableArray<IndividualLine> Numbered(ImmutableArray<IndividualLine> lines, long opening)
    {
        var numbered = ImmutableArray.CreateBuilder<IndividualLine>(lines.Length);
        var balance = opening;
        foreach (var line in lines)
        {
            balance += line.In + line.PaymentIn - line.Out - line.PaymentOut - line.Administration - line.CommunityFund;
            numbered.Add(line with { Number = numbered.Count + 1, Balance = balance });
        }

        return numbered.MoveToImmutable();
    }

    private static TransactionLine LineOf(NpgsqlDataReader row)
    {
        var isFund = (AccountRole)row.GetInt16(5) == AccountRole.CommunityFund;
        return new TransactionLine
        {
            Number = 0,
            Operation = row.Operation(0),
            Date = row.Date(1),
            Name = row.GetString(3),
            Account = row.GetString(4),
            In = row.GetInt64(6),
            Out = row.GetInt64(7),
            Administration = row.GetInt64(8),
            FundIn = row.GetInt64(9),
            FundOut = isFund ? row.GetInt64(7) + row.GetInt64(11) : 0,
            PaymentIn = row.GetInt64(10),
            PaymentOut = row.GetInt64(11),
            Signature = new Evidence((EvidenceKind)row.GetInt16(12), row.TextOrNull(13)),
            EnteredBy = row.GetString(14),
        };
    }

    private static IndividualLine IndividualOf(NpgsqlDataReader row) => new(
        0, row.Date(1), row.GetInt64(6), row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10),
        row.GetInt64(11), 0);

    private static async Task<AccountId> AccountAsync(StorageSession session, LedgerId ledger, AccountRole role) =>
        new(await session.GetValueAsync<long>("select id from accounts where ledger_id = $1 and role = $2", ledger, role));

    private static Task<long> BalanceBeforeAsync(StorageSession session, AccountId account, DateOnly date) =>
        session.GetValueAsync<long>(
            """
            select coalesce(sum(case when credit_account = $1 then amount else -amount end), 0)::bigint from transfers
            where $1 in (debit_account, credit_account) and action in (1, 3) and business_date < $2
            """,
            account, date);

    private async Task<T> SnapshotAsync<T>(Func<StorageSession, Task<T>> read, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            return await read(new StorageSession(connection, transaction, cancellationToken));
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }
}
