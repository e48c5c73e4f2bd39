using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>What a member says to a proposal. Numbers are stored; never reuse one.</summary>
public enum VoteChoice
{
    /// <summary>Agrees.</summary>
    For = 1,

    /// <summary>Objects.</summary>
    Against = 2,

    /// <summary>Present, and leaves it to the others.</summary>
    Abstain = 3,
}

/// <summary>Where a proposal stands. Numbers are stored; never reuse one.</summary>
public enum ProposalStatus
{
    /// <summary>Votes and signatures are taken.</summary>
    Open = 1,

    /// <summary>Carried and signed: the loan may be drawn.</summary>
    Agreed = 2,

    /// <summary>The pool said no, or nobody decided.</summary>
    Rejected = 3,

    /// <summary>The borrower took it back; also of an agreement, whose undrawn part then ends.</summary>
    Withdrawn = 4,
}

/// <summary>Votes as they stand: the last of each member counts.</summary>
/// <param name="Eligible">Members of the pool who may vote on it: all but the borrower.</param>
/// <param name="For">Agree.</param>
/// <param name="Against">Object.</param>
/// <param name="Abstained">Present without a voice either way.</param>
public readonly record struct VoteCount(int Eligible, int For, int Against, int Abstained)
{
    /// <summary>Who has voted in any way.</summary>
    public int Present => For + Against + Abstained;

    /// <summary>
    /// Whether the pool agrees. Refusals in order: <c>quorumMissing</c> (too few present, or nobody for it),
    /// <c>proposalOpposed</c>.
    /// </summary>
    public Refusal? CheckCarried(PoolTerms terms)
    {
        var needed = terms.PresentNeeded(Eligible);
        if (Present < needed || For == 0)
        {
            return Refusal.For(
                RefusalReason.QuorumMissing,
                new("present", $"{Present}"),
                new("needed", $"{needed}"),
                new("for", $"{For}"),
                new("eligible", $"{Eligible}"));
        }

        return Against > terms.VotesAgainstMax
            ? Refusal.For(
                RefusalReason.ProposalOpposed, new("against", $"{Against}"), new("allowed", $"{terms.VotesAgainstMax}"))
            : null;
    }
}
