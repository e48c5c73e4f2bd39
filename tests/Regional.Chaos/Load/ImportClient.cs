using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;
using Regional.Chaos.Report;
using Regional.TestKit.Processes;

namespace Regional.Chaos.Load;

/// <summary>
/// Whoever runs <c>regional import</c>: writes a file, notes its lines, and starts the command again until it says that
/// every line is in. Nobody else uses the accounts of its lines, and they have no limits, so none may be refused.
/// </summary>
public sealed class ImportClient(
    NoteBook notes, Tokens tokens, IReadOnlyList<Uri> silos, string folder, Random chance, Progress progress)
{
    private const int LineCount = 1500;
    private const int RunCountMax = 12;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private int _files;

    /// <summary>Imports still under way.</summary>
    public bool IsRunning => !Current.IsCompleted;

    /// <summary>The last import begun.</summary>
    public Task Current { get; private set; } = Task.CompletedTask;

    public int FileCount => _files;

    /// <summary>Begins an import, unless one is under way.</summary>
    public void Begin(CancellationToken cancel)
    {
        if (!IsRunning)
        {
            Current = ImportAsync(++_files, cancel);
        }
    }

    private async Task ImportAsync(int file, CancellationToken cancel)
    {
        var community = World.Communities[chance.Next(World.Communities.Count)];
        var lines = Enumerable.Range(0, LineCount).Select(_ => Draw(community)).ToArray();
        var path = Path.Combine(folder, $"import-{file}.csv");
        await File.WriteAllTextAsync(path, TextOf(lines), cancel);
        await notes.WriteAsync(lines);
        for (var run = 1; run <= RunCountMax; run++)
        {
            var cli = new Cli(silos[chance.Next(silos.Count)], tokens.Of(community.Code), folder);
            var result = await cli.RunAsync(
                cancel, "import", "transfers", path, "--ledger", community.Code, "--json");
            cancel.ThrowIfCancellationRequested();
            if (result.ExitCode == 0 && IsComplete(result))
            {
                await notes.WriteAsync(lines.Select(Done));
                progress.Say($"import {file}: {LineCount} lines are in, run {run}");
                return;
            }

            progress.Say($"import {file}: run {run} ended with {result.ExitCode}");
            await Task.Delay(Pause, cancel);
        }
    }

    // The command said so of the whole file, and with that of each of its lines.
    private static Told Done(Asked line) => new()
    {
        No = line.No,
        At = DateTimeOffset.UtcNow,
        Status = 200,
        Answer = new JsonObject { ["id"] = line.Id },
    };

    private static bool IsComplete(CliResult result) =>
        result.Json.GetProperty("posted").GetInt64() + result.Json.GetProperty("replayed").GetInt64() == LineCount;

    private Asked Draw(Community community)
    {
        var payer = 1 + chance.Next(World.ImportAccountCount);
        var payee = 1 + ((payer + chance.Next(World.ImportAccountCount - 1)) % World.ImportAccountCount);
        var id = Guid.CreateVersion7();
        return new Asked
        {
            No = notes.NextNo(),
            At = DateTimeOffset.UtcNow,
            Id = id,
            Kind = CommandKind.ImportLine,
            Actor = community.Code,
            Method = "IMPORT",
            Path = $"/v1/ledgers/{community.Code}/transfers",
            Silo = "regional import",
            Body = new JsonObject
            {
                ["id"] = id,
                ["payer"] = $"import{payer}",
                ["payee"] = $"import{payee}",
                ["amount"] = $"{chance.Next(1, 50)}",
                ["currency"] = community.Currency,
                ["reference"] = $"chaos {id}",
            },
        };
    }

    private static string TextOf(Asked[] lines)
    {
        var text = new StringBuilder("id,payer,payee,amount,currency,reference\n");
        foreach (var body in lines.Select(static line => line.Body))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{body["id"]},{body["payer"]},{body["payee"]},{body["amount"]},{body["currency"]},{body["reference"]}\n");
        }

        return text.ToString();
    }
}
