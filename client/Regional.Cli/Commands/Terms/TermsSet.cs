using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Terms;

internal static class TermsSet
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var parameters = new Argument<string[]>("parameters")
        {
            Description = "name=value, one or more; of a region's ledger capPolicy and carry.{community}.",
            Arity = ArgumentArity.OneOrMore,
        };
        var from = Given.Date("--valid-from", "First business date; this or --from-period");
        var period = new Option<int?>("--from-period")
        {
            Description = "Number of the period from whose first date on.",
            HelpName = "no",
        };
        var reason = Given.Reason();
        return verbs.Change(
            "set", "Set parameters of a ledger's scheme from a date on.", [parameters, ledger, from, period, reason],
            async call =>
            {
                if ((call.Get(from), call.Get(period)) is (null, null))
                {
                    throw new UsageException("Give --valid-from or --from-period.");
                }

                return call.Tell(await call.Client.SetTermsAsync(
                    call.Get(ledger),
                    new SetTermsBody
                    {
                        Id = call.Id,
                        ValidFrom = call.Get(from),
                        FromPeriod = call.Get(period),
                        Parameters = Read(call.Get(parameters)),
                        Reason = call.Get(reason),
                    },
                    call.Cancel));
            });
    }

    internal static Dictionary<string, string> Read(string[] parameters)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var parameter in parameters)
        {
            if (parameter.Split('=', 2) is not [{ Length: > 0 } name, var value])
            {
                throw new UsageException($"'{parameter}' is not of the form name=value.");
            }

            if (!read.TryAdd(name, value))
            {
                throw new UsageException($"'{name}' is given twice.");
            }
        }

        return read;
    }
}
