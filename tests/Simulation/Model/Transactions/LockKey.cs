using Regional.Domain.Ledger;

namespace Regional.Simulation.Model.Transactions;

/// <summary>What transactions wait for each other about.</summary>
internal enum LockKind
{
    Operation,
    Account,
    RegionWindows,
    Books,
    Correction,
    Document,
    Request,
    Trade,
    Window,
    Code,
    Correspondents,
    Terms,
    Agreement,
    Points,
    Till,
    Note,
}

/// <summary>One row, unique value or advisory lock that a transaction holds until it ends.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Its id where it is one.</param>
/// <param name="Number">Its number where it has one.</param>
/// <param name="Text">The rest of a unique value.</param>
internal readonly record struct LockKey(LockKind Kind, Guid Id, long Number, string? Text)
{
    /// <summary>Whether others may hold it too, as long as they share it.</summary>
    public bool IsShared { get; init; }

    public static LockKey Of(LockKind kind, OperationId id) => new(kind, id.Value, 0, null);

    public static LockKey Of(LockKind kind, long number, string? text = null) => new(kind, default, number, text);

    public bool Conflicts(LockKey other) =>
        !(IsShared && other.IsShared) && (this with { IsShared = false }) == (other with { IsShared = false });
}
