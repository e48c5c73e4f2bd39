using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Storage.Registry.SavingsPool;

internal static class SignAgreementExecution
{
    public static async Task<CommandOutcome> RunAsync(SignAgreement command, CommandScope scope)
    {
        if (await LockedProposal.FindAsync(scope, command.Agreement) is not { } proposal)
        {
            return LockedProposal.Unknown(command.Agreement);
        }

        var isMember = await PoolLedger.IsMemberAsync(scope, proposal.Ledger, command.Member);
        var votes = await proposal.CountVotesAsync(scope);
        if (AgreementRules.CheckSign(proposal.State, command.Member, isMember, votes, proposal.Terms) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        await scope.ExecuteAsync(
            "insert into pool_signatures (agreement_id, member_id, operation, at, actor) values ($1, $2, $3, $4, $5)",
            command.Agreement, command.Member, scope.Id, scope.At, scope.Actor);
        var status = AgreementRules.AfterSigning(proposal.State, proposal.Terms);
        if (status == ProposalStatus.Agreed)
        {
            await scope.ExecuteAsync(
                "update pool_agreements set status = $2, decided_at = $3, decided_by = $4 where id = $1",
                command.Agreement, status, scope.At, scope.Id);
        }

        return Outcome.Done(
            ("agreement", command.Agreement),
            ("signatures", proposal.State.Signed.Length + 1),
            ("status", status.ToString().ToLowerInvariant()));
    }
}
