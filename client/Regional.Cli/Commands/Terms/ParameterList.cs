using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class ParameterList
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Text("--ledger", "Code of the ledger: its parameters with the values in force.");
        var scheme = Given.Text("--scheme", "Name of a scheme: its parameters alone.");
        var limit = Given.Limit();
        return verbs.Read("parameters", "List what terms can say, and what they say now.", [ledger, scheme, limit],
            call => call.Answers.TellAsync(
                (call.Get(ledger), call.Get(scheme)) switch
                {
                    ({ } book, null) => call.Client.ListParametersAsync(book, call.Cancel),
                    (null, { } name) => call.Client.ListSchemeParametersAsync(name, call.Cancel),
                    _ => throw new UsageException("Give --ledger or --scheme."),
                },
                WireJson.Default.ParameterView, call.Get(limit), call.Cancel,
                new("name", static parameter => parameter.Name),
                new("value", static parameter => parameter.Value),
                new("valid from", static parameter => Figures.Date(parameter.ValidFrom)),
                new("default", static parameter => parameter.Default),
                new("meaning", static parameter => parameter.Meaning),
                new("source", static parameter => parameter.Source)));
    }
}
