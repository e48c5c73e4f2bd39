using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>The steps of a period's end, on the tables.</summary>
internal static class PeriodSteps
{
    public static CommandOutcome Run(TotalPeriodChunk command, CommandContext context)
    {
        var (name, place) = command.Step == TotalsStep.Totals ? ("totals", 0) : ("final-totals", int.MaxValue);
        if (Find(command.Period, name, place, command.After, context, out var period) is { } refused)
        {
            return refused;
        }

        var accounts = context.Tables.Accounts.Select(static row => row.State.Id)
            .Where(id => context.Tables.Account(id)!.State.Ledger == period.Ledger && id.CompareTo(command.After) > 0)
            .Order().Take(command.CountMax).ToImmutableArray();
        var totalled = 0;
        foreach (var account in accounts)
        {
            var entries = context.Tables.Account(account)!.State.Entries;
            if (command.Step == TotalsStep.Totals || period.TotalledEntries.GetValueOrDefault(account, -1) != entries)
            {
                period.Totals[account] = Total(context.Tables, period, account);
                period.TotalledEntries[account] = entries;
                totalled++;
            }
        }

        var isLast = accounts.Length < command.CountMax;
        return Move(period, place, new StepProgress(
            name, accounts.IsEmpty ? command.After : accounts[^1], accounts.Length, 0, totalled, 0, isLast));
    }

    public static CommandOutcome Run(RecordPeriodChunk command, CommandContext context)
    {
        var chunk = command.Chunk;
        if (Find(command.Period, chunk.Step, chunk.Place, chunk.After, context, out var period) is { } refused)
        {
            return refused;
        }

        foreach (var record in command.Records)
        {
            Write(record, period, context.Tables);
        }

        period.Exceptions.AddRange(command.Exceptions.Select(one => (chunk.Step, one)));
        var moved = (CommandOutcome.Done)Move(period, chunk.Place, new StepProgress(
            chunk.Step, chunk.UpTo, chunk.Accounts, command.Postings, command.Records.Length, command.Exceptions.Length,
            chunk.IsLast));
        return moved with { Accounts = context.Changed() };
    }

    public static CommandOutcome Run(CompletePeriod command, CommandContext context)
    {
        if (context.Tables.Period(command.Period) is not { } period)
        {
            return Unknown(command.Period);
        }

        if (period.Status >= PeriodStatus.Totalled)
        {
            return PeriodExecutions.Reached(period, period.Status);
        }

        if (period.Status == PeriodStatus.Open || !period.Steps.ContainsKey(0)
            || period.Steps.Values.Any(static step => !step.IsDone))
        {
            return Elsewhere(period);
        }

        var totals = period.Totals.Values;
        period.Report = new PeriodReportTotals(
            totals.Count,
            totals.Count(static one => one.Debits != 0 || one.Credits != 0),
            Sum(totals, static one => one.Debits),
            Sum(totals, static one => one.Credits),
            Sum(totals, static one => Math.Max(one.Closing, 0)),
            Sum(totals, static one => Math.Min(one.Closing, 0)),
            period.Steps.Values.Sum(static step => step.Postings),
            period.Steps.Values.Sum(static step => step.Exceptions));
        context.Tables.Books[period.Ledger] = context.Tables.Books[period.Ledger] with { Totalling = null };
        PeriodExecutions.Set(period, PeriodStatus.Totalled, context);
        return PeriodExecutions.Reached(period, PeriodStatus.Totalled);
    }

    // The report has the most that fits where the sum does not.
    private static long Sum(IEnumerable<PeriodTotals> totals, Func<PeriodTotals, long> figure) => (long)Int128.Clamp(
        totals.Aggregate((Int128)0, (sum, one) => sum + figure(one)), -long.MaxValue, long.MaxValue);

    private static void Write(PeriodRecord record, PeriodRow period, ModelTables tables)
    {
        switch (record)
        {
            case PointsRecord points:
                tables.Pool.Points[points.Account] = points.Line.TotalMinor;
                break;
            case RepaymentRecord repaid:
                tables.Coupons.Repayments.Add((period.Span.Id.Value, repaid.Account), repaid.Line);
                break;
            default:
                throw new InvariantViolation($"The model does not know {record.GetType().Name}.");
        }
    }

    // From all lines there are: nothing of earlier totals is taken over.
    private static PeriodTotals Total(ModelTables tables, PeriodRow period, AccountId account) => PeriodTotals.Of(
        period.Span,
        tables.Transfers.Where(row => row.Moves && (row.Leg.Debit == account || row.Leg.Credit == account))
            .Select(row => (row.BusinessDate, row.Leg.Debit == account, row.Leg.Amount.Minor)));

    private static CommandOutcome? Find(
        PeriodId id, string step, int place, AccountId after, CommandContext context, out PeriodRow period)
    {
        period = context.Tables.Period(id)!;
        if (period is null)
        {
            return Unknown(id);
        }

        if (!period.Steps.TryGetValue(place, out var progress))
        {
            progress = new StepProgress(step, default, 0, 0, 0, 0, IsDone: false);
        }

        return period.Status == PeriodStatus.Totalling && !progress.IsDone && progress.After == after
            ? null
            : Elsewhere(period);
    }

    private static CommandOutcome Move(PeriodRow period, int place, StepProgress move)
    {
        var before = period.Steps.GetValueOrDefault(place);
        period.Steps[place] = move with
        {
            Accounts = move.Accounts + (before?.Accounts ?? 0),
            Postings = move.Postings + (before?.Postings ?? 0),
            Records = move.Records + (before?.Records ?? 0),
            Exceptions = move.Exceptions + (before?.Exceptions ?? 0),
        };
        return Outcome.Done(("after", move.After), ("done", move.IsDone));
    }

    private static CommandOutcome Unknown(PeriodId id) =>
        Outcome.Refused(RefusalReason.PeriodUnknown, new("ledger", ""), new("period", id.ToString()));

    private static CommandOutcome Elsewhere(PeriodRow period) =>
        Outcome.Refused(RefusalReason.PeriodRunning, new RefusalFact("period", $"{period.Span.No}"));
}
