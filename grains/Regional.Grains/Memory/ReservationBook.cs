using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Grains.Memory;

/// <summary>
/// Open reservations of the accounts one grain holds, judged by the same ladder as the journal (DESIGN section 2). Not
/// thread-safe: a grain's turns are its only callers, and no method waits.
/// </summary>
internal sealed class ReservationBook(AccountBoard board, TimeProvider time)
{
    /// <summary>
    /// How long a hold may last: longer than any call, so that only a coordinator that is gone lets it run out.
    /// Afterwards the figures are read again before anything is admitted.
    /// </summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(90);

    private readonly Dictionary<AccountId, HeldAccount> _accounts = [];

    /// <summary>Whether the account's figures must be read again before <see cref="Admit"/>.</summary>
    public bool NeedsReading(AccountId account) =>
        board.Find(account) is null || (_accounts.TryGetValue(account, out var held) && held.IsUnknown);

    /// <summary>Says that the figures were just read.</summary>
    public void WasRead(AccountId account)
    {
        if (_accounts.TryGetValue(account, out var held))
        {
            held.IsUnknown = false;
        }
    }

    /// <summary>Says that the figures in memory may be wrong.</summary>
    public void MarkUnknown(AccountId account) => Hold(account).IsUnknown = true;

    /// <summary>Admits or declines, in one go. Doubtful when the account is not known.</summary>
    public Admission Admit(Reservation reservation)
    {
        if (board.Find(reservation.Account) is not { } account)
        {
            return new Admission(AdmissionVerdict.Doubtful, Why: null);
        }

        var held = Hold(reservation.Account);
        if (held.Holds.ContainsKey(reservation.Posting))
        {
            return Admission.Admitted;
        }

        var debit = Judge(account, held.DebitsHeld, reservation.DebitMinor, AccountRules.CheckDebit);
        if (debit is not null)
        {
            return debit;
        }

        var credit = Judge(account, held.CreditsHeld, reservation.CreditMinor, AccountRules.CheckCredit);
        if (credit is not null)
        {
            return credit;
        }

        held.Add(reservation, time.GetTimestamp());
        return Admission.Admitted;
    }

    /// <summary>Ends a hold; unknown ones are ignored.</summary>
    public void Release(OperationId posting, AccountId account)
    {
        if (_accounts.TryGetValue(account, out var held))
        {
            held.Remove(posting);
            if (held.Holds.Count == 0 && !held.IsUnknown)
            {
                _accounts.Remove(account);
            }
        }
    }

    /// <summary>Drops holds whose lease ran out and marks their accounts unknown; returns their postings.</summary>
    public IReadOnlyList<OperationId> DropExpired(AccountId account)
    {
        if (!_accounts.TryGetValue(account, out var held))
        {
            return [];
        }

        var expired = held.Holds.Where(hold => time.GetElapsedTime(hold.Value.Since) > Lease)
            .Select(static hold => hold.Key).ToList();
        foreach (var posting in expired)
        {
            held.Remove(posting);
            held.IsUnknown = true;
        }

        return expired;
    }

    private static Admission? Judge(
        AccountState account, Int128 taken, long amount, Func<AccountState, Int128, Amount, bool, Refusal?> check)
    {
        if (amount == 0)
        {
            return null;
        }

        var asked = new Amount(amount, account.Currency);
        if (check(account, taken, asked, arg4: false) is not { } why)
        {
            return null;
        }

        return check(account, 0, asked, arg4: false) is { } onCommitted
            ? new Admission(AdmissionVerdict.Doubtful, onCommitted)
            : new Admission(AdmissionVerdict.Busy, why);
    }

    private HeldAccount Hold(AccountId account)
    {
        if (!_accounts.TryGetValue(account, out var held))
        {
            _accounts.Add(account, held = new HeldAccount());
        }

        return held;
    }

    private sealed class HeldAccount
    {
        public Dictionary<OperationId, (long Debit, long Credit, long Since)> Holds { get; } = [];

        public Int128 DebitsHeld { get; private set; }

        public Int128 CreditsHeld { get; private set; }

        public bool IsUnknown { get; set; }

        public void Add(Reservation reservation, long since)
        {
            Holds.Add(reservation.Posting, (reservation.DebitMinor, reservation.CreditMinor, since));
            DebitsHeld += reservation.DebitMinor;
            CreditsHeld += reservation.CreditMinor;
        }

        public void Remove(OperationId posting)
        {
            if (Holds.Remove(posting, out var hold))
            {
                DebitsHeld -= hold.Debit;
                CreditsHeld -= hold.Credit;
            }
        }
    }
}
