using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Grains.Tests.Journal;

/// <summary>The real store, whose commits wait one by one until the test lets them go.</summary>
internal sealed class StepStore(IJournalStore store) : IJournalStore
{
    private static readonly TimeSpan ArrivalMax = TimeSpan.FromSeconds(20);

    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly List<(JournalBatch Batch, TaskCompletionSource Gate)> _commits = [];

    /// <summary>Members of each batch so far.</summary>
    public IReadOnlyList<int> Counts
    {
        get
        {
            lock (_lock)
            {
                return [.. _commits.Select(static commit => commit.Batch.Count)];
            }
        }
    }

    /// <summary>Ids of a batch's members in order, by its number from 0.</summary>
    public IReadOnlyList<OperationId> Members(int batch)
    {
        lock (_lock)
        {
            return [.. _commits[batch].Batch.Certain.Select(static posting => posting.Id)];
        }
    }

    /// <summary>Waits until one more batch has come.</summary>
    public async Task ArrivedAsync() => Assert.True(await _arrivals.WaitAsync(ArrivalMax), "no batch came");

    /// <summary>Has a batch committed, by its number from 0.</summary>
    public void LetGo(int batch)
    {
        lock (_lock)
        {
            _commits[batch].Gate.SetResult();
        }
    }

    public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _commits.Add((batch, gate));
        }

        _arrivals.Release();
        await gate.Task;
        return await store.CommitAsync(batch, cancellationToken);
    }

    public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
        store.ExecuteAsync(command, cancellationToken);
}
