using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Payments to come: requests and queued trades.</summary>
internal static class TradeExecutions
{
    public static CommandOutcome Run(RequestPayment command, CommandContext context)
    {
        var tables = context.Tables;
        if ((CheckParty(command.Payee, tables) ?? CheckParty(command.Payer, tables)) is { } refused)
        {
            return refused;
        }

        var payer = tables.Account(command.Payer)!.State.Ledger;
        var payee = tables.Account(command.Payee)!.State.Ledger;
        if (!PartyExecutions.Climb(tables, payer).Overlaps(PartyExecutions.Climb(tables, payee)))
        {
            return Outcome.Refused(
                RefusalReason.NoPath,
                new("from", tables.Ledger(payer)!.Code), new("to", tables.Ledger(payee)!.Code));
        }

        var expiresAt = context.At + command.Expiry;
        expiresAt = expiresAt.AddTicks(-(expiresAt.Ticks % TimeSpan.TicksPerMicrosecond));
        tables.Requests.Add(command.Id, new RequestRow
        {
            Asked = command,
            Currency = tables.CurrencyOf(command.Payee),
            At = context.At,
            ExpiresAt = expiresAt,
        });
        return Outcome.Done(("request", command.Id), ("expiresAt", context.At + command.Expiry));
    }

    public static CommandOutcome Run(EndRequest command, CommandContext context)
    {
        var id = new RefusalFact("request", command.Request.ToString());
        if (!context.Tables.Requests.TryGetValue(command.Request, out var request))
        {
            return Outcome.Refused(RefusalReason.RequestUnknown, id);
        }

        if (request.Status != RequestStatus.Open)
        {
            return Outcome.Refused(
                RefusalReason.RequestEnded, id, new("state", request.Status.ToString().ToLowerInvariant()));
        }

        if (request.ExpiresAt <= context.At)
        {
            return Outcome.Refused(RefusalReason.RequestExpired, id, new("expired", $"{request.ExpiresAt:O}"));
        }

        request.Status = command.IsWithdrawal ? RequestStatus.Withdrawn : RequestStatus.Declined;
        request.AnsweredBy = context.Id;
        return Outcome.Done(("request", command.Request));
    }

    public static CommandOutcome Run(QueueTrade command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Region(command.Region) is not { } region)
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        foreach (var account in new[] { command.Payer, command.Payee, command.QueueAccount })
        {
            if (tables.Account(account) is null)
            {
                return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(account));
            }
        }

        var waiting = tables.Queue.Select(place => tables.Trades[place.Id])
            .Count(trade => trade.Region == command.Region && trade.QueueAccount == command.QueueAccount);
        if (waiting >= RegionPolicy.Of(tables, region, context.At).QueueCountMax)
        {
            return Outcome.Refused(
                RefusalReason.QueueFull, new RefusalFact("community", tables.Account(command.QueueAccount)!.Code));
        }

        tables.Trades.Add(command.Id, new TradeRow
        {
            Id = command.Id,
            Region = command.Region,
            Payer = command.Payer,
            Payee = command.Payee,
            PayeeAmountMinor = command.PayeeAmountMinor,
            Kind = command.TransferKind,
            Purpose = command.Purpose,
            BusinessDate = command.BusinessDate,
            Details = command.Details,
            Actor = command.Actor,
            Status = TradeStatus.Queued,
            QueuedAt = context.At,
            QueueAccount = command.QueueAccount,
        });
        tables.Queue.Add((context.At, command.Id));
        return Outcome.Done(("trade", command.Id), ("status", "queued"));
    }

    public static CommandOutcome Run(EndQueuedTrade command, CommandContext context)
    {
        var id = new RefusalFact("trade", command.Trade.ToString());
        if (!context.Tables.Trades.TryGetValue(command.Trade, out var trade))
        {
            return Outcome.Refused(RefusalReason.TradeUnknown, id);
        }

        if (trade.Status != TradeStatus.Queued)
        {
            return Outcome.Refused(
                RefusalReason.TradeNotQueued, id, new("state", trade.Status.ToString().ToLowerInvariant()));
        }

        context.Tables.Queue.Remove((trade.QueuedAt!.Value, trade.Id));
        trade.Status = command.Refusal is null ? TradeStatus.Cancelled : TradeStatus.Refused;
        trade.DecidedBy = context.Id;
        trade.Refusal = command.Refusal;
        return Outcome.Done(("trade", command.Trade), ("status", trade.Status.ToString().ToLowerInvariant()));
    }

    private static CommandOutcome? CheckParty(AccountId id, ModelTables tables) => tables.Account(id)?.State switch
    {
        null or { Role: not AccountRole.Member } =>
            Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(id)),
        { Status: AccountStatus.Closed } => Outcome.Refused(RefusalReason.AccountClosed, RefusalFact.Account(id)),
        _ => null,
    };
}
