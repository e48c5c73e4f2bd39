using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Payments;

/// <summary><c>pending post</c> and <c>pending void</c>.</summary>
internal static class PendingEnd
{
    public static Command Post(Verbs verbs)
    {
        var (posting, leg, ledger) = Which();
        var amount = Given.Text("--amount", "Post only so much and release the rest; default: all.");
        return verbs.Change("post", "End a pending transfer by moving its amount.", [posting, leg, ledger, amount],
            async call => call.Tell(await call.Client.PostPendingAsync(
                call.Get(ledger), call.Get(posting), call.Get(leg),
                new PostPendingBody { Id = call.Id, Amount = call.Get(amount) }, call.Cancel)));
    }

    public static Command Void(Verbs verbs)
    {
        var (posting, leg, ledger) = Which();
        var reason = Given.Reason();
        return verbs.Change("void", "End a pending transfer without moving anything.", [posting, leg, ledger, reason],
            async call => call.Tell(await call.Client.VoidPendingAsync(
                call.Get(ledger), call.Get(posting), call.Get(leg),
                new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    private static (Argument<Guid> Posting, Option<int> Leg, Option<string> Ledger) Which() =>
        (Given.Id("posting", "The posting that placed it."),
            new Option<int>("--leg") { Description = "Place in that posting, from 0 (default 0)." },
            Given.Ledger());
}
