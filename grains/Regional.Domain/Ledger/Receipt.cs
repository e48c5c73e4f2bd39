using System.Collections.Immutable;

namespace Regional.Domain.Ledger;

/// <summary>What a posted operation did; the same for every retry of its id.</summary>
/// <param name="Operation">The id.</param>
/// <param name="Commit">Number of the group commit it was part of.</param>
/// <param name="RecordedAt">The database's clock within that commit.</param>
/// <param name="Window">The settlement window, when a leg is in a region's ledger.</param>
/// <param name="Entries">One per leg, in order.</param>
public sealed record Receipt(
    OperationId Operation, long Commit, DateTimeOffset RecordedAt, WindowId? Window, ImmutableArray<EntryReceipt> Entries);

/// <summary>The two entries of one transfer: gapless number on each account and the posted balance after it.</summary>
/// <param name="Debit">Debit account.</param>
/// <param name="DebitEntry">Entry number on it.</param>
/// <param name="DebitBalance">Its balance after, minor units, signed.</param>
/// <param name="Credit">Credit account.</param>
/// <param name="CreditEntry">Entry number on it.</param>
/// <param name="CreditBalance">Its balance after, minor units, signed.</param>
public readonly record struct EntryReceipt(
    AccountId Debit, long DebitEntry, long DebitBalance, AccountId Credit, long CreditEntry, long CreditBalance);
