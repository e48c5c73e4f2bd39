using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Grains.Memory;

namespace Regional.Grains.Coordination;

/// <summary>How pending transfers end: as their leg was placed, with what the ledger's scheme adds.</summary>
internal sealed class PendingEnds(ILedgerDirectory directory, SchemePlanner planner, AccountBoard board)
{
    /// <summary>A pending transfer with the leg that placed it; null: there is none.</summary>
    public async ValueTask<PlacedPending?> FindAsync(TransferId id)
    {
        var transfer = await directory.FindPendingAsync(id, CancellationToken.None);
        var placed = transfer is null ? [] : await directory.FindLegsAsync(id.Posting, CancellationToken.None);
        return transfer is null || placed.Length <= id.Leg ? null : new PlacedPending(transfer, placed[id.Leg]);
    }

    /// <summary>
    /// The posting that ends it at somebody's wish. What is held on the account of a community at the region, or on the one
    /// that mirrors it, has a twin in another ledger and ends only together with that one: a settlement payment by its
    /// confirmation. Ended alone it would leave the two ledgers apart for ever.
    /// </summary>
    public async ValueTask<SchemePosting> PlanByHandAsync(
        PlacedPending pending, TransferAction action, Amount amount, DateOnly date)
    {
        ImmutableArray<AccountId> sides = [pending.Transfer.Debit, pending.Transfer.Credit];
        await board.EnsureAsync(sides, CancellationToken.None);
        var mirrored = sides.Select(board.Find).FirstOrDefault(
            static account => account?.Role is AccountRole.Region or AccountRole.Community);
        return mirrored is null
            ? await PlanAsync(pending, action, amount, date)
            : SchemePosting.Refused(Refusal.For(
                RefusalReason.AccountNotPayable,
                RefusalFact.Account(mirrored.Id),
                new("role", mirrored.Role.ToString().ToLowerInvariant())));
    }

    /// <summary>The posting that ends it. A scheme that does not ask for it has no say: the leg that was placed decides.</summary>
    public async ValueTask<SchemePosting> PlanAsync(
        PlacedPending pending, TransferAction action, Amount amount, DateOnly date)
    {
        var (transfer, placed) = pending;
        if (await planner.PlansEndsAsync(transfer.Ledger, date) && placed.Trade is null)
        {
            var planned = await planner.PlanAsync(
                new SchemeCommand.EndPending(transfer, action, amount, placed.Leg.Kind, placed.Leg.Purpose), date);

            // What was forced when it was placed says so, and why, when it ends.
            return planned with
            {
                Legs = [.. planned.Legs.Select(leg =>
                    leg.Resolves == transfer.Id ? leg with { ForcedReason = placed.Leg.ForcedReason } : leg)],
            };
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
