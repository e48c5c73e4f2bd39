using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes;

/// <summary>
/// What a scheme is asked to plan in one ledger. The nested ones are every scheme's: a new one is a new case in each. What
/// only one scheme knows derives from <see cref="Own"/> in that scheme's folder.
/// </summary>
public abstract record SchemeCommand
{
    private SchemeCommand()
    {
    }

    /// <summary>A command of one scheme; the others refuse it as <c>commandNotOfScheme</c>.</summary>
    public abstract record Own : SchemeCommand
    {
        /// <summary>What people call it, for the refusal.</summary>
        public abstract string Name { get; }
    }

    /// <summary>A payment between two accounts of the ledger.</summary>
    /// <param name="Payer">Debit account.</param>
    /// <param name="Payee">Credit account.</param>
    /// <param name="Amount">In the ledger's unit, more than zero.</param>
    /// <param name="Purpose">Purpose code; it says whether the payment is real or financial.</param>
    public sealed record PayInside(AccountId Payer, AccountId Payee, Amount Amount, string Purpose) : SchemeCommand
    {
        /// <summary>Whether it passes limits, with a reason and the leave to do so: bookkeeping, not the payer's own wish.</summary>
        public bool IsForced { get; init; }
    }

    /// <summary>The same, held until it is ended or its time runs out.</summary>
    /// <param name="Payer">Debit account.</param>
    /// <param name="Payee">Credit account.</param>
    /// <param name="Amount">In the ledger's unit, more than zero.</param>
    /// <param name="Purpose">Purpose code; it says whether the payment is real or financial.</param>
    /// <param name="Expiry">How long it waits; null: no end.</param>
    public sealed record PendInside(AccountId Payer, AccountId Payee, Amount Amount, string Purpose, TimeSpan? Expiry)
        : SchemeCommand
    {
        /// <summary>Whether it passes limits, with a reason and the leave to do so: bookkeeping, not the payer's own wish.</summary>
        public bool IsForced { get; init; }
    }

    /// <summary>A pending transfer of the ledger ends: posted whole or in part, voided, or expired.</summary>
    /// <param name="Pending">As the journal knows it.</param>
    /// <param name="Action">One of the three ends.</param>
    /// <param name="Amount">What is posted; of a void or expiry, what was held.</param>
    /// <param name="Kind">Kind of the pending transfer.</param>
    /// <param name="Purpose">Purpose of the pending transfer.</param>
    public sealed record EndPending(
        PendingTransfer Pending, TransferAction Action, Amount Amount, TransferKind Kind, string Purpose) : SchemeCommand;

    /// <summary>The payer's side of a trade: value leaves the ledger for the one above.</summary>
    /// <param name="Legs">What the trade plans in this ledger; the first leg's debit account is the payer.</param>
    public sealed record PayOut(ImmutableArray<Leg> Legs) : SchemeCommand;

    /// <summary>The payee's side of a trade: value enters the ledger.</summary>
    /// <param name="Legs">What the trade plans in this ledger; the first leg's credit account is the payee.</param>
    public sealed record ReceiveIn(ImmutableArray<Leg> Legs) : SchemeCommand;
}
