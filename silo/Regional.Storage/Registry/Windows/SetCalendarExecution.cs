using Regional.Contracts.Journal;
using Regional.Domain.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Clearing;

namespace Regional.Storage.Registry.Windows;

/// <summary>
/// Under the region's exclusive lock. Windows made already stay; the window without end of a region that had no calendar
/// ends at the first cut-off, and the following windows are made at once.
/// </summary>
internal static class SetCalendarExecution
{
    // A window must stand ready when the one before it closes, however late the next reminder is.
    private static readonly TimeSpan MadeAhead = TimeSpan.FromDays(40);

    public static async Task<CommandOutcome> RunAsync(SetCalendar command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>("select exists (select from regions where id = $1)", command.Region))
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        var isFirst = !await scope.GetValueAsync<bool>(
            "select exists (select from calendars where region_id = $1)", command.Region);
        var calendar = await scope.GetValueAsync<long>(
            """
            insert into calendars (region_id, cycle, closes_at, weekend, holidays, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8) returning id
            """,
            command.Region, command.Cycle, command.ClosesAt,
            command.Weekend.Select(static day => (short)day).ToArray(), command.Holidays.ToArray(),
            scope.Actor, scope.Reason, scope.Id);
        if (isFirst)
        {
            await EndFirstWindowAsync(command.Region, scope);
        }

        await WindowsAhead.MakeAsync(scope, command.Region, scope.At + MadeAhead);
        return Outcome.Done(("calendar", calendar));
    }

    private static async Task EndFirstWindowAsync(RegionId region, CommandScope scope)
    {
        var calendar = (await CalendarRow.FindAsync(scope, region))!;
        var first = WindowSchedule.Extend(calendar, scope.At, scope.At)[0];
        await scope.ExecuteAsync(
            """
            update windows set closes = $3, business_date = $4
            where region_id = $1 and status = 1 and opens < $2 and $2 < closes and no = (
              select max(no) from windows where region_id = $1)
            """,
            region, scope.At, first.Closes, first.BusinessDate);
    }
}
