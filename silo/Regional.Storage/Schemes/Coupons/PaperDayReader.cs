using System.Collections.Immutable;
using System.Data;
using Regional.Contracts.Schemes.Coupons.PaperDays;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.PaperDays;
using Regional.Storage.Directory;
using Regional.Storage.Queries;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.Coupons;

/// <inheritdoc cref="IPaperDayReader" />
public sealed class PaperDayReader(RegionalDatabase database) : IPaperDayReader
{
    private const string Known = """
        select o.id, o.fingerprint, o.refusal, o.facts,
               exists (select from corrections c where c.corrected = o.id)
        from operations o where o.id = any ($1)
        """;

    private const string Notes = """
        select n.series, n.number, n.state, n.till, n.times_issued
        from unnest($2::text[], $3::bigint[], $4::bigint[]) as r (series, first_number, last_number)
        join coupon_notes n on n.ledger_id = $1 and n.series = r.series
          and n.number between r.first_number and r.last_number
        """;

    /// <inheritdoc />
    public async Task<(DayBooks Books, ImmutableDictionary<OperationId, KnownLine> Known)> ReadAsync(
        DayQuestion question, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(
                IsolationLevel.RepeatableRead, cancellationToken);
            var session = new StorageSession(connection, transaction, cancellationToken);
            return (await BooksAsync(session, question), await KnownAsync(session, question.Ids));
        }
        catch (Exception fault) when (DatabaseQueries.IsTrouble(fault))
        {
            throw DatabaseQueries.Unavailable(fault);
        }
    }

    private static async Task<DayBooks> BooksAsync(StorageSession session, DayQuestion question)
    {
        var ledger = question.Ledger;
        var rupiah = await CouponStateReader.RupiahAsync(session, ledger.Id);
        AccountId[] cash = rupiah is null
            ? []
            : [rupiah.Cash, rupiah.Reserve, rupiah.Administration, rupiah.CommunityFund];
        return new DayBooks
        {
            Accounts = await AccountsAsync(session, [.. question.Accounts, .. ledger.SystemAccounts.Values, .. cash]),
            Limits = await LimitsAsync(session, question.Accounts),
            Runs = await CouponStateReader.RunsAsync(session, ledger, question.Notes),
            Notes = await NotesAsync(session, question),
            Till = question.Till,
            TillState = question.Till is { } till ? await CouponStateReader.TillAsync(session, till) : null,
            AtHand = await CouponStateReader.AtHandAsync(session, ledger.Id, question.Till),
            Rupiah = rupiah,
        };
    }

    private static Task<ImmutableArray<AccountState>> AccountsAsync(StorageSession session, AccountId[] accounts) =>
        session.FindRowsAsync(
            AccountRow.Select + "where a.id = any ($1)", AccountRow.Read, Numbers(accounts));

    private static Task<ImmutableArray<MarkedLimit>> LimitsAsync(
        StorageSession session, ImmutableArray<AccountId> accounts) => session.FindRowsAsync(
        "select account_id, limit_minor, deposited from coupon_limits where account_id = any ($1)",
        static row => new MarkedLimit(new AccountId(row.GetInt64(0)), row.LongOrNull(1), row.GetInt64(2)),
        Numbers(accounts));

    private static Task<ImmutableArray<KeyValuePair<NoteSerial, NoteRecord>>> NotesAsync(
        StorageSession session, DayQuestion question) => session.FindRowsAsync(
        Notes,
        static row => KeyValuePair.Create(
            new NoteSerial(row.GetString(0), row.GetInt64(1)),
            new NoteRecord((NoteState)row.GetInt16(2), row.OperationOrNull(3), row.GetInt64(4))),
        question.Ledger.Id,
        question.Notes.Select(static range => range.Series).ToArray(),
        question.Notes.Select(static range => range.First).ToArray(),
        question.Notes.Select(static range => range.Last).ToArray());

    private static async Task<ImmutableDictionary<OperationId, KnownLine>> KnownAsync(
        StorageSession session, ImmutableArray<OperationId> ids)
    {
        var known = await session.FindRowsAsync(
            Known,
            static row => KeyValuePair.Create(
                row.Operation(0),
                new KnownLine(
                    Fingerprint.FromBytes(row.GetFieldValue<byte[]>(1)),
                    row.IsDBNull(2) ? null : StoredRefusal.Read(row.GetInt16(2), row.TextOrNull(3)),
                    row.GetBoolean(4))),
            ids.Select(static id => id.Value).ToArray());
        return known.ToImmutableDictionary();
    }

    private static long[] Numbers(IEnumerable<AccountId> accounts) =>
        [.. accounts.Select(static account => account.Value)];
}
