using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Screen;

namespace Regional.Cli.Commands.Files;

/// <summary>What both imports are told, and how both end.</summary>
internal sealed class ImportOptions
{
    // A server that is restarted comes back well within these; one that has too many refusals of ours to store says
    // for how long to wait, at most a minute.
    private const int AttemptCountMax = 16;
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(65);

    public Argument<FileInfo> File { get; } = new("file") { Description = "CSV, UTF-8 (ops/docs/import.md)." };

    public Option<string> Ledger { get; } = Given.Ledger();

    public Option<int> InFlight { get; } = new("--in-flight")
    {
        Description =
            $"Batches under way at once, 1 to {ImportPace.InFlightCountMax} (default {ImportPace.InFlightDefault}).",
        HelpName = "batches",
        DefaultValueFactory = _ => ImportPace.InFlightDefault,
    };

    /// <summary>Checks the file and says how to run.</summary>
    public ImportPace Pace(Call call)
    {
        call.Patience = static options => options with { AttemptCountMax = AttemptCountMax, DelayMax = DelayMax };
        var file = call.Get(File);
        if (!file.Exists)
        {
            throw new UsageException($"There is no file '{file}'.");
        }

        var progress = new ProgressLine(call.Shell.Error, call.Shell.IsErrorTerminal, call.Shell.Time, "imported");
        return new ImportPace(
            call.Url.ToString(), Math.Clamp(call.Get(InFlight), 1, ImportPace.InFlightCountMax), call.Shell.Time,
            progress);
    }

    public static int Tell(Call call, ImportResult result)
    {
        call.Answers.Show(result, CliJson.Default.ImportResult, static (to, done) => to.Print(
            ("lines", Figures.Count(done.Lines)),
            ("new", Figures.Count(done.Posted)),
            ("there already", done.Replayed == 0 ? null : Figures.Count(done.Replayed)),
            ("queued at a cap", done.Queued == 0 ? null : Figures.Count(done.Queued)),
            ("nothing to do", done.Skipped == 0 ? null : Figures.Count(done.Skipped)),
            ("rejected", Figures.Count(done.Rejected)),
            ("rejects", done.Rejects),
            ("seconds", $"{done.Seconds:0.0}"),
            ("lines per second", Figures.Count(done.LinesPerSecond))));
        return result.Rejected == 0 ? ExitCode.Done : ExitCode.Rejects;
    }
}
