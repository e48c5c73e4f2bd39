using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes;

/// <summary>What a payment is in every scheme before the scheme adds its own: whom it may touch and what for.</summary>
public static class PlainPayments
{
    private static readonly FrozenSet<string> Bookkeeping = Purposes.Bookkeeping.ToFrozenSet();

    /// <summary>
    /// The transfer of a payment. Refusals in order: <c>accountNotPayable</c> (a region or community account outside a
    /// trade: its counter amounts would no longer mirror the other ledger), <c>purposeNotAllowed</c> (unknown, or
    /// bookkeeping between members).
    /// </summary>
    public static Ruling<Leg> Place(
        AccountId payer, AccountId payee, Amount amount, string purpose, TransferAction action, TimeSpan? expiry,
        SchemeContext context)
    {
        if ((CheckRole(payer, context) ?? CheckRole(payee, context)) is { } refusal)
        {
            return refusal;
        }

        if (Purposes.KindOf(purpose) is not { } kind
            || (IsBookkeeping(purpose) && !IsSystem(payer, context) && !IsSystem(payee, context)))
        {
            return PurposeRefusal(purpose);
        }

        return new Leg
        {
            Ledger = context.Ledger,
            Debit = payer,
            Credit = payee,
            Amount = amount,
            Action = action,
            Kind = kind,
            Purpose = purpose,
            Expiry = expiry,
        };
    }

    /// <summary>
    /// Whether one side of a trade is for a purpose of its kind: the other ledgers of the trade see the kind. Refusal:
    /// <c>purposeNotAllowed</c>.
    /// </summary>
    public static Refusal? CheckTrade(ImmutableArray<Leg> legs) =>
        Purposes.KindOf(legs[0].Purpose) == legs[0].Kind && !IsBookkeeping(legs[0].Purpose)
            ? null
            : PurposeRefusal(legs[0].Purpose);

    /// <summary>Whether the purpose is the ledger's own bookkeeping, which needs one of its own accounts on a side.</summary>
    public static bool IsBookkeeping(string purpose) => Bookkeeping.Contains(purpose);

    /// <summary>The transfer that ends a pending one.</summary>
    public static Leg End(SchemeCommand.EndPending end) => new()
    {
        Ledger = end.Pending.Ledger,
        Debit = end.Pending.Debit,
        Credit = end.Pending.Credit,
        Amount = end.Amount,
        Action = end.Action,
        Kind = end.Kind,
        Purpose = end.Purpose,
        Resolves = end.Pending.Id,
    };

    /// <summary>The refusal of a purpose.</summary>
    public static Refusal PurposeRefusal(string purpose) =>
        Refusal.For(RefusalReason.PurposeNotAllowed, new RefusalFact("purpose", purpose));

    // An account that does not exist is the journal's to refuse.
    private static Refusal? CheckRole(AccountId id, SchemeContext context) =>
        context.Accounts.TryGetValue(id, out var account)
        && account.State.Role is AccountRole.Region or AccountRole.Community
            ? Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(id),
                new("role", account.State.Role.ToString().ToLowerInvariant()))
            : null;

    private static bool IsSystem(AccountId id, SchemeContext context) =>
        context.Accounts.TryGetValue(id, out var account) && account.State.Role != AccountRole.Member;
}
