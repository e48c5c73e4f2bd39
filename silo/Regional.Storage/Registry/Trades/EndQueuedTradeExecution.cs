using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Trades;

internal static class EndQueuedTradeExecution
{
    public static async Task<CommandOutcome> RunAsync(EndQueuedTrade command, CommandScope scope)
    {
        var id = new RefusalFact("trade", command.Trade.ToString());
        var found = await scope.FindValueAsync<short>("select status from trades where id = $1 for update", command.Trade);
        if (found is null)
        {
            return Outcome.Refused(RefusalReason.TradeUnknown, id);
        }

        var status = (TradeStatus)found.Value;
        if (status != TradeStatus.Queued)
        {
            return Outcome.Refused(
                RefusalReason.TradeNotQueued, id, new("state", status.ToString().ToLowerInvariant()));
        }

        var ended = command.Refusal is null ? TradeStatus.Cancelled : TradeStatus.Refused;
        await scope.ExecuteAsync(
            """
            update trades set status = $2, decided_at = $3, decided_by = $4, refusal = $5, facts = $6::jsonb where id = $1
            """,
            command.Trade, ended, scope.At, scope.Id,
            command.Refusal is { } refusal ? StoredRefusal.Number(refusal) : null,
            command.Refusal is { } facts ? StoredRefusal.WriteFacts(facts) : null);
        return Outcome.Done(("trade", command.Trade), ("status", ended.ToString().ToLowerInvariant()));
    }
}
