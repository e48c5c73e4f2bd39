using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client;
using Regional.Client.Model;
using Spectre.Console;

namespace Regional.Cli.Commands.Reading;

/// <summary>
/// Follows a region's journal: on a terminal the positions and the newest transfers, else a line for each.
/// </summary>
internal static class Watch
{
    // As many as fit under the positions on a small screen.
    private const int RecentCount = 15;

    // Positions are asked for when something moved, but not for every commit of a busy hour.
    private static readonly TimeSpan PositionsInterval = TimeSpan.FromSeconds(1);

    private static readonly Column<TransferEvent>[] Columns =
    [
        new("ledger", static transfer => transfer.Ledger),
        new("payer", static transfer => transfer.Payer),
        new("payee", static transfer => transfer.Payee),
        new("amount", static transfer => $"{transfer.Amount}", IsFigure: true),
        new("what", static transfer => transfer.Action),
        new("trade", static transfer => transfer.Trade is { } trade ? $"{trade}"[..8] : ""),
        new("reference", static transfer => transfer.Reference),
    ];

    public static Command Build(Verbs verbs)
    {
        var region = Given.Region();
        var ledger = Given.Text("--ledger", "Only this ledger.");
        var after = Given.Text("--after", "Continue after this cursor (an event's id); default: from now on.");
        return verbs.Read(
            "watch", "Follow trades and positions as they happen; Ctrl-C ends it.", [region, ledger, after],
            async call =>
            {
                var news = call.Client.FollowAsync(call.Get(region), call.Get(ledger), call.Get(after), call.Cancel);
                try
                {
                    await (call.IsJson || !call.Shell.IsOutTerminal
                        ? LinesAsync(call, news)
                        : LiveAsync(call, call.Get(region), news));
                }
                catch (OperationCanceledException) when (call.Cancel.IsCancellationRequested)
                {
                    // This is how it ends.
                }

                return ExitCode.Done;
            });
    }

    private static async Task LinesAsync(Call call, IAsyncEnumerable<JournalNews> news)
    {
        await foreach (var one in news)
        {
            if (call.IsJson)
            {
                JsonText.WriteLine(call.Shell.Out, one.Commit, WireJson.Default.CommitEvent);
            }
            else
            {
                foreach (var transfer in one.Commit.Transfers)
                {
                    await call.Shell.Out.WriteLineAsync(
                        $"{Figures.Time(one.Commit.At)} {transfer.Ledger} {transfer.Payer} -> {transfer.Payee} "
                        + $"{transfer.Amount} {transfer.Action} {transfer.Purpose}");
                }
            }

            await call.Shell.Out.FlushAsync();
        }
    }

    private static async Task LiveAsync(Call call, string region, IAsyncEnumerable<JournalNews> news)
    {
        var recent = new LinkedList<TransferEvent>();
        var read = 0L;
        var positions = await PositionsAsync(call, region);
        await call.Answers.Console.Live(Layout(positions, recent)).StartAsync(async live =>
        {
            live.Refresh();
            await foreach (var one in news)
            {
                foreach (var transfer in one.Commit.Transfers)
                {
                    recent.AddFirst(transfer);
                    if (recent.Count > RecentCount)
                    {
                        recent.RemoveLast();
                    }
                }

                if (read == 0 || call.Shell.Time.GetElapsedTime(read) > PositionsInterval)
                {
                    (positions, read) = (await PositionsAsync(call, region), call.Shell.Time.GetTimestamp());
                }

                live.UpdateTarget(Layout(positions, recent));
            }
        });
    }

    /// <summary>Null: the caller may watch transfers but not the region's positions.</summary>
    private static async Task<PositionsView?> PositionsAsync(Call call, string region)
    {
        var answer = await call.Client.FindPositionsAsync(region, call.Cancel);
        return answer.IsDone ? answer.Value : null;
    }

    private static Rows Layout(PositionsView? positions, IEnumerable<TransferEvent> recent)
    {
        var transfers = Tables.New(Columns);
        foreach (var transfer in recent)
        {
            Tables.AddRow(transfers, Columns, transfer);
        }

        if (positions is null)
        {
            return new Rows(transfers);
        }

        var table = Tables.New(PositionColumns.All);
        foreach (var position in positions.Positions)
        {
            Tables.AddRow(table, PositionColumns.All, position);
        }

        return new Rows(table, transfers);
    }
}
