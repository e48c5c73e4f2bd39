using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>Under the exclusive lock of the ledger's books: every line that is dated in the period has committed.</summary>
internal static class BeginPeriodEndExecution
{
    public static async Task<CommandOutcome> RunAsync(BeginPeriodEnd command, CommandScope scope)
    {
        if (await LockedPeriod.FindAsync(scope, command.Ledger, command.No) is not { } period)
        {
            return LockedPeriod.Unknown(command.Ledger, command.No);
        }

        if (PeriodRules.Check(period.Span, period.Status, period.Before, PeriodStatus.Totalling, period.Today)
            is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        if (period.Status >= PeriodStatus.Totalling)
        {
            return period.Reached(period.Status);
        }

        await period.SetAsync(scope, PeriodStatus.Totalling);
        await scope.ExecuteAsync(
            "update periods set accounts = (select count(*) from accounts where ledger_id = $2) where id = $1",
            period.Span.Id, command.Ledger);
        await scope.ExecuteAsync(
            """
            insert into books (ledger_id, closed_until, totalling, totalling_no, totalling_first, totalling_last)
            values ($1, $2, $3, $4, $5, $2)
            on conflict (ledger_id) do update set closed_until = excluded.closed_until, totalling = excluded.totalling,
              totalling_no = excluded.totalling_no, totalling_first = excluded.totalling_first,
              totalling_last = excluded.totalling_last
            """,
            command.Ledger, period.Span.LastDate, period.Span.Id, period.Span.No, period.Span.FirstDate);
        var calendar = (await PeriodCalendarRow.FindAsync(scope, command.Ledger))!;
        await OpenPeriods.AddAsync(
            scope, command.Ledger, period.Span.No + 1, period.Span.LastDate.AddDays(1), calendar);

        // What was decided before is decided again, under the books as they are now.
        await TermsVersions.RaiseAsync(scope, command.Ledger);
        return period.Reached(PeriodStatus.Totalling);
    }
}
