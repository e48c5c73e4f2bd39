using Regional.Contracts.Clearing;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Refusals;
using Regional.Storage.Clearing;

namespace Regional.Storage.Registry.Windows;

internal static class PlanSettlementExecution
{
    public static async Task<CommandOutcome> RunAsync(PlanSettlement command, CommandScope scope)
    {
        if (await LockedWindow.FindAsync(scope, command.Window) is not { } window)
        {
            return Outcome.Refused(RefusalReason.WindowUnknown, new RefusalFact("window", command.Window.ToString()));
        }

        if (!window.IsClosed)
        {
            return Outcome.Refused(RefusalReason.WindowNotClosed, window.Facts());
        }

        if (!await WindowSteps.IsDoneAsync(scope, window.Id, WindowStep.Planned))
        {
            await CompareAsync(command, scope);
            await StorePositionsAsync(command, scope);
            await StoreInstructionsAsync(command, scope);
            await WindowSteps.MarkAsync(scope, window.Id, (short)WindowStep.Planned);
        }

        var instructions = await scope.GetValueAsync<long>(
            "select count(*) from settlement_instructions where window_id = $1", window.Id);
        return Outcome.Done(("window", window.Id), ("instructions", instructions));
    }

    // A closed window's positions never change, so a plan that differs was worked out wrongly: a bug, not a refusal.
    private static async Task CompareAsync(PlanSettlement command, CommandScope scope)
    {
        var journal = await scope.FindRowsAsync(PositionRow.OfWindow, PositionRow.Read, command.Window);
        var planned = command.Positions.OrderBy(static position => position.Account)
            .Select(static position => (position.Account, position.Opening, position.Paid, position.Received));
        var recomputed = journal.Select(static position =>
            (position.Account, position.Opening, position.Paid, position.Received));
        if (!planned.SequenceEqual(recomputed))
        {
            throw new InvariantViolation(
                $"The settlement of window {command.Window} was planned on [{string.Join(' ', planned)}], "
                + $"but the journal says [{string.Join(' ', recomputed)}].");
        }
    }

    private static Task StorePositionsAsync(PlanSettlement command, CommandScope scope)
    {
        var positions = command.Positions;
        return scope.ExecuteAsync(
            """
            insert into settlement_positions
              (window_id, account_id, opening, paid, received, position, carry_limit, carried, settled)
            select $1, account, opening, paid, received, opening - paid + received, carry_limit, carried, settled
            from unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
              as given (account, opening, paid, received, carry_limit, carried, settled)
            """,
            command.Window,
            positions.Select(static position => position.Account.Value).ToArray(),
            positions.Select(static position => position.Opening).ToArray(),
            positions.Select(static position => position.Paid).ToArray(),
            positions.Select(static position => position.Received).ToArray(),
            positions.Select(static position => position.CarryLimit).ToArray(),
            positions.Select(static position => position.Carried).ToArray(),
            positions.Select(static position => position.Settled).ToArray());
    }

    private static Task StoreInstructionsAsync(PlanSettlement command, CommandScope scope)
    {
        var paying = command.Positions.Where(static position => position.Instruction is not null).ToArray();
        return scope.ExecuteAsync(
            """
            insert into settlement_instructions (id, window_id, account_id, is_pay_out, amount, due)
            select id, $1, account, settled > 0, abs(settled), $2
            from unnest($3::uuid[], $4::bigint[], $5::bigint[]) as given (id, account, settled)
            """,
            command.Window,
            command.Due,
            Array.ConvertAll(paying, static position => position.Instruction!.Value.Value),
            Array.ConvertAll(paying, static position => position.Account.Value),
            Array.ConvertAll(paying, static position => position.Settled));
    }
}
