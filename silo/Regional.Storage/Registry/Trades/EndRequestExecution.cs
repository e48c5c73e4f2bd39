using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.Trades;

internal static class EndRequestExecution
{
    public static async Task<CommandOutcome> RunAsync(EndRequest command, CommandScope scope)
    {
        var id = new RefusalFact("request", command.Request.ToString());
        var request = await scope.FindRowAsync(
            "select status, expires_at from payment_requests where id = $1 for update",
            static row => new Request((RequestStatus)row.GetInt16(0), row.Time(1)),
            command.Request);
        if (request is null)
        {
            return Outcome.Refused(RefusalReason.RequestUnknown, id);
        }

        if (request.Status != RequestStatus.Open)
        {
            return Outcome.Refused(
                RefusalReason.RequestEnded, id, new("state", request.Status.ToString().ToLowerInvariant()));
        }

        if (request.ExpiresAt <= scope.At)
        {
            return Outcome.Refused(RefusalReason.RequestExpired, id, new("expired", $"{request.ExpiresAt:O}"));
        }

        await scope.ExecuteAsync(
            "update payment_requests set status = $2, answered_by = $3, answered_at = $4 where id = $1",
            command.Request, command.IsWithdrawal ? RequestStatus.Withdrawn : RequestStatus.Declined, scope.Id, scope.At);
        return Outcome.Done(("request", command.Request));
    }

    private sealed record Request(RequestStatus Status, DateTimeOffset ExpiresAt);
}
