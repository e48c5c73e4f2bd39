using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>What people do with a totalled period.</summary>
internal static class AdvancePeriodExecution
{
    public static Task<CommandOutcome> RunAsync(SignOffPeriod command, CommandScope scope) =>
        RunAsync(command.Ledger, command.No, PeriodStatus.SignedOff, scope);

    public static Task<CommandOutcome> RunAsync(PublishPeriod command, CommandScope scope) =>
        RunAsync(command.Ledger, command.No, PeriodStatus.Published, scope);

    private static async Task<CommandOutcome> RunAsync(
        LedgerId ledger, int no, PeriodStatus wanted, CommandScope scope)
    {
        if (await LockedPeriod.FindAsync(scope, ledger, no) is not { } period)
        {
            return LockedPeriod.Unknown(ledger, no);
        }

        if (PeriodRules.Check(period.Span, period.Status, period.Before, wanted, period.Today) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        if (period.Status < wanted)
        {
            await period.SetAsync(scope, wanted);
        }

        return period.Reached(wanted);
    }
}
