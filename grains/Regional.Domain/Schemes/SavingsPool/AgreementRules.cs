using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>A proposal as far as votes and signatures ask.</summary>
/// <param name="Id">The proposal's id.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Borrower">Whose loan it is.</param>
/// <param name="Signed">Who has signed.</param>
public sealed record ProposalState(
    OperationId Id, ProposalStatus Status, MemberId Borrower, ImmutableArray<MemberId> Signed);

/// <summary>
/// How the pool decides (001 lends by joint agreement and leaves the form open): members vote, the quorum must be there,
/// nobody objects, the borrower stands aside, two members sign. Each may be set otherwise in the terms.
/// </summary>
public static class AgreementRules
{
    /// <summary>
    /// Whether the member may vote. Refusals in order: <c>proposalEnded</c>, <c>notPoolMember</c>, <c>borrowerExcluded</c>.
    /// </summary>
    /// <param name="proposal">Under lock.</param>
    /// <param name="member">Who votes.</param>
    /// <param name="isPoolMember">Whether the member has an account in the pool that is not closed.</param>
    /// <param name="terms">In force today.</param>
    public static Refusal? CheckVote(ProposalState proposal, MemberId member, bool isPoolMember, PoolTerms terms)
    {
        if (CheckOpen(proposal) is { } ended)
        {
            return ended;
        }

        var fact = new RefusalFact("member", member.ToString());
        return !isPoolMember
            ? Refusal.For(RefusalReason.NotPoolMember, fact)
            : member == proposal.Borrower && !terms.BorrowerVotes
                ? Refusal.For(RefusalReason.BorrowerExcluded, fact)
                : null;
    }

    /// <summary>
    /// Whether the member may sign. Refusals in order: those of a vote, <c>alreadySigned</c>, <c>quorumMissing</c>,
    /// <c>proposalOpposed</c>.
    /// </summary>
    public static Refusal? CheckSign(
        ProposalState proposal, MemberId member, bool isPoolMember, VoteCount votes, PoolTerms terms) =>
        CheckVote(proposal, member, isPoolMember, terms)
        ?? (proposal.Signed.Contains(member)
            ? Refusal.For(RefusalReason.AlreadySigned, new RefusalFact("member", member.ToString()))
            : votes.CheckCarried(terms));

    /// <summary>Where the proposal stands once one more has signed.</summary>
    public static ProposalStatus AfterSigning(ProposalState proposal, PoolTerms terms) =>
        proposal.Signed.Length + 1 >= terms.SignatoryCount ? ProposalStatus.Agreed : ProposalStatus.Open;

    /// <summary>
    /// Whether it may be ended: a proposal either way; an agreement only by its borrower, who draws no more of it. Refusal:
    /// <c>proposalEnded</c>.
    /// </summary>
    public static Refusal? CheckEnd(ProposalState proposal, bool isWithdrawal) =>
        proposal.Status == ProposalStatus.Agreed && isWithdrawal ? null : CheckOpen(proposal);

    private static Refusal? CheckOpen(ProposalState proposal) => proposal.Status == ProposalStatus.Open
        ? null
        : Refusal.For(
            RefusalReason.ProposalEnded,
            new("agreement", proposal.Id.ToString()),
            new("state", proposal.Status.ToString().ToLowerInvariant()));
}
