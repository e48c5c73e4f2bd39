using Regional.Contracts;

namespace Regional.Simulation.Model.Transactions;

/// <summary>
/// Carries transactions through their fates. Whatever happens after a transaction was sent is an event of the world:
/// it goes on without the silo that sent it.
/// </summary>
/// <remarks>
/// A transaction that ends in the instant it begins needs no locks. One that hangs holds its locks; others that need
/// one of them wait, oldest first, and give up after <see cref="LockTimeout"/>.
/// </remarks>
internal sealed class TransactionRunner(ModelClock clock)
{
    private readonly List<HeldTransaction> _held = [];
    private readonly List<Waiter> _waiting = [];
    private int _life;

    public TimeSpan LockTimeout { get; set; } = TimeSpan.FromSeconds(15);

    public bool IsAway { get; private set; }

    /// <summary>Transactions that hang at this moment.</summary>
    public int HeldCount => _held.Count;

    /// <summary>Transactions that wait for one that hangs.</summary>
    public int WaitingCount => _waiting.Count;

    /// <summary>The server goes down: what has not taken effect never will, and nobody learns anything.</summary>
    public void GoAway()
    {
        IsAway = true;
        _life++;
        _held.Clear();
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        foreach (var waiter in waiting)
        {
            waiter.Fail(new OutcomeUnknown("The server went away."));
        }
    }

    public void ComeBack() => IsAway = false;

    /// <summary>Sends a transaction. Completes when the caller learns what its fate lets it learn.</summary>
    public Task RunAsync(Transaction transaction, TransactionFate fate)
    {
        if (IsAway)
        {
            fate = new TransactionFate.Unreachable(TimeSpan.Zero);
        }

        var sent = new Sent(transaction, _life);
        switch (fate)
        {
            case TransactionFate.Answered answered:
                clock.After(answered.Before, () => Enter(sent, () => Take(sent, answered.After, isAnswered: true)));
                break;
            case TransactionFate.AnswerLost lost:
                clock.After(lost.Before, () => Enter(sent, () => Take(sent, lost.After, isAnswered: false)));
                break;
            case TransactionFate.Unreachable unreachable:
                clock.After(unreachable.Told, () =>
                    sent.Fail(new LedgerUnavailable("The database cannot be reached.")));
                break;
            case TransactionFate.RequestLost lost:
                clock.After(lost.Told, () => sent.Fail(Broken()));
                break;
            case TransactionFate.Late late:
                clock.After(late.Told, () => sent.Fail(Broken()));
                clock.After(late.Before, () => Enter(sent, () => Take(sent, TimeSpan.Zero, isAnswered: false)));
                break;
            case TransactionFate.Held held:
                clock.After(held.Before, () => Enter(sent, () => Hold(sent, held)));
                break;
        }

        return sent.Task;
    }

    private static OutcomeUnknown Broken() => new("The connection broke.");

    // Runs it when nobody holds what it needs.
    private void Enter(Sent sent, Action begin)
    {
        if (sent.Life != _life)
        {
            sent.Fail(Broken());
        }
        else if (_held.Count == 0 || !IsBlocked(sent.Transaction))
        {
            begin();
        }
        else
        {
            var waiter = new Waiter(sent, begin);
            _waiting.Add(waiter);
            clock.After(LockTimeout, () => GiveUp(waiter));
        }
    }

    private bool IsBlocked(Transaction transaction)
    {
        var needed = transaction.FindLocks();
        return _held.Exists(held => held.Locks.Exists(key => needed.Exists(key.Conflicts)));
    }

    private void GiveUp(Waiter waiter)
    {
        if (_waiting.Remove(waiter))
        {
            waiter.Fail(waiter.Sent.Transaction.LockTimedOut());
        }
    }

    private void Take(Sent sent, TimeSpan after, bool isAnswered)
    {
        try
        {
            sent.Transaction.Begin(clock.Now);
            sent.Transaction.Commit();
        }
        catch (Exception bug)
        {
            clock.After(after, () => sent.Fail(bug));
            return;
        }

        clock.After(after, () =>
        {
            if (isAnswered && sent.Life == _life)
            {
                sent.Answer();
            }
            else
            {
                sent.Fail(Broken());
            }
        });
    }

    private void Hold(Sent sent, TransactionFate.Held fate)
    {
        try
        {
            sent.Transaction.Begin(clock.Now);
        }
        catch (Exception bug)
        {
            sent.Fail(bug);
            return;
        }

        var held = new HeldTransaction(sent.Transaction.FindLocks());
        _held.Add(held);
        clock.After(fate.Told, () => sent.Fail(Broken()));
        clock.After(fate.Hold, () =>
        {
            if (!_held.Remove(held))
            {
                return;
            }

            if (fate.Commits)
            {
                sent.Transaction.Commit();
            }

            sent.Fail(Broken());
            WakeWaiting();
        });
    }

    private void WakeWaiting()
    {
        foreach (var waiter in _waiting.ToArray())
        {
            if (!IsBlocked(waiter.Sent.Transaction) && _waiting.Remove(waiter))
            {
                waiter.Begin();
            }
        }
    }

    private sealed record HeldTransaction(List<LockKey> Locks);

    private sealed record Waiter(Sent Sent, Action Begin)
    {
        public void Fail(Exception fault) => Sent.Fail(fault);
    }

    // What the caller waits for. A plain source: in the simulation the caller goes on in a turn of its own.
    private sealed class Sent(Transaction transaction, int life)
    {
        private readonly TaskCompletionSource _told = new();

        public Transaction Transaction => transaction;

        public int Life => life;

        public Task Task => _told.Task;

        public void Answer() => _told.TrySetResult();

        public void Fail(Exception fault) => _told.TrySetException(fault);
    }
}
