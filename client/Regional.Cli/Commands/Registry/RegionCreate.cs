using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Registry;

internal static class RegionCreate
{
    public static Command Build(Verbs verbs)
    {
        var code = Given.Code("code", "Code of the region and of its ledger.");
        var name = Given.Needed("--name", "For people.");
        var currency = Given.Needed("--currency", "The region's unit, for example IDR.");
        var scale = new Option<int>("--scale") { Description = "Its decimal places, 0 to 8.", Required = true };
        var zone = Given.Needed("--time-zone", "IANA name that says when a day is, for example Asia/Jakarta.");
        var policy = new Option<string>("--cap-policy")
        {
            Description = "What happens to a trade beyond a net cap (default refuse).",
            DefaultValueFactory = _ => "refuse",
        };
        policy.AcceptOnlyFromAmong("refuse", "queue");
        return verbs.Change(
            "create", "Create a region with its own ledger.", [code, name, currency, scale, zone, policy],
            async call => call.Tell(await call.Client.CreateRegionAsync(
                new CreateRegionBody
                {
                    Id = call.Id,
                    Code = call.Get(code),
                    Name = call.Get(name),
                    Currency = call.Get(currency),
                    Scale = call.Get(scale),
                    TimeZone = call.Get(zone),
                    CapPolicy = call.Get(policy),
                },
                call.Cancel)));
    }
}
