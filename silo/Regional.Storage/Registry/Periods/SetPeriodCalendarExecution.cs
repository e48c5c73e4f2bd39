using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Periods;
using Regional.Storage.Registry.Terms;

namespace Regional.Storage.Registry.Periods;

/// <summary>Under the exclusive lock of the ledger's books: no period begins to end meanwhile.</summary>
internal static class SetPeriodCalendarExecution
{
    public static async Task<CommandOutcome> RunAsync(SetPeriodCalendar command, CommandScope scope)
    {
        if (await RegionDate.FindAsync(scope, command.Ledger) is not { } today)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (await scope.GetValueAsync<bool>("select community_id is null from ledgers where id = $1", command.Ledger))
        {
            return Outcome.Refused(RefusalReason.PeriodsNotKept, new RefusalFact("ledger", command.Ledger.ToString()));
        }

        await scope.ExecuteAsync(
            """
            insert into period_calendars (ledger_id, cycle, closes_at, weekend, holidays, at, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """,
            command.Ledger, command.Cycle, command.ClosesAt,
            command.Weekend.Select(static day => (short)day).ToArray(), command.Holidays.ToArray(), scope.At,
            scope.Actor, scope.Reason, scope.Id);
        var calendar = (await PeriodCalendarRow.FindAsync(scope, command.Ledger))!;
        var open = await scope.FindRowAsync(
            "select id, no, first_date, last_date from periods where ledger_id = $1 and status = $2 for no key update",
            PeriodRow.Span, command.Ledger, PeriodStatus.Open);
        if (open is not null && command.FirstDate is { } wanted && !await IsFirstAsync(command.Ledger, wanted, scope))
        {
            return Outcome.Refused(
                RefusalReason.PeriodStarted,
                new("ledger", command.Ledger.ToString()),
                new("firstDate", $"{wanted:O}"),
                new("earliest", $"{open.FirstDate:O}"));
        }

        var span = open is null
            ? await OpenPeriods.AddAsync(
                scope, command.Ledger, no: 1, command.FirstDate ?? PeriodSchedule.FirstDate(calendar, today), calendar)
            : await OpenPeriods.MoveEndAsync(scope, open, calendar);
        return Outcome.Done(
            ("period", span.Id), ("no", span.No), ("firstDate", $"{span.FirstDate:O}"), ("lastDate", $"{span.LastDate:O}"));
    }

    private static Task<bool> IsFirstAsync(LedgerId ledger, DateOnly date, CommandScope scope) => scope.GetValueAsync<bool>(
        "select exists (select from periods where ledger_id = $1 and no = 1 and first_date = $2)", ledger, date);
}
