using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Periods;

/// <summary><c>period end</c>, <c>period sign-off</c> and <c>period publish</c>.</summary>
internal static class PeriodEnd
{
    // A step's mark moves every half second or so.
    private static readonly TimeSpan AskEvery = TimeSpan.FromSeconds(1);

    public static Command End(Verbs verbs)
    {
        var (no, ledger, reason) = (PeriodShow.No(), Given.Ledger(), Given.Reason());
        return verbs.Change(
            "end", "End a period: no more lines, every account totalled. Waits until it is through, with progress.",
            [no, ledger, reason],
            async call => call.Answers.Tell(
                await EndAsync(call, call.Get(ledger), call.Get(no), call.Get(reason)), WireJson.Default.PeriodView,
                PeriodShow.Print));
    }

    public static Command SignOff(Verbs verbs)
    {
        var (no, ledger, reason) = (PeriodShow.No(), Given.Ledger(), Given.Reason());
        return verbs.Change(
            "sign-off", "Answer for a totalled period's figures.", [no, ledger, reason],
            async call => call.Answers.Tell(
                await call.Client.SignOffPeriodAsync(
                    call.Get(ledger), call.Get(no), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel),
                WireJson.Default.PeriodView, PeriodShow.Print));
    }

    public static Command Publish(Verbs verbs)
    {
        var (no, ledger, reason) = (PeriodShow.No(), Given.Ledger(), Given.Reason());
        return verbs.Change(
            "publish", "Show a signed-off period to the members.", [no, ledger, reason],
            async call => call.Answers.Tell(
                await call.Client.PublishPeriodAsync(
                    call.Get(ledger), call.Get(no), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel),
                WireJson.Default.PeriodView, PeriodShow.Print));
    }

    // A server answers after some twenty seconds whatever is left to do, and goes on.
    private static async Task<Answer<PeriodView>> EndAsync(Call call, string ledger, int no, string? reason)
    {
        var answer = await call.Client.EndPeriodAsync(
            ledger, no, new CommandBody { Id = call.Id, Reason = reason }, call.Cancel);
        var line = new ProgressLine(call.Shell.Error, call.Shell.IsErrorTerminal, call.Shell.Time, "accounts");
        try
        {
            while (answer.IsDone && answer.Value.Status == "totalling")
            {
                Report(line, answer.Value);
                await Task.Delay(AskEvery, call.Shell.Time, call.Cancel);
                answer = await call.Client.FindPeriodAsync(ledger, no, call.Cancel);
            }
        }
        finally
        {
            line.End();
        }

        return answer;
    }

    private static void Report(ProgressLine line, PeriodView period)
    {
        var step = period.Steps.LastOrDefault(static one => !one.IsDone);
        var done = step?.Accounts ?? 0;
        line.Report(
            done, period.Accounts is > 0 and var all ? decimal.Min(1, (decimal)done / all) : null,
            step is null ? "" : $", {step.Step}");
    }
}
