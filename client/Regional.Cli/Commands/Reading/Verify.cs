using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Reading;

/// <summary>
/// Replays the whole journal and names every difference: at the server, or on the database itself with --db, which
/// needs
/// no server and trusts none.
/// </summary>
internal static class Verify
{
    public static Command Build(Verbs verbs) => verbs.Read(
        "verify", "Replay the journal and compare everything derived from it (--db: on the database itself).", [],
        async call =>
        {
            var progress = new ProgressLine(call.Shell.Error, call.Shell.IsErrorTerminal, call.Shell.Time, "verified");
            var lines = call.NamesDatabase
                ? VerifyDirect.RunAsync(call, progress)
                : call.Client.VerifyAsync(call.Cancel);
            return await TellAsync(call, lines, progress);
        });

    private static async Task<int> TellAsync(Call call, IAsyncEnumerable<VerifyLine> lines, ProgressLine progress)
    {
        VerifyLine? result = null;
        await foreach (var line in lines)
        {
            if (line.Line == "progress")
            {
                Say(progress, line.Check, line.Done ?? 0, line.Total);
                continue;
            }

            progress.End();
            result = line.Line == "result" ? line : result;
            if (call.IsJson)
            {
                JsonText.WriteLine(call.Shell.Out, line, WireJson.Default.VerifyLine);
            }
            else if (line.Line == "difference")
            {
                await call.Shell.Out.WriteLineAsync(
                    $"{line.Check}: {line.Subject}: expected {line.Expected}, found {line.Found}");
            }
        }

        if (result?.Differences is not { } count)
        {
            return call.Answers.Fault("outcomeUnknown", "The verification broke off before its result.", "Try again.");
        }

        if (!call.IsJson)
        {
            await call.Shell.Out.WriteLineAsync(result.Detail);
        }

        return count == 0 ? ExitCode.Done : ExitCode.Differences;
    }

    public static void Say(ProgressLine progress, string? check, long done, long? total) =>
        progress.Report(done, total > 0 ? Math.Min(1m, (decimal)done / total.Value) : null, $", {check}");
}
