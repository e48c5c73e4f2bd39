using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Requests;

internal static class RequestList
{
    public static Command Build(Verbs verbs)
    {
        var account = Given.Account("account", "Payer or payee");
        var limit = Given.Limit();
        return verbs.Read("list", "List what an account asked for or was asked for.", [account, limit],
            call => call.Answers.TellAsync(
                call.Client.ListRequestsAsync(call.Get(account), call.Cancel), WireJson.Default.RequestView,
                call.Get(limit), call.Cancel,
                new("request", static request => $"{request.Id}"),
                new("status", static request => request.Status),
                new("payee", static request => request.Payee),
                new("payer", static request => request.Payer),
                new("amount", static request => $"{request.Amount}", IsFigure: true),
                new("expires", static request => Figures.Time(request.ExpiresAt)),
                new("document", static request => request.DocumentNumber),
                new("reference", static request => request.Reference)));
    }
}
