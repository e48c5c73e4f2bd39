using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Trades;

/// <summary>Trades of a region's members: posted at once, or queued at a cap and released as balance returns.</summary>
internal sealed class TradeDesk(
    AccountBoard board,
    TermsCache terms,
    TradePlanner planner,
    PostingCoordinator coordinator,
    IJournalStore journal,
    ILedgerDirectory directory)
{
    /// <summary>Most queued trades looked at in one sweep; the rest waits for the next.</summary>
    private const int ReleaseCountMax = 500;

    public async ValueTask<TradeReply> TradeAsync(TradeOrder order, OwnHolds self)
    {
        var fingerprint = OrderFingerprints.Of(order);
        for (var attempt = 1; ; attempt++)
        {
            var outcome = await PostAsync(order, order.Id, fingerprint, releases: null, self);
            if (outcome is PostingOutcome.Refused { Refusal.Reason: RefusalReason.CapReached } waits)
            {
                return await QueueAsync(order, fingerprint, waits.Refusal);
            }

            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return Reply(outcome);
            }

            terms.Clear();
        }
    }

    public async ValueTask<TradeReply> QuoteAsync(TradeOrder order) =>
        await planner.PlanAsync(order) switch
        {
            { Posting.Refusal: { } refusal } => new TradeRefused(refusal),
            { Quote: { } quote } => new TradeQuoted(quote.PayerAmount, quote.PayeeAmount),
            _ => throw new InvariantViolation("A trade was planned without a quote."),
        };

    public async ValueTask<TradeReply> CancelAsync(OperationId id, OperationId trade, string actor) =>
        await journal.ExecuteAsync(
            new EndQueuedTrade(trade, Refusal: null) { Id = id, Actor = actor }, CancellationToken.None) switch
        {
            CommandOutcome.Done => new TradeQueued(trade, TradeStatus.Cancelled),
            CommandOutcome.Refused refused => new TradeRefused(refused.Refusal),
            _ => throw new InvariantViolation("A command ended neither done nor refused."),
        };

    /// <summary>Tries the waiting trades, oldest first; at each cap account the first that does not fit stops the rest.</summary>
    public async ValueTask ReleaseQueuedAsync(RegionId region, OwnHolds self)
    {
        var full = new HashSet<AccountId>();
        foreach (var trade in await directory.FindQueuedTradesAsync(region, ReleaseCountMax, CancellationToken.None))
        {
            if (!full.Contains(trade.QueueAccount) && !await ReleaseAsync(trade, self))
            {
                full.Add(trade.QueueAccount);
            }
        }
    }

    // True: it left the queue.
    private async ValueTask<bool> ReleaseAsync(QueuedTrade trade, OwnHolds self)
    {
        var order = new TradeOrder
        {
            Id = DerivedId.Of(trade.Id, "release"),
            Payer = trade.Payer,
            Payee = trade.Payee,
            PayeeAmountMinor = trade.PayeeAmount.Minor,
            Currency = trade.PayeeAmount.Currency,
            Purpose = trade.Purpose,
            Details = new OrderDetails
            {
                EnteredBy = trade.Actor,
                BusinessDate = trade.BusinessDate,
                IsDateGiven = true,
                Reference = trade.Details.Reference,
                ExternalReference = trade.Details.ExternalReference,
                DocumentDate = trade.Details.DocumentDate,
                DocumentNumber = trade.Details.DocumentNumber,
            },
        };
        var outcome = await PostAsync(order, trade.Id, OrderFingerprints.Of(order), trade.Id, self);
        if (outcome is PostingOutcome.Refused { Refusal: { IsTransient: false } refusal })
        {
            await journal.ExecuteAsync(
                new EndQueuedTrade(trade.Id, refusal) { Id = DerivedId.Of(trade.Id, "refused"), Actor = "system:queue" },
                CancellationToken.None);
        }

        if (Postings.IsStale(outcome))
        {
            terms.Clear();
        }

        return outcome is PostingOutcome.Posted or PostingOutcome.Refused { Refusal.IsTransient: false };
    }

    private async ValueTask<PostingOutcome> PostAsync(
        TradeOrder order, OperationId trade, Fingerprint fingerprint, OperationId? releases, OwnHolds self)
    {
        var header = Postings.Of(order.Id, OperationKind.Trade, fingerprint, order.Details, legs: []) with
        {
            Trade = trade,
            Effects = releases is { } queued ? [new QueuedTradeReleased(queued)]
                : order.Request is { } request ? [new RequestApproved(request)] : [],
        };
        var plan = await planner.PlanAsync(order);
        if (plan.Posting.Refusal is { } refusal)
        {
            return await coordinator.RefuseAsync(header.Planned(plan.Posting) with { Trade = null }, refusal);
        }

        var posting = header.Dated(plan.Details!).Planned(plan.Posting) with
        {
            QueuesAtCap = releases is not null || (plan.Top!.CapPolicy == CapPolicy.Queue && MayWait(order)),
        };
        return PostingForm.Check(posting) is { } malformed
            ? new PostingOutcome.Refused(malformed)
            : await coordinator.CommitAsync(posting, self);
    }

    // The queue keeps no such conditions: a trade that has one is decided now, never later without it.
    private static bool MayWait(TradeOrder order) =>
        order is { Request: null, PayerAmountMaxMinor: null, Details.ClaimsDocument: false };

    private async ValueTask<TradeReply> QueueAsync(TradeOrder order, Fingerprint fingerprint, Refusal waits)
    {
        var payer = board.Find(order.Payer)!;
        var ledger = await terms.FindAsync(payer.Ledger, CancellationToken.None);
        var atCap = waits.Facts.FirstOrDefault(static fact => fact.Name == "account").Value;
        var outcome = await journal.ExecuteAsync(
            new QueueTrade(
                ledger!.Region,
                order.Payer,
                order.Payee,
                order.PayeeAmountMinor,
                Purposes.KindOf(order.Purpose)!.Value,
                order.Purpose,
                order.Details.BusinessDate,
                new AccountId(long.Parse(atCap)),
                new TradeDetails(
                    order.Details.Reference,
                    order.Details.ExternalReference,
                    order.Details.DocumentDate,
                    order.Details.DocumentNumber),
                fingerprint)
            {
                Id = order.Id,
                Actor = order.Details.EnteredBy,
            },
            CancellationToken.None);
        return outcome switch
        {
            CommandOutcome.Done => new TradeQueued(order.Id, TradeStatus.Queued),
            CommandOutcome.Refused refused => new TradeRefused(refused.Refusal),
            _ => throw new InvariantViolation("A command ended neither done nor refused."),
        };
    }

    private static TradeReply Reply(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted posted => new TradePosted(posted.Receipt, posted.IsReplay),
        PostingOutcome.Refused refused => new TradeRefused(refused.Refusal),
        _ => throw new InvariantViolation("The batcher answers posted or refused."),
    };
}
