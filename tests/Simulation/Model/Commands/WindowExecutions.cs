using Regional.Contracts.Clearing;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Clearing;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>The borders of windows.</summary>
internal static class WindowExecutions
{
    /// <summary>The mark of a window that was cut by hand.</summary>
    private const short CutStep = 1;

    private static readonly TimeSpan MadeAhead = TimeSpan.FromDays(40);

    public static CommandOutcome Run(SetCalendar command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Region(command.Region) is not { } region)
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        var isFirst = !tables.Calendars.ContainsKey(region.Id);
        var id = tables.CalendarIds.Next();
        if (!BusinessCalendar.Make(command.Cycle, command.ClosesAt, command.Weekend, command.Holidays, region.Zone)
            .TryGet(out var calendar, out var refusal))
        {
            throw new InvariantViolation($"A calendar past its form is none: {refusal}.");
        }

        tables.Calendars[region.Id] = calendar;
        if (isFirst)
        {
            EndFirstWindow(tables, region, calendar, context.At);
        }

        WindowsAhead.Make(tables, region, context.At + MadeAhead, context.At);
        return Outcome.Done(("calendar", id));
    }

    public static CommandOutcome Run(CutWindow command, CommandContext context)
    {
        var tables = context.Tables;
        var open = tables.WindowsOf(command.Region)
            .Where(window => window.Status == WindowStatus.Open && window.Opens < context.At && context.At < window.Closes)
            .MinBy(static window => window.No);
        if (open is null)
        {
            return Outcome.Refused(
                RefusalReason.WindowUnknown, new RefusalFact("window", $"now in region {command.Region}"));
        }

        var (closes, date) = (open.Closes, open.BusinessDate);
        var today = tables.Region(command.Region)!.DateOf(context.At);
        open.Closes = context.At;
        open.BusinessDate = today < date ? today : date;
        open.Steps.Add(CutStep);
        foreach (var later in tables.WindowsOf(command.Region).Where(window => window.No > open.No))
        {
            later.No++;
        }

        var next = WindowsAhead.Add(tables, command.Region, open.No + 1, context.At, closes, date);
        return Outcome.Done(("window", open.Id), ("closes", context.At), ("next", next.Id));
    }

    public static CommandOutcome Run(CloseWindow command, CommandContext context)
    {
        var id = new RefusalFact("window", command.Window.ToString());
        if (context.Tables.Window(command.Window) is not { } window)
        {
            return Outcome.Refused(RefusalReason.WindowUnknown, id);
        }

        if (window.IsClosed)
        {
            return Outcome.Refused(RefusalReason.WindowClosing, Facts(window));
        }

        if (context.At < window.Closes)
        {
            return Outcome.Refused(RefusalReason.WindowNotDue, id, new("closes", $"{window.Closes:O}"));
        }

        var first = context.Tables.WindowsOf(window.Region)
            .Where(other => other.No < window.No && !other.IsClosed).MinBy(static other => other.No);
        if (first is not null)
        {
            return Outcome.Refused(RefusalReason.WindowOutOfOrder, id, new("first", $"{first.Id}"));
        }

        (window.Status, window.ClosedAt) = (WindowStatus.Closed, context.At);
        window.Steps.Add((short)WindowStep.Closed);
        return Outcome.Done(("window", window.Id), ("closedAt", context.At));
    }

    /// <summary>A window with its state, for refusals.</summary>
    public static RefusalFact[] Facts(WindowRow window) =>
        [new("window", window.Id.ToString()), new("state", window.Status.ToString().ToLowerInvariant())];

    // The window without end of a region that had no calendar ends at the first cut-off.
    private static void EndFirstWindow(
        ModelTables tables, RegionRow region, BusinessCalendar calendar, DateTimeOffset at)
    {
        var cutOff = WindowSchedule.Extend(calendar, at, at)[0];
        var last = tables.WindowsOf(region.Id).MaxBy(static window => window.No);
        if (last is { Status: WindowStatus.Open } && last.Opens < at && at < last.Closes)
        {
            (last.Closes, last.BusinessDate) = (cutOff.Closes, cutOff.BusinessDate);
        }
    }
}
