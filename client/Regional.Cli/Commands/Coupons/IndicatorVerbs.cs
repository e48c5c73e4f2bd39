using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon indicators</c>: enters a month's figures; <c>coupon report</c> shows what they come to.</summary>
internal static class IndicatorVerbs
{
    public static Command Enter(Verbs verbs)
    {
        var month = Given.Code("month", "The month, YYYY-MM.");
        var figures = new Option<string[]>("--figure")
        {
            Description = "name=value, again for each: accounts, savings, assets, savingsDeposits, newBusinesses, "
                + "incomeInCoupons (per cent), tracerNotes, tracerHands, businessTurnover, memberSpending, localTrade.",
            DefaultValueFactory = _ => [],
        };
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        return verbs.Change(
            "indicators", "Enter a month's indicators; a figure entered again replaces the one before.",
            [month, figures, ledger, reason],
            async call => call.Tell(await call.Client.EnterIndicatorsAsync(
                call.Get(ledger),
                call.Get(month),
                new IndicatorsBody { Id = call.Id, Figures = Read(call.Get(figures)), Reason = call.Get(reason) },
                call.Cancel)));
    }

    private static Dictionary<string, string> Read(string[] given)
    {
        var figures = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in given)
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } name, { Length: > 0 } value] || !figures.TryAdd(name, value))
            {
                throw new UsageException($"'{pair}' is not of the form name=value, or is there twice.");
            }
        }

        return figures;
    }
}
