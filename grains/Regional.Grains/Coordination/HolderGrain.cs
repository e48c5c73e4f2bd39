using Orleans;
using Orleans.Runtime;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>What every grain that holds accounts does: admit, settle, take news.</summary>
internal abstract class HolderGrain : Grain, IAccountHolder
{
    protected HolderGrain(AccountBoard board, TimeProvider time)
    {
        Board = board;
        Book = new ReservationBook(board, time);
        Self = new OwnHolds(Book, Owns);
    }

    /// <summary>The newest figures this silo knows.</summary>
    protected AccountBoard Board { get; }

    /// <summary>Open reservations of the accounts held here.</summary>
    protected ReservationBook Book { get; }

    /// <summary>This grain's part in postings it coordinates.</summary>
    protected OwnHolds Self { get; }

    /// <summary>Whether the account is held by this grain.</summary>
    protected abstract bool Owns(AccountState account);

    public ValueTask<Admission> ReserveAsync(Reservation reservation)
    {
        if (Book.NeedsReading(reservation.Account))
        {
            ReadAsync(reservation.Account).LetGo();
            return new ValueTask<Admission>(new Admission(AdmissionVerdict.Doubtful, Why: null));
        }

        var admission = Book.Admit(reservation);
        if (admission.Verdict == AdmissionVerdict.Busy && Book.DropExpired(reservation.Account).Count > 0)
        {
            ReadAsync(reservation.Account).LetGo();
        }

        return new ValueTask<Admission>(admission);
    }

    public ValueTask SettleAsync(OperationId posting, AccountId account, AccountState? committed)
    {
        if (committed is null)
        {
            Book.MarkUnknown(account);
        }
        else
        {
            Board.Publish(committed);
        }

        Book.Release(posting, account);
        return ValueTask.CompletedTask;
    }

    public ValueTask CommittedAsync(AccountState account)
    {
        Board.Publish(account);
        return ValueTask.CompletedTask;
    }

    public ValueTask<AccountState?> FiguresAsync(AccountId account) =>
        new(Board.Find(account) is { } known && Owns(known) ? known : null);

    private async Task ReadAsync(AccountId account)
    {
        await Board.ReadAsync(account, CancellationToken.None);
        Book.WasRead(account);
    }
}
