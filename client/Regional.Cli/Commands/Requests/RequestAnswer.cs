using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Requests;

/// <summary><c>request show</c>, <c>approve</c>, <c>decline</c> and <c>withdraw</c>.</summary>
internal static class RequestAnswer
{
    public static Command Show(Verbs verbs)
    {
        var request = Which();
        return verbs.Read("show", "Show one request.", [request],
            async call => call.Tell(await call.Client.FindRequestAsync(call.Get(request), call.Cancel)));
    }

    public static Command Approve(Verbs verbs)
    {
        var request = Which();
        return verbs.Change("approve", "Pay what was asked.", [request],
            async call => call.Tell(await call.Client.ApproveRequestAsync(
                call.Get(request), new CommandBody { Id = call.Id }, call.Cancel)));
    }

    public static Command Decline(Verbs verbs)
    {
        var (request, reason) = (Which(), Given.Reason());
        return verbs.Change("decline", "Say no to a request.", [request, reason],
            async call => call.Tell(await call.Client.DeclineRequestAsync(
                call.Get(request), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    public static Command Withdraw(Verbs verbs)
    {
        var (request, reason) = (Which(), Given.Reason());
        return verbs.Change("withdraw", "Take your own request back.", [request, reason],
            async call => call.Tell(await call.Client.WithdrawRequestAsync(
                call.Get(request), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    private static Argument<Guid> Which() => Given.Id("request", "The request.");
}
