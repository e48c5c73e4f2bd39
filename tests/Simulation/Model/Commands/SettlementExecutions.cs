using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Reading;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>The durable steps of a closed window: plan, marks, late payers.</summary>
internal static class SettlementExecutions
{
    public static CommandOutcome Run(PlanSettlement command, CommandContext context)
    {
        var tables = context.Tables;
        if (FindClosed(command.Window, tables, out var window) is { } refused)
        {
            return refused;
        }

        if (!window!.Steps.Contains((short)WindowStep.Planned))
        {
            Compare(command, window, tables);
            foreach (var position in command.Positions)
            {
                if (position.Instruction is { } id)
                {
                    tables.Add(new InstructionRow
                    {
                        Id = id,
                        Window = window.Id,
                        Account = position.Account,
                        IsPayOut = position.Settled > 0,
                        AmountMinor = Math.Abs(position.Settled),
                        Due = command.Due,
                    });
                }
            }

            window.Steps.Add((short)WindowStep.Planned);
        }

        return Outcome.Done(("window", window.Id), ("instructions", tables.InstructionsOf(window.Id).Count));
    }

    public static CommandOutcome Run(RecordWindowStep command, CommandContext context)
    {
        var tables = context.Tables;
        if (FindClosed(command.Window, tables, out var window) is { } refused)
        {
            return refused;
        }

        if (!window!.Steps.Contains((short)command.Step))
        {
            if (!IsReady(command.Step, window, tables))
            {
                return Outcome.Refused(
                    RefusalReason.SettlementRunning, new RefusalFact("window", window.Id.ToString()));
            }

            window.Steps.Add((short)command.Step);
            if (command.Step == WindowStep.Settled)
            {
                (window.Status, window.SettledAt) = (Contracts.Clearing.WindowStatus.Settled, context.At);
            }
        }

        return Outcome.Done(("window", window.Id), ("step", (int)command.Step));
    }

    public static CommandOutcome Run(DeclareArrears command, CommandContext context)
    {
        var tables = context.Tables;
        var id = new RefusalFact("instruction", command.Instruction.ToString());
        if (!tables.Instructions.TryGetValue(command.Instruction, out var instruction))
        {
            return Outcome.Refused(RefusalReason.InstructionUnknown, id);
        }

        if (!instruction.IsDeclared)
        {
            if (instruction.Status == InstructionStatus.Confirmed)
            {
                return Outcome.Refused(RefusalReason.InstructionEnded, id, new("state", "confirmed"));
            }

            var today = tables.Region(tables.Window(instruction.Window)!.Region)!.DateOf(context.At);
            if (instruction.IsPayOut || today <= instruction.Due)
            {
                return Outcome.Refused(RefusalReason.InstructionNotDue, id, new("due", $"{instruction.Due:O}"));
            }

            instruction.IsDeclared = true;
            var row = tables.Account(instruction.Account)!;
            if (row.State.Status == AccountStatus.Open)
            {
                context.Change(row, static state => state with { Status = AccountStatus.DebitsBlocked });
            }
        }

        return Outcome.Done(
            context.Changed(), ("instruction", command.Instruction), ("account", instruction.Account));
    }

    private static CommandOutcome? FindClosed(WindowId id, ModelTables tables, out WindowRow? window)
    {
        window = tables.Window(id);
        return window switch
        {
            null => Outcome.Refused(RefusalReason.WindowUnknown, new RefusalFact("window", id.ToString())),
            { IsClosed: false } => Outcome.Refused(RefusalReason.WindowNotClosed, WindowExecutions.Facts(window)),
            _ => null,
        };
    }

    // A closed window's positions never change, so a plan that differs was worked out wrongly: a bug, not a refusal.
    private static void Compare(PlanSettlement command, WindowRow window, ModelTables tables)
    {
        var planned = command.Positions.OrderBy(static position => position.Account)
            .Select(static position => (position.Account, position.Opening, position.Paid, position.Received));
        var recomputed = WindowFigures.Positions(tables, window)
            .Select(static position => (position.Account, position.Opening, position.Paid, position.Received));
        if (!planned.SequenceEqual(recomputed))
        {
            throw new InvariantViolation(
                $"The settlement of window {window.Id} was planned on [{string.Join(' ', planned)}], but the journal says "
                + $"[{string.Join(' ', recomputed)}].");
        }
    }

    private static bool IsReady(WindowStep step, WindowRow window, ModelTables tables) => step switch
    {
        WindowStep.Placed => HasAll(InstructionStatus.Pending, window, tables),
        WindowStep.Settled => HasAll(InstructionStatus.Confirmed, window, tables),
        WindowStep.Closed or WindowStep.DifferencesBooked or WindowStep.Planned or WindowStep.ReportFinal => true,
    };

    private static bool HasAll(InstructionStatus least, WindowRow window, ModelTables tables) =>
        window.Steps.Contains((short)WindowStep.Planned)
        && tables.InstructionsOf(window.Id).TrueForAll(instruction => instruction.Status >= least);
}
