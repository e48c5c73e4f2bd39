using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Ledger;

/// <summary>
/// The rules of one account for one more debit or credit: status, overflow, limits, in that order. The one ladder for
/// memory (reservations) and for the journal's second path.
/// </summary>
public static class AccountRules
{
    /// <summary>Whether the account may be debited by this much more.</summary>
    /// <param name="account">As committed.</param>
    /// <param name="taken">Debits placed since then and not committed (same batch, open reservations), minor units.</param>
    /// <param name="amount">What is asked, more than zero.</param>
    /// <param name="forced">Passes suspension and limits.</param>
    public static Refusal? CheckDebit(AccountState account, Int128 taken, Amount amount, bool forced) =>
        CheckStatus(account, pays: true, forced)
        ?? CheckOverflow(account, account.DebitsPosted, account.DebitsPending, taken, amount)
        ?? (forced || account.DebitRoom is not { } room || room - taken >= amount.Minor
            ? null
            : OutOfRoom(account, room - taken, taken, amount, isDebit: true));

    /// <summary>Whether the account may be credited by this much more; parameters as for a debit.</summary>
    public static Refusal? CheckCredit(AccountState account, Int128 taken, Amount amount, bool forced) =>
        CheckStatus(account, pays: false, forced)
        ?? CheckOverflow(account, account.CreditsPosted, account.CreditsPending, taken, amount)
        ?? (forced || account.CreditRoom is not { } room || room - taken >= amount.Minor
            ? null
            : OutOfRoom(account, room - taken, taken, amount, isDebit: false));

    private static Refusal? CheckStatus(AccountState account, bool pays, bool forced) => account.Status switch
    {
        AccountStatus.Open => null,
        AccountStatus.Closed => Refusal.For(RefusalReason.AccountClosed, RefusalFact.Account(account.Id)),
        AccountStatus.Suspended => forced
            ? null
            : Refusal.For(RefusalReason.AccountSuspended, RefusalFact.Account(account.Id)),
        AccountStatus.DebitsBlocked => forced || !pays
            ? null
            : Refusal.For(RefusalReason.AccountMayNotPay, RefusalFact.Account(account.Id)),
    };

    // Posted and pending together stay within a long, so that no later resolution can overflow.
    private static Refusal? CheckOverflow(
        AccountState account, long posted, long pending, Int128 taken, Amount amount) =>
        (Int128)posted + pending + taken + amount.Minor > long.MaxValue
            ? Refusal.For(RefusalReason.BalanceOverflow, RefusalFact.Account(account.Id))
            : null;

    private static Refusal OutOfRoom(AccountState account, Int128 room, Int128 taken, Amount amount, bool isDebit)
    {
        var isCommunity = account.Role == AccountRole.Community;
        var reason = isDebit
            ? isCommunity ? RefusalReason.NetDebitCapExceeded : RefusalReason.FloorExceeded
            : account.Role switch
            {
                AccountRole.Community => RefusalReason.NetCreditCapExceeded,
                AccountRole.PoolBank => RefusalReason.CashLentOut,
                _ => RefusalReason.CeilingExceeded,
            };
        var pending = taken + (isDebit ? account.DebitsPending : account.CreditsPending);
        return Refusal.For(
            reason,
            RefusalFact.Account(account.Id),
            RefusalFact.Money("balance", account.Balance, account.Currency),
            RefusalFact.Money("pending", pending, account.Currency),
            RefusalFact.Money(isDebit ? "floor" : "ceiling", (isDebit ? account.Floor : account.Ceiling)!.Value, account.Currency),
            RefusalFact.Money("room", Int128.Max(room, 0), account.Currency),
            RefusalFact.Money("amount", amount.Minor, account.Currency));
    }
}
