using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

internal static class MaturityShow
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        var date = Given.Date("--date", "For this date, default today");
        return verbs.Read("maturities", "Show what may be spent, what matures when, what is charged next.", [account, date],
            async call => call.Answers.Tell(
                await call.Client.FindMaturitiesAsync(call.Get(account), call.Get(date), call.Cancel),
                WireJson.Default.MaturitiesView,
                static (to, view) => to.Print(
                [
                    ("account", view.Account),
                    ("date", Figures.Date(view.Date)),
                    ("class", view.Class),
                    ("clears on", Figures.Date(view.ClearingDate)),
                    ("balance", $"{view.Balance}"),
                    ("accrued", $"{view.Accrued}"),
                    ("available", $"{view.Available}"),
                    ("spendable", view.Spendable?.ToString() ?? "no limit"),
                    ("next charge", view.NextChargeOn is null ? "none" : $"{view.NextCharge} on {Figures.Date(view.NextChargeOn)}"),
                    .. view.Lots.Select(static lot => (
                        $"lot {lot.Lot}",
                        (string?)$"{lot.Open} matures {Figures.Date(lot.MaturesOn)}{(lot.IsMatured ? ", charged now" : lot.IsNoticed ? ", charged soon" : "")}")),
                ])));
    }
}
