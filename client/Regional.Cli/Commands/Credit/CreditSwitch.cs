using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Credit;

/// <summary><c>credit on</c>, <c>credit off</c> and <c>credit switches</c>.</summary>
internal static class CreditSwitch
{
    public static Command On(Verbs verbs) =>
        Build(verbs, "on", "Switch mutual credit on: members may go below zero within their limits.", isOn: true);

    public static Command Off(Verbs verbs) =>
        Build(verbs, "off", "Switch mutual credit off: nobody goes further below zero; negative balances may rise.", isOn: false);

    public static Command List(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        return verbs.Read(
            "switches", "List when mutual credit was switched, by whom and why; the first one is in force.",
            [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListCreditSwitchesAsync(call.Get(ledger), call.Cancel), WireJson.Default.CreditSwitchView,
                call.Get(limit), call.Cancel,
                new("at", static one => Figures.Time(one.At)),
                new("credit", static one => one.IsOn ? "on" : "off"),
                new("by", static one => one.Actor),
                new("reason", static one => one.Reason)));
    }

    private static Command Build(Verbs verbs, string name, string says, bool isOn)
    {
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        return verbs.Change(
            name, says, [ledger, reason],
            async call => call.Tell(await call.Client.SwitchCreditAsync(
                call.Get(ledger),
                new SwitchCreditBody { Id = call.Id, IsOn = isOn, Reason = call.Get(reason) },
                call.Cancel)));
    }
}
