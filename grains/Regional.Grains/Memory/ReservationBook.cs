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

    // Most accounts have one hold at a time, come and gone with each payment.
    private HeldAccount? _spare;

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
        if (held.Has(reservation.Posting))
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
            if (held.Count == 0 && !held.IsUnknown)
            {
                _accounts.Remove(account);
                held.Shrink();
                _spare = held;
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

        var expired = held.Holds.Where(hold => time.GetElapsedTime(hold.Since) > Lease)
            .Select(static hold => hold.Posting).ToList();
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
            (held, _spare) = (_spare ?? new HeldAccount(), null);
            _accounts.Add(account, held);
        }

        return held;
    }

    private readonly record struct OpenHold(OperationId Posting, long Debit, long Credit, long Since);

    private sealed class HeldAccount
    {
        // The first hold lies here; a dictionary is made for those that come while there is one.
        private OpenHold? _only;
        private Dictionary<OperationId, OpenHold>? _more;

        public Int128 DebitsHeld { get; private set; }

        public Int128 CreditsHeld { get; private set; }

        public bool IsUnknown { get; set; }

        public int Count => (_only is null ? 0 : 1) + (_more?.Count ?? 0);

        public IEnumerable<OpenHold> Holds
        {
            get
            {
                IEnumerable<OpenHold> more = _more is null ? [] : _more.Values;
                return _only is { } only ? more.Prepend(only) : more;
            }
        }

        public bool Has(OperationId posting) => _only?.Posting == posting || _more?.ContainsKey(posting) == true;

        public void Add(Reservation reservation, long since)
        {
            var hold = new OpenHold(reservation.Posting, reservation.DebitMinor, reservation.CreditMinor, since);
            if (_only is null)
            {
                _only = hold;
            }
            else
            {
                (_more ??= []).Add(reservation.Posting, hold);
            }

            DebitsHeld += hold.Debit;
            CreditsHeld += hold.Credit;
        }

        /// <summary>Lets go of the room for many holds.</summary>
        public void Shrink() => _more = null;

        public void Remove(OperationId posting)
        {
            OpenHold hold;
            if (_only is { } only && only.Posting == posting)
            {
                (hold, _only) = (only, null);
            }
            else if (_more?.Remove(posting, out hold) != true)
            {
                return;
            }

            DebitsHeld -= hold.Debit;
            CreditsHeld -= hold.Credit;
        }
    }
}
