using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Windows;

/// <summary>Under the region's exclusive lock: no posting reads the clock meanwhile.</summary>
internal static class CutWindowExecution
{
    public static async Task<CommandOutcome> RunAsync(CutWindow command, CommandScope scope)
    {
        if (await LockedWindow.FindOpenAsync(scope, command.Region, scope.At) is not { } window)
        {
            return Outcome.Refused(RefusalReason.WindowUnknown, new RefusalFact("window", $"now in region {command.Region}"));
        }

        await scope.ExecuteAsync(
            """
            update windows set closes = $2, business_date = least(business_date,
              ($2 at time zone (select time_zone from regions where id = region_id))::date)
            where id = $1
            """,
            window.Id, scope.At);
        await WindowSteps.MarkAsync(scope, window.Id, WindowSteps.Cut);
        await MakePlaceAsync(command, window, scope);
        var next = await scope.GetValueAsync<long>(
            """
            insert into windows (region_id, no, opens, closes, business_date) values ($1, $2, $3, $4, $5) returning id
            """,
            command.Region, window.No + 1, scope.At, window.Closes, window.BusinessDate);
        return Outcome.Done(("window", window.Id), ("closes", scope.At), ("next", next));
    }

    // Windows made ahead move up by one number. Through negative ones: the numbers are unique at every row.
    private static async Task MakePlaceAsync(CutWindow command, LockedWindow window, CommandScope scope)
    {
        await scope.ExecuteAsync(
            "update windows set no = -no where region_id = $1 and no > $2", command.Region, window.No);
        await scope.ExecuteAsync("update windows set no = 1 - no where region_id = $1 and no < 0", command.Region);
    }
}
