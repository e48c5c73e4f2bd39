using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Regional.Chaos.Notes;
using Regional.Chaos.Report;

namespace Regional.Chaos.Load;

/// <summary>
/// When the faults are over: every client asks until it has an answer, held amounts are released, windows are closed and
/// settled. All of it within a bounded time; what does not come to its end is a shortfall.
/// </summary>
public sealed class Aftermath(
    Courier courier, IReadOnlyList<Uri> silos, Random chance, ConcurrentBag<Order> unresolved, ClearingClient clearing,
    StewardClient steward, Progress progress)
{
    private static readonly TimeSpan LengthMax = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private const int AttemptCountMax = 60;
    private const int Concurrency = 8;

    /// <summary>What did not come to its end.</summary>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancel)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        late.CancelAfter(LengthMax);
        var shortfalls = new List<string>();
        try
        {
            progress.Say($"{unresolved.Count} commands without an answer are asked again");
            var left = await ResolveAsync(unresolved, late.Token);
            progress.Say("held amounts are released");
            // One that expired meanwhile is taken off by the region's sweep.
            while (await FindHoldsAsync(late.Token) is { Count: > 0 } holds)
            {
                left += await ResolveAsync(holds, late.Token);
                await Task.Delay(Pause, late.Token);
            }

            if (left > 0)
            {
                shortfalls.Add($"{left} commands got no answer after the faults");
            }

            progress.Say("ends of periods come to their totals");
            while (!await steward.AreEndedAsync(late.Token))
            {
                await Task.Delay(Pause, late.Token);
            }

            progress.Say("the last window is closed and settled");
            await clearing.CutAsync(late.Token, late.Token);
            while (!await clearing.SettleAsync(late.Token, late.Token))
            {
                await Task.Delay(Pause, late.Token);
            }

            await ResolveAsync([.. unresolved], late.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            shortfalls.Add($"the aftermath was not over after {LengthMax.TotalSeconds:0} s");
        }

        return shortfalls;
    }

    // How many stayed without an answer.
    private async Task<int> ResolveAsync(IReadOnlyCollection<Order> orders, CancellationToken cancel)
    {
        var left = 0;
        var seed = chance.Next();
        await Parallel.ForEachAsync(
            orders,
            new ParallelOptions { MaxDegreeOfParallelism = Concurrency, CancellationToken = cancel },
            async (order, stop) =>
            {
                var sender = new Sender(courier, silos, new Random(seed ^ order.Id.GetHashCode()));
                if (await sender.SendAsync(order, AttemptCountMax, CancellationToken.None, stop) is null)
                {
                    Interlocked.Increment(ref left);
                }
            });
        return left;
    }

    // Those of settlements end by their confirmation.
    private async Task<List<Order>> FindHoldsAsync(CancellationToken cancel)
    {
        var voids = new List<Order>();
        foreach (var community in World.Communities)
        {
            string? after = null;
            do
            {
                var page = await ReadAsync(
                    $"/v1/ledgers/{community.Code}/pendings?limit=500{after}", community.Code, cancel);
                voids.AddRange(page["items"]!.AsArray()
                    .Where(static hold => $"{hold!["purpose"]}" != "settlement")
                    .Select(hold => Order.New(
                        CommandKind.VoidPending, community.Code,
                        $"/v1/ledgers/{community.Code}/pendings/{hold!["posting"]}/{hold["leg"]}/void", [])));
                after = page["next"] is { } next ? $"&after={Uri.EscapeDataString($"{next}")}" : null;
            }
            while (after is not null);
        }

        return voids;
    }

    private async Task<JsonNode> ReadAsync(string path, string actor, CancellationToken cancel)
    {
        for (var attempt = 0; ; attempt++)
        {
            if (await courier.ReadAsync(actor, path, silos[attempt % silos.Count], ReadTimeout, cancel) is { } page)
            {
                return page;
            }

            await Task.Delay(Pause, cancel);
        }
    }
}
