using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;

namespace Regional.Storage.Registry.Trades;

internal static class QueueTradeExecution
{
    public static async Task<CommandOutcome> RunAsync(QueueTrade command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>("select exists (select from regions where id = $1)", command.Region))
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        foreach (var account in new[] { command.Payer, command.Payee, command.QueueAccount })
        {
            if (!await scope.GetValueAsync<bool>("select exists (select from accounts where id = $1)", account))
            {
                return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(account));
            }
        }

        // Two at once may both take the last place: the bound protects the machine, not money.
        var terms = await RegionPolicy.FindAsync(scope, command.Region);
        var waiting = await scope.GetValueAsync<long>(
            "select count(*) from trades where status = 1 and region_id = $1 and queue_account = $2",
            command.Region, command.QueueAccount);
        if (waiting >= terms.QueueCountMax)
        {
            var codes = await scope.FindRowsAsync(
                "select code from accounts where id = $1", static row => row.GetString(0), command.QueueAccount);
            return Outcome.Refused(RefusalReason.QueueFull, new RefusalFact("community", codes[0]));
        }

        await scope.ExecuteAsync(
            """
            insert into trades (id, region_id, payer_account, payee_account, payee_amount, kind, purpose, business_date,
              reference, external_reference, document_date, document_number, status, queued_at, queue_account, actor)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
            """,
            command.Id, command.Region, command.Payer, command.Payee, command.PayeeAmountMinor, command.TransferKind,
            command.Purpose, command.BusinessDate, command.Details.Reference, command.Details.ExternalReference,
            command.Details.DocumentDate, command.Details.DocumentNumber, TradeStatus.Queued, scope.At,
            command.QueueAccount, scope.Actor);
        return Outcome.Done(("trade", command.Id), ("status", "queued"));
    }
}
