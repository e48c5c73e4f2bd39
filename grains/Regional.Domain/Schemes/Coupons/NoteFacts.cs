using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>Which way notes go. Numbers are stored; never reuse one.</summary>
public enum NoteMove
{
    /// <summary>From the till or the stock to the public.</summary>
    HandedOut = 1,

    /// <summary>From the public into the till or the stock.</summary>
    TakenIn = 2,

    /// <summary>Expired, from the public, never to be issued again.</summary>
    Exchanged = 3,

    /// <summary>Expected in a closed till and not counted: with the public now, against the till difference.</summary>
    Missing = 4,

    /// <summary>Thought to be with the public and found in a till when it was counted.</summary>
    Found = 5,

    /// <summary>A line was keyed wrongly: the notes it handed out are where they came from.</summary>
    NotHandedOut = 6,

    /// <summary>A line was keyed wrongly: the notes it took in are still with the public.</summary>
    NotTakenIn = 7,

    /// <summary>A line was keyed wrongly: the notes it exchanged are still with the public.</summary>
    NotExchanged = 8,
}

/// <summary>
/// Notes go one way with a posting, one state per serial: a number that is not where it must be refuses the posting.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Move">Which way.</param>
/// <param name="Notes">Which, without overlap.</param>
/// <param name="Till">The till they go through; null: the stock.</param>
public sealed record NotesMoved(LedgerId Ledger, NoteMove Move, ImmutableArray<NoteRange> Notes, OperationId? Till) : Fact
{
    /// <inheritdoc />
    public override Refusal? Check(Posting posting, int place, LedgerBook book, DateTimeOffset now) =>
        NoteRules.Check(this, book.Part<NoteBook>());

    /// <inheritdoc />
    public override void Apply(Posting posting, LedgerBook book, DateTimeOffset now) =>
        NoteRules.Apply(this, book.Part<NoteBook>());

    /// <inheritdoc />
    public bool Equals(NotesMoved? other) =>
        other is not null && (Ledger, Move, Till) == (other.Ledger, other.Move, other.Till)
        && Notes.SequenceEqual(other.Notes);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Ledger, Move, Till, Notes.Length);
}
