using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

/// <summary>A period's end that takes longer than a call may.</summary>
public sealed class LongEndTests
{
    /// <summary>What a reminder's call may take on the local runtime; Orleans' default as well.</summary>
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task The_reminder_is_answered_while_a_long_end_is_under_way()
    {
        var held = new HeldTotals();
        await using var world = await World.CreateAsync(around: held.Around);
        var slow = await world.AddCommunityAsync("c", World.Rupiah);

        // Past the command service, which would begin a sweep of its own.
        Assert.IsType<CommandOutcome.Done>(
            await held.ExecuteAsync(
                new SetPeriodCalendar(slow.Ledger, "monthly:31", TimeOnly.MinValue, Weekend: [], Holidays: [], PeriodWorld.First)
                {
                    Id = World.NewId(),
                    Actor = World.Actor,
                },
                CancellationToken.None),
            exactMatch: false);
        await world.Database.ExecuteAsync("update period_calendars set at = '2026-01-01'");

        await world.Grain(slow).SweepPeriodsAsync().AsTask().WaitAsync(CallMax);

        Assert.Equal(PeriodStatus.Totalling, (await world.Periods().FindAsync(slow.Ledger, 1, CancellationToken.None))!.Status);
        Assert.Equal(1, held.Count);

        // The next one waits for the same end and begins no other.
        var again = world.Grain(slow).SweepPeriodsAsync().AsTask();
        held.LetGo();
        await again.WaitAsync(CallMax);

        Assert.Equal(PeriodStatus.Totalled, (await world.Periods().FindAsync(slow.Ledger, 1, CancellationToken.None))!.Status);
        Assert.Equal(1, held.Count);
    }

    /// <summary>Holds the first totals back until it is told otherwise.</summary>
    private sealed class HeldTotals : IJournalStore
    {
        private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private IJournalStore? _store;
        private int _count;

        /// <summary>How many were held.</summary>
        public int Count => _count;

        public IJournalStore Around(IJournalStore store)
        {
            _store = store;
            return this;
        }

        public void LetGo() => _letGo.SetResult();

        public Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken) =>
            _store!.CommitAsync(batch, cancellationToken);

        public async Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken)
        {
            if (command is TotalPeriodChunk && !_letGo.Task.IsCompleted)
            {
                Interlocked.Increment(ref _count);
                await _letGo.Task;
            }

            return await _store!.ExecuteAsync(command, cancellationToken);
        }
    }
}
