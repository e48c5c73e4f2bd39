using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>A teller takes notes of the stock over.</summary>
internal static class OpenTillExecution
{
    public static async Task<CommandOutcome> RunAsync(OpenTill command, CommandScope scope)
    {
        if (!(await CouponLedger.FindAsync(scope, command.Ledger)).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var notes = await NoteRows.LockAsync(scope, command.Ledger, command.Notes);
        if (NoteRows.FindMissing(command.Notes, notes) is { } unknown)
        {
            return NoteRows.Refused(RefusalReason.NoteUnknown, unknown);
        }

        if (Array.Find(notes, static note => note.State != NoteState.Stock) is { } elsewhere)
        {
            return NoteRows.Refused(RefusalReason.NoteNotAtHand, elsewhere.Serial, NoteRows.Word(elsewhere.State));
        }

        var value = notes.Sum(static note => note.Value);
        var opened = await scope.ExecuteAsync(
            """
            insert into coupon_tills (id, ledger_id, teller, opened_at, opened_value) values ($1, $2, $3, $4, $5)
            on conflict (ledger_id, teller) where closed_at is null do nothing
            """,
            scope.Id, command.Ledger, scope.Actor, scope.At, value);
        if (opened == 0)
        {
            return Outcome.Refused(RefusalReason.TillOpen, new RefusalFact("till", scope.Actor));
        }

        await NoteRows.MoveAsync(scope, command.Notes, NoteState.Till, scope.Id);
        return Outcome.Done(("till", scope.Id), ("value", book.Text(value)));
    }
}
