using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>
/// Keeps several batches in flight and ends each line's slot with its outcome. What is unknown or refused as transient
/// is sent again with the same id, a bounded number of times. One caller at a time.
/// </summary>
internal sealed class BatchSender(RegionalClient client, OrderGate gate, TimeProvider time, int inFlightMax)
{
    /// <summary>
    /// Commands of one batch: half the server's bound, so that one answer is small against the round trip.
    /// </summary>
    public const int BatchSize = 500;

    /// <summary>How often one line is sent. With the delays between: a minute and a half.</summary>
    private const int AttemptCountMax = 10;

    private static readonly TimeSpan DelayBase = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan DelayMax = TimeSpan.FromSeconds(15);

    private readonly Queue<ImportItem> _ready = new();
    private readonly PriorityQueue<ImportItem, long> _later = new();
    private readonly List<Task<(ImportItem[] Items, Answer<BatchView> Answer)>> _inFlight = [];

    /// <summary>Whether every line given so far is answered.</summary>
    public bool IsIdle => _inFlight.Count == 0 && _ready.Count == 0 && _later.Count == 0;

    /// <summary>Whether another batch could go now.</summary>
    public bool HasRoom => _inFlight.Count < inFlightMax;

    public void Give(ImportItem item)
    {
        if (gate.Enter(item))
        {
            _ready.Enqueue(item);
        }
    }

    /// <summary>
    /// Sends what is ready: full batches, and also a smaller one when <paramref name="isAll"/> or nothing is under way.
    /// </summary>
    public void Send(bool isAll, CancellationToken cancel)
    {
        while (_later.TryPeek(out _, out var due) && due <= time.GetTimestamp())
        {
            _ready.Enqueue(_later.Dequeue());
        }

        while (HasRoom && _ready.Count > 0 && (_ready.Count >= BatchSize || isAll || _inFlight.Count == 0))
        {
            var items = new ImportItem[Math.Min(BatchSize, _ready.Count)];
            for (var at = 0; at < items.Length; at++)
            {
                items[at] = _ready.Dequeue();
                items[at].Attempts++;
            }

            _inFlight.Add(SendAsync(items, cancel));
        }
    }

    /// <summary>Waits for the next answer, or for the next line that is due again.</summary>
    /// <exception cref="RefusedException">A batch was refused whole: the token, the role, the form.</exception>
    /// <exception cref="RegionalFaultException">The server cannot be reached.</exception>
    public async Task ReceiveAsync(CancellationToken cancel)
    {
        if (_inFlight.Count == 0)
        {
            if (_later.TryPeek(out _, out var due))
            {
                var wait = time.GetElapsedTime(time.GetTimestamp(), due);
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, time, cancel);
            }

            return;
        }

        var answered = await Task.WhenAny(_inFlight);
        _inFlight.Remove(answered);
        var (items, answer) = await answered;
        if (answer.IsTransient)
        {
            foreach (var item in items)
            {
                Again(item, new BatchOutcome
                {
                    Id = item.Command.Id,
                    Status = "refused",
                    Code = answer.Refusal!.Code,
                    Advice = answer.Refusal.Advice,
                });
            }

            return;
        }

        var outcomes = answer.Value.Outcomes;
        if (outcomes.Count != items.Length)
        {
            throw new InvalidDataException($"The server answered {outcomes.Count} of {items.Length} commands.");
        }

        for (var at = 0; at < items.Length; at++)
        {
            End(items[at], outcomes[at]);
        }
    }

    /// <summary>Lets what is under way end, so that the checkpoint is as far as it can be.</summary>
    public async Task DrainAsync()
    {
        foreach (var batch in _inFlight)
        {
            try
            {
                var (items, answer) = await batch;
                for (var at = 0; answer.IsDone && at < items.Length; at++)
                {
                    End(items[at], answer.Value.Outcomes[at]);
                }
            }
            catch (Exception lost) when (lost is RegionalFaultException or OperationCanceledException)
            {
                // These lines stay open; the next run sends them again with the same ids.
            }
        }

        _inFlight.Clear();
    }

    private async Task<(ImportItem[] Items, Answer<BatchView> Answer)> SendAsync(
        ImportItem[] items, CancellationToken cancel)
    {
        var body = new BatchBody { Items = [.. items.Select(static item => item.Command)] };
        return (items, await client.SendBatchAsync(body, cancel));
    }

    private void End(ImportItem item, BatchOutcome outcome)
    {
        switch (outcome.Status)
        {
            case "posted":
                Leave(item, outcome.IsReplay ? LineOutcome.Replayed : LineOutcome.Posted);
                break;
            case "queued":
                Leave(item, LineOutcome.Queued);
                break;
            case "refused" when outcome.Class != ProblemClass.Transient:
                Leave(item, RejectText.Of(item.Slot, item.Command, outcome));
                break;
            default:
                Again(item, outcome);
                break;
        }
    }

    private void Again(ImportItem item, BatchOutcome outcome)
    {
        if (item.Attempts >= AttemptCountMax)
        {
            Leave(item, RejectText.Of(item.Slot, item.Command, outcome));
            return;
        }

        var delay = DelayBase * (1 << item.Attempts);
        var ticks = (delay < DelayMax ? delay : DelayMax).TotalSeconds * time.TimestampFrequency;
        _later.Enqueue(item, time.GetTimestamp() + (long)ticks);
    }

    private void Leave(ImportItem item, LineOutcome outcome)
    {
        item.Slot.End(outcome);
        Free(item);
    }

    private void Leave(ImportItem item, Reject reject)
    {
        item.Slot.End(reject);
        Free(item);
    }

    private void Free(ImportItem item)
    {
        foreach (var freed in gate.Leave(item))
        {
            _ready.Enqueue(freed);
        }
    }
}
