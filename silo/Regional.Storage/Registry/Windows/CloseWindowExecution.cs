using Regional.Contracts.Clearing;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Windows;

/// <summary>Under the region's exclusive lock: every posting that took this window has committed.</summary>
internal static class CloseWindowExecution
{
    public static async Task<CommandOutcome> RunAsync(CloseWindow command, CommandScope scope)
    {
        var id = new RefusalFact("window", command.Window.ToString());
        if (await LockedWindow.FindAsync(scope, command.Window) is not { } window)
        {
            return Outcome.Refused(RefusalReason.WindowUnknown, id);
        }

        if (window.IsClosed)
        {
            return Outcome.Refused(RefusalReason.WindowClosing, window.Facts());
        }

        if (scope.At < window.Closes)
        {
            return Outcome.Refused(RefusalReason.WindowNotDue, id, new("closes", $"{window.Closes:O}"));
        }

        var first = await scope.FindValueAsync<long>(
            "select id from windows where region_id = $1 and no < $2 and status < 3 order by no limit 1",
            window.Region, window.No);
        if (first is not null)
        {
            return Outcome.Refused(RefusalReason.WindowOutOfOrder, id, new("first", $"{first}"));
        }

        await scope.ExecuteAsync(
            "update windows set status = $2, closed_at = $3, report_status = 1 where id = $1",
            window.Id, WindowStatus.Closed, scope.At);
        await WindowSteps.MarkAsync(scope, window.Id, (short)WindowStep.Closed);
        return Outcome.Done(("window", window.Id), ("closedAt", scope.At));
    }
}
