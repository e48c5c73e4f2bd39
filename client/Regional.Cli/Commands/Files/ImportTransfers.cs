using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;

namespace Regional.Cli.Commands.Files;

internal static class ImportTransfers
{
    public static Command Build(Verbs verbs)
    {
        var options = new ImportOptions();
        var history = Given.Text(
            "--history",
            "They happened before, elsewhere: pass limits, for this reason (administrators); ops/docs/import.md.");
        var again = Given.Text(
            "--again", "New ids, set apart by this word: only for lines that were all refused before.");
        return verbs.Read(
            "transfers", "Import payments from a CSV file; what was imported before is not imported again.",
            [options.File, options.Ledger, history, again, options.InFlight],
            async call =>
            {
                var pace = options.Pace(call);
                var ledger = await LedgerFacts.ReadAsync(call.Client, call.Get(options.Ledger), call.Cancel);
                var terms = new LineTerms(call.Get(history), call.Get(again) ?? "");
                if (terms.History is not null)
                {
                    await HistoryGuard.CheckAsync(call.Client, call.Get(options.File), ledger.Ledger, call.Cancel);
                }

                var import = new TransferImport(call.Client, call.Get(options.File), ledger, terms, pace);
                return ImportOptions.Tell(call, await import.RunAsync(call.Cancel));
            });
    }
}
