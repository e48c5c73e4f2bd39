using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry.Windows;

/// <summary>Under the region's exclusive lock, because the first calendar ends the window without one.</summary>
internal static class SetCalendarExecution
{
    public static async Task<CommandOutcome> RunAsync(SetCalendar command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>("select exists (select from regions where id = $1)", command.Region))
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        var calendar = await scope.GetValueAsync<long>(
            """
            insert into calendars (region_id, cycle, closes_at, weekend, holidays, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8) returning id
            """,
            command.Region, command.Cycle, command.ClosesAt,
            command.Weekend.Select(static day => (short)day).ToArray(), command.Holidays.ToArray(),
            scope.Actor, scope.Reason, scope.Id);
        return Outcome.Done(("calendar", calendar));
    }
}
