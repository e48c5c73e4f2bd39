using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Clearing;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Calendars and states of periods.</summary>
internal static class PeriodExecutions
{
    public static CommandOutcome Run(SetPeriodCalendar command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(command.Ledger) is not { } ledger)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (ledger.Community is null)
        {
            return Outcome.Refused(RefusalReason.PeriodsNotKept, new RefusalFact("ledger", ledger.Id.ToString()));
        }

        var region = tables.RegionOf(ledger);
        var open = tables.PeriodsOf(ledger.Id).LastOrDefault();
        if (open is not null && command.FirstDate is { } wanted
            && tables.PeriodsOf(ledger.Id)[0].Span.FirstDate != wanted)
        {
            return Outcome.Refused(
                RefusalReason.PeriodStarted,
                new("ledger", ledger.Id.ToString()),
                new("firstDate", $"{wanted:O}"),
                new("earliest", $"{open.Span.FirstDate:O}"));
        }

        BusinessCalendar.Make(command.Cycle, command.ClosesAt, command.Weekend, command.Holidays, region.Zone)
            .TryGet(out var calendar, out _);
        var firstSetAt = tables.PeriodCalendars.TryGetValue(ledger.Id, out var known) ? known.FirstSetAt : context.At;
        tables.PeriodCalendars[ledger.Id] = new PeriodCalendarRow(calendar!, firstSetAt);
        if (open is null)
        {
            var today = region.DateOf(context.At);
            open = Open(tables, ledger.Id, 1, command.FirstDate ?? PeriodSchedule.FirstDate(calendar!, today));
        }
        else
        {
            open.Span = open.Span with { LastDate = PeriodSchedule.LastDate(calendar!, open.Span.FirstDate) };
        }

        return Outcome.Done(
            ("period", open.Span.Id), ("no", open.Span.No), ("firstDate", $"{open.Span.FirstDate:O}"),
            ("lastDate", $"{open.Span.LastDate:O}"));
    }

    public static CommandOutcome Run(BeginPeriodEnd command, CommandContext context)
    {
        var tables = context.Tables;
        var answer = Advance(command.Ledger, command.No, PeriodStatus.Totalling, context, out var period);
        if (period is null)
        {
            return answer;
        }

        period.AccountCount = tables.Accounts.Count(account => account.State.Ledger == command.Ledger);
        tables.Books[command.Ledger] = new PeriodBooks(period.Span.LastDate, period.Span);
        Open(tables, command.Ledger, command.No + 1, period.Span.LastDate.AddDays(1));
        context.RaiseTerms(tables.Ledger(command.Ledger)!);
        return answer;
    }

    public static CommandOutcome Run(SignOffPeriod command, CommandContext context) =>
        Advance(command.Ledger, command.No, PeriodStatus.SignedOff, context, out _);

    public static CommandOutcome Run(PublishPeriod command, CommandContext context) =>
        Advance(command.Ledger, command.No, PeriodStatus.Published, context, out _);

    /// <summary>What a command that reached a state answers, now or again.</summary>
    public static CommandOutcome Reached(PeriodRow period, PeriodStatus status) =>
        Outcome.Done(("period", period.Span.Id), ("status", PeriodRules.Word(status)));

    /// <summary>Takes a period to a state and records who did.</summary>
    public static void Set(PeriodRow period, PeriodStatus status, CommandContext context)
    {
        period.Status = status;
        period.Marks.Add(new PeriodMark(status, context.At, context.Actor, context.Reason, context.Id));
    }

    // The period, where it was taken to the state now.
    private static CommandOutcome Advance(
        LedgerId ledger, int no, PeriodStatus wanted, CommandContext context, out PeriodRow? advanced)
    {
        advanced = null;
        var periods = context.Tables.PeriodsOf(ledger);
        if (no < 1 || no > periods.Count)
        {
            return Outcome.Refused(RefusalReason.PeriodUnknown, new("ledger", ledger.ToString()), new("period", $"{no}"));
        }

        var period = periods[no - 1];
        var today = context.Tables.RegionOf(context.Tables.Ledger(ledger)!).DateOf(context.At);
        PeriodStatus? before = no > 1 ? periods[no - 2].Status : null;
        if (PeriodRules.Check(period.Span, period.Status, before, wanted, today) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        if (period.Status < wanted)
        {
            advanced = period;
            Set(period, wanted, context);
        }

        return Reached(period, wanted == PeriodStatus.Totalling ? period.Status : wanted);
    }

    private static PeriodRow Open(ModelTables tables, LedgerId ledger, int no, DateOnly first)
    {
        var last = PeriodSchedule.LastDate(tables.PeriodCalendars[ledger].Calendar, first);
        var period = new PeriodRow
        {
            Span = new PeriodSpan(new PeriodId(tables.PeriodIds.Next()), no, first, last),
            Ledger = ledger,
        };
        tables.PeriodsOf(ledger).Add(period);
        return period;
    }
}
