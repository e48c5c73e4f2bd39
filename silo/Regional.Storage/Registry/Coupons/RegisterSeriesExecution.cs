using System.Text.Json;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Coupons;

/// <summary>A series of notes with its design.</summary>
internal static class RegisterSeriesExecution
{
    public static async Task<CommandOutcome> RunAsync(RegisterSeries command, CommandScope scope)
    {
        if (!(await CouponLedger.FindAsync(scope, command.Ledger)).TryGet(out var book, out var refusal))
        {
            return new CommandOutcome.Refused(refusal);
        }

        var last = command.LastValidDay ?? command.IssuedOn.AddMonths(book.Terms.NoteLifeMonths);
        var added = await scope.ExecuteAsync(
            """
            insert into coupon_series (code, ledger_id, name, issued_on, last_valid_day, design, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6::jsonb, $7, $8, $9) on conflict (code) do nothing
            """,
            command.Code, command.Ledger, command.Name, command.IssuedOn, last, JsonSerializer.Serialize(command.Design),
            scope.Actor, scope.Reason, scope.Id);
        return added == 0
            ? Outcome.Refused(RefusalReason.SeriesTaken, new RefusalFact("series", command.Code))
            : Outcome.Done(("series", command.Code), ("lastValidDay", $"{last:O}"));
    }
}
