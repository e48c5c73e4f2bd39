using Regional.Domain.Refusals;

namespace Regional.Domain.Ledger;

/// <summary>What the rules say of one member of a group commit.</summary>
public abstract record PostingDecision
{
    private PostingDecision()
    {
    }

    /// <summary>Happens; the book has been brought up to date.</summary>
    public sealed record Accepted : PostingDecision
    {
        /// <summary>The only instance.</summary>
        public static Accepted Instance { get; } = new();
    }

    /// <summary>Does not happen.</summary>
    public sealed record Refused(Refusal Refusal) : PostingDecision;

    /// <summary>
    /// Only amounts of this very batch would make room, and those never count: it goes first into the next batch, where
    /// they are committed figures.
    /// </summary>
    public sealed record Deferred(Refusal Otherwise) : PostingDecision;
}
