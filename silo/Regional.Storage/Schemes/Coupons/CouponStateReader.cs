using System.Collections.Immutable;
using System.Data;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Contracts.Schemes;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Directory;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.Coupons;

/// <summary>Reads what a coupon plan rests on: committed rows of one snapshot.</summary>
internal static class CouponStateReader
{
    public static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, SchemeRequest request, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            return await ReadAsync(new StorageSession(connection, transaction, cancellationToken), request);
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static async Task<SchemeState> ReadAsync(StorageSession session, SchemeRequest request)
    {
        var account = await AccountAsync(session, ConcernedBy(request));
        var state = new CouponState
        {
            RestsOn = VersionOf(account),
            Account = account,
        };
        return request.Command switch
        {
            WithdrawCoupons withdraw => await CounterAsync(session, request, state, withdraw.Till, withdraw.Notes) with
            {
                AtHand = await AtHandAsync(session, request.Ledger.Id, withdraw.Till),
                Rupiah = await RupiahAsync(session, request.Ledger.Id),
            },
            DepositCoupons deposit => await WithLimitAsync(
                session, await CounterAsync(session, request, state, deposit.Till, deposit.Notes)),
            ExchangeNotes exchange => await CounterAsync(
                session, request, state, exchange.Till, [.. Given(exchange.Expired), .. Given(exchange.Replacements)]),
            SettleTill settle => await CounterAsync(
                session, request, state with { RestsOn = [] }, settle.Till,
                [.. Given(settle.Missing), .. Given(settle.Found)]),
            ConvertRupiah or ConvertBack => state with { Rupiah = await RupiahAsync(session, request.Ledger.Id) },
            CoverClosing => await WithAdministrationAsync(session, request, state),
            CorrectLine correct => await WithLineAsync(session, state, correct.Line),
            UndoPayment => state with { RestsOn = [] },
            _ => state,
        };
    }

    // Whose coupons are spent, or whose limit a deposit may raise; a payee is only added to.
    private static AccountId ConcernedBy(SchemeRequest request) => request.Command switch
    {
        SchemeCommand.PayOut pay => pay.Legs[0].Debit,
        SchemeCommand.ReceiveIn receive => receive.Legs[0].Credit,
        _ => request.Accounts[0],
    };

    private static ImmutableArray<AccountVersion> VersionOf(AccountState? account) =>
        account is null ? [] : [new AccountVersion(account.Id, account.Version)];

    private static ImmutableArray<NoteRange> Given(ImmutableArray<NoteRange> notes) => notes.IsDefault ? [] : notes;

    private static Task<AccountState?> AccountAsync(StorageSession session, AccountId account) =>
        session.FindRowAsync(AccountRow.Select + "where a.id = $1", AccountRow.Read, account);

    private static async Task<CouponState> CounterAsync(
        StorageSession session, SchemeRequest request, CouponState state, OperationId? till, ImmutableArray<NoteRange> notes) =>
        state with
        {
            Runs = await RunsAsync(session, request.Ledger, Given(notes)),
            Till = till is { } id ? await TillAsync(session, id) : null,
        };

    // What the numbers alone would be in this book's other series tells a misread series from a forgery.
    public static Task<ImmutableArray<NoteRun>> RunsAsync(
        StorageSession session, LedgerTerms ledger, ImmutableArray<NoteRange> notes) => session.FindRowsAsync(
        """
        select r.ledger_id, r.series, r.first_number, r.last_number, r.value, s.last_valid_day
        from coupon_runs r join coupon_series s on s.code = r.series
        where r.series = any ($1)
           or r.ledger_id = $2 and exists (
              select from unnest($3::bigint[], $4::bigint[]) as n (first_number, last_number)
              where r.first_number <= n.last_number and n.first_number <= r.last_number)
        order by r.series, r.first_number
        """,
        row => new NoteRun(
            new LedgerId(row.GetInt32(0)),
            new NoteRange(row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
            new Amount(row.GetInt64(4), ledger.Currency),
            row.Date(5)),
        notes.Select(static range => range.Series).Distinct().ToArray(),
        ledger.Id,
        notes.Select(static range => range.First).ToArray(),
        notes.Select(static range => range.Last).ToArray());

    public static async Task<TillState?> TillAsync(StorageSession session, OperationId till)
    {
        var found = await session.FindRowsAsync(
            "select ledger_id, teller, closed_at is null from coupon_tills where id = $1",
            static row => new TillState(new LedgerId(row.GetInt32(0)), row.GetString(1), row.GetBoolean(2)),
            till);
        return found.IsEmpty ? null : found[0];
    }

    public static async Task<NoteCounts> AtHandAsync(StorageSession session, LedgerId ledger, OperationId? till)
    {
        var counts = await session.FindRowsAsync(
            till is null
                ? "select value, count(*) from coupon_notes where ledger_id = $1 and state = 1 and $2::uuid is null group by value"
                : "select value, count(*) from coupon_notes where ledger_id = $1 and till = $2 group by value",
            static row => (Value: row.GetInt64(0), Count: row.GetInt64(1)),
            ledger, till);
        return counts.Aggregate(NoteCounts.None, static (all, one) => all.With(one.Value, one.Count));
    }

    private static async Task<CouponState> WithLimitAsync(StorageSession session, CouponState state)
    {
        if (state.Account is not { } account)
        {
            return state;
        }

        var found = await session.FindRowsAsync(
            "select limit_minor, deposited from coupon_limits where account_id = $1",
            static row => (Limit: row.LongOrNull(0), Deposited: row.GetInt64(1)),
            account.Id);
        return found.IsEmpty
            ? state
            : state with
            {
                Limit = found[0].Limit is { } limit ? new Amount(limit, account.Currency) : null,
                DepositedSinceMarking = found[0].Deposited,
            };
    }

    private static async Task<CouponState> WithAdministrationAsync(
        StorageSession session, SchemeRequest request, CouponState state)
    {
        var fund = await AccountAsync(session, request.Ledger.SystemAccounts[AccountRole.Administration]);
        return state with { Administration = fund, RestsOn = [.. state.RestsOn, .. VersionOf(fund)] };
    }

    public static async Task<RupiahBook?> RupiahAsync(StorageSession session, LedgerId ledger)
    {
        var accounts = await session.FindRowsAsync(
            """
            select r.id, r.currency, r.scale, a.role, a.id
            from ledgers l join ledgers r on r.community_id = l.community_id and r.scheme = $2
            join accounts a on a.ledger_id = r.id and a.role in (17, 18, 22, 23)
            where l.id = $1
            """,
            static row => (
                Ledger: new LedgerId(row.GetInt32(0)),
                Currency: new Currency(row.GetString(1), checked((byte)row.GetInt16(2))),
                Role: (AccountRole)row.GetInt16(3),
                Account: new AccountId(row.GetInt64(4))),
            ledger, RupiahScheme.SchemeName);
        AccountId Of(AccountRole role) => accounts.First(one => one.Role == role).Account;
        return accounts.IsEmpty
            ? null
            : new RupiahBook(
                accounts[0].Ledger, accounts[0].Currency, Of(AccountRole.Cash), Of(AccountRole.Reserve),
                Of(AccountRole.Administration), Of(AccountRole.CommunityFund));
    }

    private static async Task<CouponState> WithLineAsync(StorageSession session, CouponState state, OperationId operation)
    {
        var line = await session.FindRowAsync(
            """
            select ledger_id, account_id, kind, notes_in, notes_out, rupiah_fee, evidence, paper_line, till
            from coupon_lines where operation = $1 and kind in (1, 2, 3) and notes_in >= 0 and notes_out >= 0
            """,
            static row => new CounterLine(
                new LedgerId(row.GetInt32(0)), new AccountId(row.GetInt64(1)), (CounterLineKind)row.GetInt16(2),
                row.GetInt64(3), row.GetInt64(4), row.GetInt64(5),
                new Evidence((EvidenceKind)row.GetInt16(6), row.TextOrNull(7)), row.OperationOrNull(8)),
            operation);
        if (line is null)
        {
            return state;
        }

        var legs = await session.FindRowsAsync(PostedLegRow.OfOperation, PostedLegRow.Read, operation);
        var moves = await session.FindRowsAsync(
            "select move, series, first_number, last_number, till from coupon_moves where operation = $1",
            static row => (
                Move: (NoteMove)row.GetInt16(0),
                Range: new NoteRange(row.GetString(1), row.GetInt64(2), row.GetInt64(3)),
                Till: row.OperationOrNull(4)),
            operation);
        return state with
        {
            Till = line.Till is { } till ? await TillAsync(session, till) : null,
            Corrected = new CouponLine(
                [.. legs.Select(static leg => leg.Leg)],
                line,
                [
                    .. moves.GroupBy(static row => (row.Move, row.Till)).Select(group => new NotesMoved(
                        line.Ledger, group.Key.Move, [.. group.Select(static row => row.Range)], group.Key.Till)),
                ],
                await session.GetValueAsync<bool>(
                    "select exists (select from corrections where corrected = $1)", operation)),
        };
    }
}
