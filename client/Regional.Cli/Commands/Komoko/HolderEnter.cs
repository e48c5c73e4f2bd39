using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

internal static class HolderEnter
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var member = Given.Code("member", "Code of the member");
        var holder = Given.Needed("--class", "household or business; it never changes.");
        holder.AcceptOnlyFromAmong("household", "business");
        var clearing = Given.Date("--first-clearing", "Last date of a turnover period");
        clearing.Required = true;
        var months = new Option<int?>("--months") { Description = "Length of a turnover period (default 3).", HelpName = "months" };
        var isLong = Given.Flag("--long", "Entitled to a period longer than the mandatory clearing period.");
        var depreciation = Given.Text("--depreciation", "Depreciation cost of a turnover period; default none.");
        var from = Given.Date("--from", "First date, default today");
        var reason = Given.Reason();
        return verbs.Change("holder", "Enter a member as household or business.",
            [member, ledger, holder, clearing, months, isLong, depreciation, from, reason],
            async call => call.Tell(await call.Client.EnterHolderAsync(
                call.Get(ledger),
                call.Get(member),
                new EnterHolderBody
                {
                    Id = call.Id,
                    Class = call.Get(holder),
                    FirstClearing = call.Get(clearing),
                    TurnoverMonths = call.Get(months),
                    IsLongEntitled = call.Get(isLong),
                    Depreciation = call.Get(depreciation),
                    ValidFrom = call.Get(from),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }
}
