using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon decide</c>: writes down what the general meeting decided.</summary>
internal static class DecisionVerbs
{
    public static Command Record(Verbs verbs)
    {
        var subject = Given.Code("subject", "The project, or the person.");
        var kind = Given.Needed(
            "--kind", "trusteeElection, grant, loan, membershipDevelopment or project.");
        var met = Given.Date("--met-on", "Date of the meeting");
        met.Required = true;
        var amount = Given.Text("--amount", "What the Community Fund is to pay, in units; not of an election.");
        var (yes, no) = (
            new Option<int>("--for") { Description = "Votes for it.", Required = true },
            new Option<int>("--against") { Description = "Votes against it.", Required = true });
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        return verbs.Change(
            "decide", "Write down a decision of the general meeting.",
            [subject, kind, met, amount, yes, no, ledger, reason],
            async call => call.Tell(await call.Client.RecordDecisionAsync(
                call.Get(ledger),
                new DecisionBody
                {
                    Id = call.Id,
                    Kind = call.Get(kind),
                    Subject = call.Get(subject),
                    MetOn = call.Get(met)!.Value,
                    Amount = call.Get(amount),
                    For = call.Get(yes),
                    Against = call.Get(no),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }
}
