using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Screen;

namespace Regional.Cli.Commands.Files;

internal static class Export
{
    public static Command Build(Verbs verbs)
    {
        var ledger = Given.Ledger();
        var to = new Option<DirectoryInfo>("--to")
        {
            Description = "Directory for accounts.csv and transfers.csv; made if need be.",
            Required = true,
            HelpName = "directory",
        };
        return verbs.Read(
            "export", "Write a ledger's accounts and transfers as CSV, in the import's own columns.", [ledger, to],
            async call =>
            {
                var place = call.Get(to);
                place.Create();
                var (accounts, accountsBytes) = await WriteAsync(call, call.Get(ledger), place, "accounts.csv");
                var (transfers, transfersBytes) = await WriteAsync(
                    call, call.Get(ledger), place, "transfers.csv", "?form=legs");
                call.Answers.Show(
                    new ExportResult(accounts, accountsBytes, transfers, transfersBytes), CliJson.Default.ExportResult,
                    static (printer, result) => printer.Print(
                        (result.Accounts, $"{Figures.Count(result.AccountsBytes)} bytes"),
                        (result.Transfers, $"{Figures.Count(result.TransfersBytes)} bytes")));
                return ExitCode.Done;
            });
    }

    /// <summary>Under another name until it is whole: half an export never looks like one.</summary>
    private static async Task<(string Path, long Bytes)> WriteAsync(
        Call call, string ledger, DirectoryInfo place, string name, string query = "")
    {
        var path = Path.Combine(place.FullName, name);
        var progress = new ProgressLine(
            call.Shell.Error, call.Shell.IsErrorTerminal, call.Shell.Time, $"{name}: bytes");
        var part = $"{path}.part";
        try
        {
            long bytes;
            await using (var file = new FileStream(part, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                await call.Client.ExportAsync(ledger, name + query, file, new Copied(progress), call.Cancel);
                bytes = file.Length;
            }

            File.Move(part, path, overwrite: true);
            return (path, bytes);
        }
        finally
        {
            File.Delete(part);
            progress.End();
        }
    }

    private sealed class Copied(ProgressLine progress) : IProgress<long>
    {
        public void Report(long value) => progress.Report(value, null);
    }
}
