using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Domain.Schemes.Trials;

/// <summary>What terms of a pool would have said to what was withdrawn and decided.</summary>
public static class PoolTrial
{
    /// <summary>What a carried proposal waits for when too few have signed.</summary>
    public const string SignaturesMissing = "signaturesMissing";

    /// <summary>Of a withdrawal: the code of its refusal; null: it is paid.</summary>
    /// <param name="ownMinor">What of it was savings, zero or more.</param>
    /// <param name="pointsMinor">The member's points then, signed.</param>
    /// <param name="terms">Tried.</param>
    public static string? Withdrawal(long ownMinor, long pointsMinor, PoolTerms terms) =>
        terms.LockSavingsWhilePointsNegative && ownMinor > 0 && pointsMinor < 0
            ? RefusalCatalogue.Of(RefusalReason.SavingsLocked).Code
            : null;

    /// <summary>
    /// Of a proposal, with the votes and signatures it got: the code of the first rule it breaks, or
    /// <see cref="SignaturesMissing"/>; null: it is agreed.
    /// </summary>
    public static string? Proposal(PastProposal proposal, PoolTerms terms) =>
        (terms.BorrowerVotes ? proposal.WithBorrower : proposal.WithoutBorrower).CheckCarried(terms) is { } refusal
            ? refusal.Entry.Code
            : (terms.BorrowerVotes ? proposal.Signatures : proposal.Signatures - proposal.BorrowerSignatures)
                < terms.SignatoryCount
                ? SignaturesMissing
                : null;
}

/// <summary>A proposal as it was decided.</summary>
/// <param name="WithoutBorrower">Votes, the borrower standing aside.</param>
/// <param name="WithBorrower">Votes, the borrower's among them.</param>
/// <param name="Signatures">Members who signed.</param>
/// <param name="BorrowerSignatures">Of them the borrower, 0 or 1.</param>
public sealed record PastProposal(VoteCount WithoutBorrower, VoteCount WithBorrower, int Signatures, int BorrowerSignatures);
