using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Storage.Registry.SavingsPool;

internal static class CastVoteExecution
{
    public static async Task<CommandOutcome> RunAsync(CastVote command, CommandScope scope)
    {
        if (await LockedProposal.FindAsync(scope, command.Agreement) is not { } proposal)
        {
            return LockedProposal.Unknown(command.Agreement);
        }

        var isMember = await PoolLedger.IsMemberAsync(scope, proposal.Ledger, command.Member);
        if (AgreementRules.CheckVote(proposal.State, command.Member, isMember, proposal.Terms) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        await scope.ExecuteAsync(
            "update pool_votes set replaced_by = $3 where agreement_id = $1 and member_id = $2 and replaced_by is null",
            command.Agreement, command.Member, scope.Id);
        await scope.ExecuteAsync(
            """
            insert into pool_votes (operation, agreement_id, member_id, choice, at, actor, reason)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            scope.Id, command.Agreement, command.Member, command.Choice, scope.At, scope.Actor, scope.Reason);
        var votes = await proposal.CountVotesAsync(scope);
        return Outcome.Done(
            ("agreement", command.Agreement),
            ("for", votes.For),
            ("against", votes.Against),
            ("abstained", votes.Abstained),
            ("eligible", votes.Eligible));
    }
}
