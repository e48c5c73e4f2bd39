using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>What a posting is answered whose id is taken: the first outcome again, or that the id was reused.</summary>
internal static class StoredOutcome
{
    public static PostingOutcome Of(Posting posting, OperationRow known, ModelTables tables)
    {
        if (!posting.Fingerprint.Equals(known.Fingerprint))
        {
            return Refused(
                RefusalReason.IdReused, new RefusalFact("field", posting.Fingerprint.NameDifference(known.Fingerprint)));
        }

        if (known.Refusal is { } refusal)
        {
            return new PostingOutcome.Refused(refusal);
        }

        return known.Commit is not null ? Posted(known, known.Id) : OfQueued(posting, tables);
    }

    /// <summary>The receipt again, under the id that was asked for.</summary>
    public static PostingOutcome Posted(OperationRow done, OperationId asked)
    {
        WindowId? window = null;
        foreach (var transfer in done.Transfers)
        {
            window ??= transfer.Window;
        }

        return new PostingOutcome.Posted(
            new Receipt(
                asked, done.Commit!.Value, done.At, window, [.. done.Transfers.Select(static transfer => transfer.Entry)]),
            IsReplay: true);
    }

    // A trade that went into the queue is decided by an operation of its own, or not yet.
    private static PostingOutcome OfQueued(Posting posting, ModelTables tables)
    {
        if (!tables.Trades.TryGetValue(posting.Id, out var trade))
        {
            throw new InvariantViolation($"Operation {posting.Id} has neither transfers nor a refusal nor a trade.");
        }

        if (trade.Refusal is { } refusal)
        {
            return new PostingOutcome.Refused(refusal);
        }

        return trade.Status switch
        {
            TradeStatus.Posted => Posted(tables.Operations[trade.DecidedBy!.Value], posting.Id),
            TradeStatus.Queued => Refused(
                RefusalReason.CapReached, RefusalFact.Account(trade.QueueAccount ?? new AccountId(0))),
            TradeStatus.Cancelled or TradeStatus.Refused or TradeStatus.InFlight or TradeStatus.Voided => Refused(
                RefusalReason.TradeNotQueued,
                new("trade", posting.Id.ToString()),
                new("state", trade.Status.ToString().ToLowerInvariant())),
        };
    }

    private static PostingOutcome.Refused Refused(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new(Refusal.For(reason, facts));
}
