using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>
/// A till is counted twice, by value and by number, and closed. Counted notes go to the stock; what is missing stays with
/// the closed till until its difference is booked, what was found stays with the public until then.
/// </summary>
internal static class CloseTillExecution
{
    public static async Task<CommandOutcome> RunAsync(CloseTill command, CommandScope scope)
    {
        var tills = await scope.FindRowsAsync(
            "select ledger_id, closed_at is null from coupon_tills where id = $1 for update",
            static row => (Ledger: new LedgerId(row.GetInt32(0)), IsOpen: row.GetBoolean(1)),
            command.Till);
        if (tills.IsEmpty || !tills[0].IsOpen)
        {
            return Outcome.Refused(RefusalReason.TillNotOpen, new RefusalFact("till", command.Till.ToString()));
        }

        if (!(await CouponLedger.FindAsync(scope, tills[0].Ledger)).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var counted = await NoteRows.LockAsync(scope, book.Id, command.Notes);
        if (NoteRows.FindMissing(command.Notes, counted) is { } unknown)
        {
            return NoteRows.Refused(RefusalReason.NoteUnknown, unknown);
        }

        var byNumber = counted.Aggregate(NoteCounts.None, static (all, note) => all.With(note.Value, 1));
        var byValue = command.Counted.Counts.Aggregate(
            NoteCounts.None, static (all, pair) => all.With(pair.Key, pair.Value));
        if (!byNumber.Equals(byValue))
        {
            return Outcome.Refused(
                RefusalReason.NotesDiffer, new("notes", byNumber.ToString()), new("expected", byValue.ToString()));
        }

        return await CloseAsync(command, book, counted, scope);
    }

    private static async Task<CommandOutcome> CloseAsync(
        CloseTill command, CouponLedger book, LockedNote[] counted, CommandScope scope)
    {
        var expected = await scope.FindRowsAsync(
            "select series, number, value from coupon_notes where till = $1 order by series, number for no key update",
            static row => (Serial: new NoteSerial(row.GetString(0), row.GetInt64(1)), Value: row.GetInt64(2)),
            command.Till);
        var count = TillCount.Compare(expected.Select(static note => note.Serial), command.Notes);

        // What lies in another till or in the stock is found nowhere else: the count names a note twice in the community.
        var found = count.Found.SelectMany(NoteRules.Serials).ToHashSet();
        if (Array.Find(counted, note => found.Contains(note.Serial) && note.State != NoteState.Outside) is { } elsewhere)
        {
            return NoteRows.Refused(RefusalReason.NoteNotAtHand, elsewhere.Serial, NoteRows.Word(elsewhere.State));
        }

        await NoteRows.MoveAsync(scope, count.AtHand, NoteState.Stock, till: null);
        var (due, seen) = (expected.Sum(static note => note.Value), counted.Sum(static note => note.Value));
        string[] missing = [.. count.Missing.Select(static range => range.ToString())];
        string[] surplus = [.. count.Found.Select(static range => range.ToString())];
        await scope.ExecuteAsync(
            """
            update coupon_tills
            set closed_at = $2, expected_value = $3, counted_value = $4, missing = $5, found = $6, closed_by = $7
            where id = $1
            """,
            command.Till, scope.At, due, seen, missing, surplus, scope.Id);
        return Outcome.Done(
            ("till", command.Till), ("expected", book.Text(due)), ("counted", book.Text(seen)),
            ("missing", string.Join(", ", missing)), ("found", string.Join(", ", surplus)));
    }
}
