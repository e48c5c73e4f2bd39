using System.Collections.Concurrent;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Grains.Tests.Journal;

/// <summary>The real store, with faults before or after its commits, one per call in the order they were asked for.</summary>
internal sealed class FaultyStore(IJournalStore store) : IJournalStore
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SemaphoreSlim _arrivals = new(0);

    public ConcurrentQueue<Fault> Faults { get; } = new();

    public ConcurrentQueue<JournalBatch> Batches { get; } = new();

    public OperationId? Poison { get; set; }

    /// <summary>Holds the next commits back until it is released.</summary>
    public Task HoldAsync() => _gate.WaitAsync();

    /// <summary>Waits until a commit has come this far.</summary>
    public Task ArrivedAsync() => _arrivals.WaitAsync(TimeSpan.FromSeconds(20));

    public void LetGo() => _gate.Release();

    public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        _arrivals.Release();
        await _gate.WaitAsync(cancellationToken);
        _gate.Release();
        Batches.Enqueue(batch);
        if (batch.Certain.Concat(batch.Doubtful).Any(posting => posting.Id == Poison))
        {
            throw new InvalidOperationException("This posting cannot be written.");
        }

        Faults.TryDequeue(out var fault);
        switch (fault)
        {
            case Fault.Unreachable:
                throw new LedgerUnavailable("nothing was sent");
            case Fault.UnknownAndNotDone:
                throw new OutcomeUnknown("the connection broke");
            case Fault.UnknownButDone:
                await store.CommitAsync(batch, cancellationToken);
                throw new OutcomeUnknown("the connection broke");
            default:
                return await store.CommitAsync(batch, cancellationToken);
        }
    }

    public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
        store.ExecuteAsync(command, cancellationToken);
}

internal enum Fault
{
    None,
    Unreachable,
    UnknownAndNotDone,
    UnknownButDone,
}
