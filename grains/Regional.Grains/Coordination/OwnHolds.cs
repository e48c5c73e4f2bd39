using Regional.Domain.Ledger;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>The coordinating grain's own part: its reservations, and which accounts it holds itself.</summary>
/// <param name="Book">Its reservations.</param>
/// <param name="Owns">Whether it holds the account.</param>
internal sealed record OwnHolds(ReservationBook Book, Func<AccountState, bool> Owns)
{
    /// <summary>Has the figures read again before the next admission, where the account is its own.</summary>
    public void MarkUnknown(AccountId account) => Book.MarkUnknown(account);
}
