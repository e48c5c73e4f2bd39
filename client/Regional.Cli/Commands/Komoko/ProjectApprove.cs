using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Komoko;

internal static class ProjectApprove
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "The project's account");
        var first = Given.Date("--first-month", "First day of the first month");
        first.Required = true;
        var ends = Given.Date("--ends", "When it is to be finished");
        ends.Required = true;
        var forecast = Given.Needed("--forecast", "Spending by month, separated by commas.");
        var monthly = Given.Flag("--monthly-limits", "The cumulative forecast binds the overdraft month by month.");
        var overdraft = Given.Needed("--overdraft", "Overdraft of the whole project.");
        var pledge = Given.Needed("--pledge", "The document that secures it.");
        var underwriter = Given.Needed("--underwriter", "Who refunds the community if it fails.");
        var reason = Given.Reason();
        return verbs.Change("project", "Approve an investment project.",
            [account, first, ends, forecast, monthly, overdraft, pledge, underwriter, reason],
            async call => call.Tell(await call.Client.ApproveProjectAsync(
                call.Get(account),
                new ApproveProjectBody
                {
                    Id = call.Id,
                    FirstMonth = call.Get(first),
                    EndsOn = call.Get(ends),
                    Forecast = call.Get(forecast).Split(',', StringSplitOptions.TrimEntries),
                    HasMonthlyLimits = call.Get(monthly),
                    Overdraft = call.Get(overdraft),
                    Pledge = call.Get(pledge),
                    Underwriter = call.Get(underwriter),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }
}
