using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class TermsList
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var limit = Given.Limit();
        return verbs.Read("list", "List the dated parameters of a ledger's scheme.", [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListTermsAsync(call.Get(ledger), call.Cancel), WireJson.Default.TermsView, call.Get(limit),
                call.Cancel,
                new("valid from", static terms => Figures.Date(terms.ValidFrom)),
                new("period", static terms => terms.Period is { } no ? $"{no}" : null, IsFigure: true),
                new("scheme", static terms => terms.Scheme),
                new("parameters", static terms => string.Join(
                    ", ", terms.Parameters.Select(static pair => $"{pair.Key}={pair.Value}"))),
                new("set by", static terms => terms.Actor),
                new("reason", static terms => terms.Reason),
                new("set at", static terms => Figures.Time(terms.SetAt))));
    }
}
