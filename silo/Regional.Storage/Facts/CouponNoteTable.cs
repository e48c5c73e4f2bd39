using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Storage.Journal;
using Regional.Storage.Queries;

namespace Regional.Storage.Facts;

/// <summary>
/// Notes and where they are: one row per serial. Tills are locked before notes, as a till that closes locks them.
/// </summary>
internal sealed class CouponNoteTable : FactTable
{
    private const string Tills = """
        select id, ledger_id, teller, closed_at is null from coupon_tills where id = any ($1) order by id for share
        """;

    private const string Notes = """
        select n.ledger_id, n.series, n.number, n.state, n.till, n.times_issued
        from coupon_notes n
        where exists (
          select from unnest($1, $2, $3) as r (series, first_number, last_number)
          where n.series = r.series and n.number between r.first_number and r.last_number)
        and n.series = any ($1) and n.number between $4 and $5
        order by n.series, n.number for no key update
        """;

    private const string Move = """
        update coupon_notes n
        set state = m.state, till = m.till, times_issued = n.times_issued + m.issued, operation = m.operation
        from unnest($1, $2, $3, $4, $5, $6) as m (series, number, state, till, issued, operation)
        where n.series = m.series and n.number = m.number
        """;

    private const string Record = """
        insert into coupon_moves (operation, series, first_number, last_number, move, till)
        select * from unnest($1, $2, $3, $4, $5, $6)
        """;

    public override void Ask(
        ImmutableArray<Posting> members, LedgerBook book, Action<NpgsqlBatchCommand, Action<NpgsqlDataReader>> ask)
    {
        var moved = Moved(members).Select(static row => row.Fact).ToArray();
        if (moved.Length == 0)
        {
            return;
        }

        var part = book.Part<NoteBook>();
        var tills = moved.Where(static fact => fact.Till is not null).Select(static fact => fact.Till!.Value.Value)
            .Distinct().ToArray();
        if (tills.Length > 0)
        {
            var find = new NpgsqlBatchCommand(Tills);
            find.Parameters.WithArray(NpgsqlDbType.Uuid, tills);
            ask(find, row => part.Tills[row.Operation(0)] =
                new TillState(new LedgerId(row.GetInt32(1)), row.GetString(2), row.GetBoolean(3)));
        }

        var ranges = moved.SelectMany(static fact => fact.Notes).ToArray();
        var notes = new NpgsqlBatchCommand(Notes);
        notes.Parameters
            .WithArray(NpgsqlDbType.Text, ranges, static range => range.Series)
            .WithArray(NpgsqlDbType.Bigint, ranges, static range => range.First)
            .WithArray(NpgsqlDbType.Bigint, ranges, static range => range.Last)
            .With(NpgsqlDbType.Bigint, ranges.Min(static range => range.First))
            .With(NpgsqlDbType.Bigint, ranges.Max(static range => range.Last));
        ask(notes, row => part.Notes[
                new NoteKey(new LedgerId(row.GetInt32(0)), new NoteSerial(row.GetString(1), row.GetInt64(2)))] =
            new NoteRecord((NoteState)row.GetInt16(3), row.OperationOrNull(4), row.GetInt64(5)));
    }

    public override void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, LedgerBook? book, DateTimeOffset? at)
    {
        var moved = Moved(accepted).ToArray();
        if (moved.Length == 0)
        {
            return;
        }

        AppendMoves(batch, moved);
        var ranges = moved.SelectMany(static row => row.Fact.Notes, static (row, range) => (row.Operation, row.Fact, range))
            .ToArray();
        var record = new NpgsqlBatchCommand(Record);
        record.Parameters
            .WithArray(NpgsqlDbType.Uuid, ranges, static row => row.Operation.Value)
            .WithArray(NpgsqlDbType.Text, ranges, static row => row.range.Series)
            .WithArray(NpgsqlDbType.Bigint, ranges, static row => row.range.First)
            .WithArray(NpgsqlDbType.Bigint, ranges, static row => row.range.Last)
            .WithArray(NpgsqlDbType.Smallint, ranges, static row => (short)row.Fact.Move)
            .WithArray(NpgsqlDbType.Uuid, ranges, static row => row.Fact.Till?.Value);
        batch.BatchCommands.Add(record);
    }

    // A note may move more than once in a batch: the last state counts, and how often it was handed out is added up.
    private static void AppendMoves(NpgsqlBatch batch, (OperationId Operation, NotesMoved Fact)[] moved)
    {
        var after = new Dictionary<NoteSerial, (NoteRecord Change, OperationId Operation)>();
        foreach (var (operation, fact) in moved)
        {
            foreach (var serial in NoteRules.Serials(fact))
            {
                var before = after.TryGetValue(serial, out var earlier) ? earlier.Change : default;
                after[serial] = (NoteRules.After(fact, before), operation);
            }
        }

        var rows = after.OrderBy(static row => row.Key.Series, StringComparer.Ordinal)
            .ThenBy(static row => row.Key.Number).ToArray();
        var move = new NpgsqlBatchCommand(Move);
        move.Parameters
            .WithArray(NpgsqlDbType.Text, rows, static row => row.Key.Series)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Key.Number)
            .WithArray(NpgsqlDbType.Smallint, rows, static row => (short)row.Value.Change.State)
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Value.Change.Till?.Value)
            .WithArray(NpgsqlDbType.Bigint, rows, static row => row.Value.Change.TimesIssued)
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Value.Operation.Value);
        batch.BatchCommands.Add(move);
    }

    private static IEnumerable<(OperationId Operation, NotesMoved Fact)> Moved(ImmutableArray<Posting> postings) =>
        postings.SelectMany(
            static posting => posting.Facts.OfType<NotesMoved>(), static (posting, fact) => (posting.Id, fact));
}
