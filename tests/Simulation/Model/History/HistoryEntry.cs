using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model;

/// <summary>What one transaction made durable. Entries stand in the order in which they took effect.</summary>
public abstract record HistoryEntry
{
    private protected HistoryEntry()
    {
    }

    /// <summary>Its place in the history, from 0.</summary>
    public required int Position { get; init; }

    /// <summary>The clock the transaction decided by.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The database's clock when it took effect: later than <see cref="At"/> if it hung.</summary>
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>Where it moved or made borders of windows: all windows of that region, as it left them. Else empty.</summary>
    public ImmutableArray<WindowBorders> Windows { get; init; } = [];

    /// <summary>
    /// Of a group commit: how many entries stood when it read the terms. Rows it locks stay as they were until it takes
    /// effect; terms are not locked and may have changed since.
    /// </summary>
    public int BegunAt { get; init; }
}

/// <summary>A group commit.</summary>
/// <param name="Commit">Its number.</param>
/// <param name="IsFast">Whether the fast path made it.</param>
/// <param name="Members">
/// What was stored, in the order of the batch: postings made and refusals kept for ever. Replays, transient refusals and
/// what was put off are not history.
/// </param>
/// <param name="Before">Every account the members name, as committed before: what room was measured from. By id.</param>
/// <param name="After">The accounts that changed, as committed. By id.</param>
public sealed record PostingsCommitted(
    long Commit, bool IsFast, ImmutableArray<CommittedPosting> Members, ImmutableArray<AccountState> Before,
    ImmutableArray<AccountState> After) : HistoryEntry;

/// <summary>A member of a group commit with its outcome for ever: posted or refused.</summary>
/// <param name="Posting">As it was sent; a void or expiry carries the amount it released.</param>
/// <param name="Outcome">Posted or refused.</param>
public sealed record CommittedPosting(Posting Posting, PostingOutcome Outcome);

/// <summary>A command other than a posting, done or refused for ever.</summary>
/// <param name="Command">As it was sent.</param>
/// <param name="Outcome">Its outcome for ever.</param>
/// <param name="Before">The accounts that changed, as they were; those it opened are missing. By id.</param>
public sealed record CommandCommitted(Command Command, CommandOutcome Outcome, ImmutableArray<AccountState> Before)
    : HistoryEntry;

/// <summary>Windows made ahead of time.</summary>
/// <param name="Region">The region.</param>
/// <param name="Added">How many; 0: the end of one without calendar moved on.</param>
public sealed record WindowsMade(RegionId Region, int Added) : HistoryEntry;

/// <summary>A window's place and borders.</summary>
/// <param name="Id">The window.</param>
/// <param name="Region">Its region.</param>
/// <param name="No">Its place among the region's windows.</param>
/// <param name="Opens">First moment in it.</param>
/// <param name="Closes">First moment after it.</param>
public sealed record WindowBorders(WindowId Id, RegionId Region, int No, DateTimeOffset Opens, DateTimeOffset Closes);
