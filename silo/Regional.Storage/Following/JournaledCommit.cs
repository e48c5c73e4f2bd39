using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Storage.Following;

/// <summary>One group commit as followers see it.</summary>
/// <param name="Cursor">Resume after it with this.</param>
/// <param name="No">Its number; commits of several silos may come out of the order of numbers.</param>
/// <param name="At">The database's clock within it.</param>
/// <param name="Writer">Which process wrote it.</param>
/// <param name="Transfers">In the order of the commit.</param>
public sealed record JournaledCommit(
    JournalCursor Cursor, long No, DateTimeOffset At, string Writer, ImmutableArray<JournaledTransfer> Transfers);

/// <summary>
/// One transfer with both its entries. Per account the entry numbers are the order; between commits of several silos
/// that touch one account, the follower may hear of a later entry first.
/// </summary>
public sealed record JournaledTransfer
{
    /// <summary>Its id.</summary>
    public required TransferId Id { get; init; }

    /// <summary>Its ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>The two entries.</summary>
    public required EntryReceipt Entries { get; init; }

    /// <summary>Minor units of the ledger's currency.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>What it did.</summary>
    public required TransferAction Action { get; init; }

    /// <summary>Real or financial.</summary>
    public required TransferKind Kind { get; init; }

    /// <summary>Purpose code.</summary>
    public required string Purpose { get; init; }

    /// <summary>Date in the books.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>The settlement window it falls in.</summary>
    public WindowId? Window { get; init; }

    /// <summary>The trade it is a leg of.</summary>
    public OperationId? Trade { get; init; }

    /// <summary>The pending transfer it ended.</summary>
    public TransferId? Resolves { get; init; }

    /// <summary>Text both parties see.</summary>
    public string? Reference { get; init; }

    /// <summary>Who entered it.</summary>
    public required string EnteredBy { get; init; }
}
