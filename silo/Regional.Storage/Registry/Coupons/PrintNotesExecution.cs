using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>Notes come from the printer: one row each, in the stock.</summary>
internal static class PrintNotesExecution
{
    public static async Task<CommandOutcome> RunAsync(PrintNotes command, CommandScope scope)
    {
        if (!(await CouponLedger.FindAsync(scope, command.Ledger)).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        // The series' row is locked: two runs of the same numbers at once must not both find none.
        if (await scope.FindRowAsync(
                "select code from coupon_series where code = $1 and ledger_id = $2 for update",
                static row => row.GetString(0),
                command.Notes.Series, command.Ledger) is null)
        {
            return Outcome.Refused(RefusalReason.SeriesUnknown, new RefusalFact("series", command.Notes.Series));
        }

        if (!book.Terms.Denominations.Contains(command.Value))
        {
            return Outcome.Refused(
                RefusalReason.ValueNotOffered,
                new("value", book.Text(command.Value.Minor)),
                new("values", string.Join(", ", book.Terms.Denominations.Select(value => book.Text(value.Minor)))));
        }

        var known = await scope.FindValueAsync<long>(
            "select number from coupon_notes where series = $1 and number between $2 and $3 order by number limit 1",
            command.Notes.Series, command.Notes.First, command.Notes.Last);
        if (known is { } number)
        {
            return NoteRows.Refused(RefusalReason.NotesPrinted, new NoteSerial(command.Notes.Series, number));
        }

        await scope.ExecuteAsync(
            """
            insert into coupon_runs (series, first_number, last_number, ledger_id, value, actor, operation)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            command.Notes.Series, command.Notes.First, command.Notes.Last, command.Ledger, command.Value.Minor, scope.Actor,
            scope.Id);
        await scope.ExecuteAsync(
            """
            insert into coupon_notes (series, number, ledger_id, value, state, operation)
            select $1, number, $4, $5, $6, $7 from generate_series($2::bigint, $3::bigint) number
            """,
            command.Notes.Series, command.Notes.First, command.Notes.Last, command.Ledger, command.Value.Minor,
            NoteState.Stock, scope.Id);
        return Outcome.Done(("series", command.Notes.Series), ("notes", command.Notes.Count));
    }
}
