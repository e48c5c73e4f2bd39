using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Storage.Queries.Verify;

namespace Regional.Cli.Commands.Reading;

/// <summary>Verifies on the database itself: needs no server and trusts none.</summary>
internal static class VerifyDirect
{
    public static async IAsyncEnumerable<VerifyLine> RunAsync(Call call, ProgressLine progress)
    {
        await using var database = await DirectDatabase.OpenAsync(call.Database, call.Cancel);
        var verifier = new Verifier(database);
        var found = await verifier.VerifyAsync(new Reporter(progress), call.Cancel);
        foreach (var difference in found.Differences)
        {
            yield return new VerifyLine
            {
                Line = "difference",
                Check = difference.Check,
                Subject = difference.Subject,
                Expected = difference.Expected,
                Found = difference.Found,
            };
        }

        yield return new VerifyLine
        {
            Line = "result",
            Done = found.Transfers,
            Differences = found.DifferenceCount,
            Detail =
                $"{found.Transfers} transfers, {found.Accounts} accounts and {found.Operations} operations compared; "
                + (found.Holds ? "the books hold." : $"{found.DifferenceCount} differences."),
        };
    }

    // Differences come with the result, in order; here only how far it is.
    private sealed class Reporter(ProgressLine progress) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value) => Verify.Say(progress, value.Check, value.Done, value.Total);
    }
}
