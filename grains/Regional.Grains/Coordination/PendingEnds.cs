using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;

namespace Regional.Grains.Coordination;

/// <summary>How pending transfers end: as their leg was placed, with what the ledger's scheme adds.</summary>
internal sealed class PendingEnds(ILedgerDirectory directory, SchemePlanner planner)
{
    /// <summary>A pending transfer with the leg that placed it; null: there is none.</summary>
    public async ValueTask<PlacedPending?> FindAsync(TransferId id)
    {
        var transfer = await directory.FindPendingAsync(id, CancellationToken.None);
        var placed = transfer is null ? [] : await directory.FindLegsAsync(id.Posting, CancellationToken.None);
        return transfer is null || placed.Length <= id.Leg ? null : new PlacedPending(transfer, placed[id.Leg]);
    }

    /// <summary>The posting that ends it. A scheme without state has no say: the leg that was placed decides.</summary>
    public async ValueTask<SchemePosting> PlanAsync(
        PlacedPending pending, TransferAction action, Amount amount, DateOnly date)
    {
        var (transfer, placed) = pending;
        if (await planner.HasStateAsync(transfer.Ledger) && placed.Trade is null)
        {
            return await planner.PlanAsync(
                new SchemeCommand.EndPending(transfer, action, amount, placed.Leg.Kind, placed.Leg.Purpose), date);
        }

        return new SchemePosting(
            [placed.Leg with { Amount = amount, Action = action, Expiry = null, Resolves = transfer.Id }],
            Facts: [],
            DecidedUnder: [],
            DecidedOn: [],
            Refusal: null);
    }
}

/// <summary>A pending transfer and the leg that placed it.</summary>
internal sealed record PlacedPending(PendingTransfer Transfer, PostedLeg Placed);
