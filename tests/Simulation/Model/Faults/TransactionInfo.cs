using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model;

/// <summary>Which part of a call to the store a transaction is.</summary>
public enum TransactionKind
{
    /// <summary>The certain members of a batch, in one statement.</summary>
    FastPath,

    /// <summary>The doubtful members of a batch, or all when the fast path was rejected.</summary>
    SecondPath,

    /// <summary>A command other than a posting.</summary>
    Command,

    /// <summary>Windows made ahead by a region's clearing run.</summary>
    Windows,
}

/// <summary>A transaction that is about to be sent, for whoever decides its fate.</summary>
/// <param name="Number">Transactions are numbered in the order they are sent, from 1.</param>
/// <param name="Kind">Which part of a call it is.</param>
/// <param name="Operations">The ids it carries; empty for windows.</param>
/// <param name="Command">The command; null for postings and windows.</param>
/// <param name="IsFirst">Whether it is the first of its call: only then may it be <see cref="TransactionFate.Unreachable"/>.</param>
public sealed record TransactionInfo(
    long Number, TransactionKind Kind, ImmutableArray<OperationId> Operations, Command? Command, bool IsFirst);

/// <summary>What becomes of a read. It sees what was committed at one instant.</summary>
/// <param name="Before">From asking to that instant.</param>
/// <param name="After">From that instant to the answer.</param>
/// <param name="Fails">It ends with <see cref="Contracts.LedgerUnavailable"/> instead.</param>
public readonly record struct ReadFate(TimeSpan Before, TimeSpan After, bool Fails);
