using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.SavingsPool;

/// <summary>A proposal under lock: votes, signatures and its end follow one another.</summary>
internal sealed record LockedProposal(ProposalState State, LedgerId Ledger, PoolTerms Terms)
{
    /// <summary>Locks it; null: there is no such proposal.</summary>
    public static async Task<LockedProposal?> FindAsync(CommandScope scope, OperationId agreement)
    {
        var row = await scope.FindRowAsync(
            """
            select g.status, a.member_id, g.ledger_id
            from pool_agreements g join accounts a on a.id = g.account_id
            where g.id = $1 for no key update of g
            """,
            static row => new Row((ProposalStatus)row.GetInt16(0), new MemberId(row.GetInt64(1)), new LedgerId(row.GetInt32(2))),
            agreement);
        if (row is null)
        {
            return null;
        }

        var signed = await scope.FindRowsAsync(
            "select member_id from pool_signatures where agreement_id = $1 order by at, member_id",
            static row => new MemberId(row.GetInt64(0)),
            agreement);
        var terms = await PoolLedger.FindTermsAsync(scope, row.Ledger);
        return new LockedProposal(new ProposalState(agreement, row.Status, row.Borrower, signed), row.Ledger, terms!);
    }

    /// <summary>What is answered where there is none.</summary>
    public static CommandOutcome Unknown(OperationId agreement) =>
        Outcome.Refused(RefusalReason.AgreementUnknown, new RefusalFact("agreement", agreement.ToString()));

    /// <summary>The votes in force of those who may vote now: who has left the pool counts no more.</summary>
    public async Task<VoteCount> CountVotesAsync(CommandScope scope)
    {
        var choices = await scope.FindRowsAsync(
            """
            select v.choice
            from (
              select distinct member_id from accounts
              where ledger_id = $1 and role = $2 and status <> $3 and ($4 or member_id <> $5)) m
            left join pool_votes v on v.member_id = m.member_id and v.agreement_id = $6 and v.replaced_by is null
            """,
            static row => row.IsDBNull(0) ? null : (VoteChoice?)row.GetInt16(0),
            Ledger, AccountRole.Member, AccountStatus.Closed, Terms.BorrowerVotes, State.Borrower, State.Id);
        return new VoteCount(
            choices.Length, Count(choices, VoteChoice.For), Count(choices, VoteChoice.Against),
            Count(choices, VoteChoice.Abstain));
    }

    private static int Count(ImmutableArray<VoteChoice?> choices, VoteChoice choice) =>
        choices.Count(vote => vote == choice);

    private sealed record Row(ProposalStatus Status, MemberId Borrower, LedgerId Ledger);
}
