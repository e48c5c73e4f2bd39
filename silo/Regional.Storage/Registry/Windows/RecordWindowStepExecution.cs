using Regional.Contracts.Clearing;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Windows;

internal static class RecordWindowStepExecution
{
    public static async Task<CommandOutcome> RunAsync(RecordWindowStep command, CommandScope scope)
    {
        if (await LockedWindow.FindAsync(scope, command.Window) is not { } window)
        {
            return Outcome.Refused(RefusalReason.WindowUnknown, new RefusalFact("window", command.Window.ToString()));
        }

        if (!window.IsClosed)
        {
            return Outcome.Refused(RefusalReason.WindowNotClosed, window.Facts());
        }

        var done = Outcome.Done(("window", window.Id), ("step", (int)command.Step));
        if (await WindowSteps.IsDoneAsync(scope, window.Id, command.Step))
        {
            return done;
        }

        if (!await IsReadyAsync(command, scope))
        {
            return Outcome.Refused(RefusalReason.SettlementRunning, new RefusalFact("window", window.Id.ToString()));
        }

        await WindowSteps.MarkAsync(scope, window.Id, (short)command.Step);
        if (command.Step == WindowStep.Settled)
        {
            await scope.ExecuteAsync(
                "update windows set status = $2, settled_at = $3 where id = $1", window.Id, WindowStatus.Settled, scope.At);
        }
        else if (command.Step == WindowStep.ReportFinal)
        {
            await scope.ExecuteAsync("update windows set report_status = 2 where id = $1", window.Id);
        }

        return done;
    }

    private static async Task<bool> IsReadyAsync(RecordWindowStep command, CommandScope scope) => command.Step switch
    {
        WindowStep.Placed => await HasAllAsync(command, InstructionStatus.Pending, scope),
        WindowStep.Settled => await HasAllAsync(command, InstructionStatus.Confirmed, scope),
        WindowStep.Closed or WindowStep.DifferencesBooked or WindowStep.Planned or WindowStep.ReportFinal => true,
    };

    // The settlement is planned and no payment is short of the status.
    private static Task<bool> HasAllAsync(RecordWindowStep command, InstructionStatus least, CommandScope scope) =>
        scope.GetValueAsync<bool>(
            """
            select exists (select from window_steps where window_id = $1 and step = $3)
              and not exists (select from settlement_instructions where window_id = $1 and status < $2)
            """,
            command.Window, least, WindowStep.Planned);
}
