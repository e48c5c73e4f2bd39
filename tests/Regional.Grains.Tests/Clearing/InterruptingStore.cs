using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;

namespace Regional.Grains.Tests.Clearing;

/// <summary>The real store, which breaks off once, at a chosen call: before it is done, or after it was done.</summary>
internal sealed class InterruptingStore(IJournalStore store) : IJournalStore
{
    private int _calls;

    /// <summary>The call at which it breaks off, from 1; 0: never.</summary>
    public int BreakAt { get; private set; }

    public bool IsDoneFirst { get; private set; }

    public bool HasBroken { get; private set; }

    public void Arm(int breakAt, bool isDoneFirst)
    {
        _calls = 0;
        (BreakAt, IsDoneFirst, HasBroken) = (breakAt, isDoneFirst, false);
    }

    public Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken) =>
        BreakOffAsync(() => store.CommitAsync(batch, cancellationToken));

    public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
        BreakOffAsync(() => store.ExecuteAsync(command, cancellationToken));

    private async Task<T> BreakOffAsync<T>(Func<Task<T>> call)
    {
        if (Interlocked.Increment(ref _calls) != BreakAt)
        {
            return await call();
        }

        HasBroken = true;
        if (!IsDoneFirst)
        {
            throw new LedgerUnavailable("broken off before it was sent");
        }

        await call();
        throw new OutcomeUnknown("broken off after it was done");
    }
}
