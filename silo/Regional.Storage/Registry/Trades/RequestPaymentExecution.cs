using Npgsql;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.Trades;

internal static class RequestPaymentExecution
{
    public static async Task<CommandOutcome> RunAsync(RequestPayment command, CommandScope scope)
    {
        var payee = await Party.FindAsync(scope, command.Payee);
        var payer = await Party.FindAsync(scope, command.Payer);
        if ((Check(command.Payee, payee) ?? Check(command.Payer, payer)) is { } refused)
        {
            return refused;
        }

        if (!payer!.Reaches(payee!))
        {
            return Outcome.Refused(
                RefusalReason.NoPath, new("from", payer.LedgerCode), new("to", payee!.LedgerCode));
        }

        var expiresAt = scope.At + command.Expiry;
        await scope.ExecuteAsync(
            """
            insert into payment_requests (id, payee_account, payer_account, amount, kind, purpose, reference, document_number,
              requested_at, expires_at, actor)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            command.Id, command.Payee, command.Payer, command.AmountMinor, command.TransferKind, command.Purpose,
            command.Reference, command.DocumentNumber, scope.At, expiresAt, scope.Actor);
        return Outcome.Done(("request", command.Id), ("expiresAt", expiresAt));
    }

    private static CommandOutcome? Check(AccountId id, Party? party) =>
        party is null || party.Role != AccountRole.Member
            ? Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(id))
            : party.IsClosed ? Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(id)) : null;
}
