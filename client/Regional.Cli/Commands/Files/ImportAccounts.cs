using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Domain.Money;

namespace Regional.Cli.Commands.Files;

internal static class ImportAccounts
{
    public static Command Build(Verbs verbs)
    {
        var options = new ImportOptions();
        var date = Given.Date("--opening-date", "Date in the books of the opening balances; default: today");
        return verbs.Read(
            "accounts",
            "Import members, accounts and opening balances from a CSV file; what is there is left as it is.",
            [options.File, options.Ledger, date, options.InFlight],
            async call =>
            {
                var pace = options.Pace(call);
                var ledger = await LedgerFacts.ReadAsync(call.Client, call.Get(options.Ledger), call.Cancel);
                if (ledger.Community.Length == 0)
                {
                    throw new UsageException(
                        $"'{ledger.Ledger}' is a region's own ledger: its accounts are communities.");
                }

                var import = new AccountImport(call.Client, call.Get(options.File), ledger, call.Get(date), pace);
                var code = ImportOptions.Tell(call, await import.RunAsync(call.Cancel));
                if (import.OpeningSumMinor != 0)
                {
                    await call.Shell.Error.WriteLineAsync(
                        $"The opening balances sum to {MoneyText.Format(import.OpeningSumMinor, ledger.Scale)} {ledger.Currency}, "
                        + "which stays on the ledger's opening account.");
                }

                return code;
            });
    }
}
