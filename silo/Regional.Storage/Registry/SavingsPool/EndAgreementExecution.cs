using Regional.Contracts.Journal;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Storage.Registry.SavingsPool;

internal static class EndAgreementExecution
{
    public static async Task<CommandOutcome> RunAsync(EndAgreement command, CommandScope scope)
    {
        if (await LockedProposal.FindAsync(scope, command.Agreement) is not { } proposal)
        {
            return LockedProposal.Unknown(command.Agreement);
        }

        if (AgreementRules.CheckEnd(proposal.State, command.IsWithdrawal) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        var status = command.IsWithdrawal ? ProposalStatus.Withdrawn : ProposalStatus.Rejected;
        await scope.ExecuteAsync(
            "update pool_agreements set status = $2, decided_at = $3, decided_by = $4 where id = $1",
            command.Agreement, status, scope.At, scope.Id);
        return Outcome.Done(("agreement", command.Agreement), ("status", status.ToString().ToLowerInvariant()));
    }
}
