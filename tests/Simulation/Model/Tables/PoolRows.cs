using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Simulation.Model.Tables;

/// <summary>What savings pools keep besides balances: agreements, what was drawn on them, points.</summary>
internal sealed class PoolRows
{
    /// <summary>In the order in which they were proposed.</summary>
    public List<AgreementRow> Agreements { get; } = [];

    public List<DrawRow> Draws { get; } = [];

    /// <summary>Points after the last month end.</summary>
    public SortedDictionary<AccountId, long> Points { get; } = [];

    /// <summary>Accounts whose points were brought from earlier books.</summary>
    public HashSet<AccountId> Taken { get; } = [];

    public AgreementRow? Agreement(OperationId id) => Agreements.Find(row => row.Id == id);

    /// <summary>
    /// What counts of an agreement's draws: nothing of a withdrawal that was corrected, voided or ran out; of a held one that
    /// was posted in part the first draws.
    /// </summary>
    public long Drawn(OperationId agreement, ModelTables tables)
    {
        long sum = 0;
        foreach (var draw in Draws)
        {
            if (draw.Agreement == agreement && !tables.Corrections.ContainsKey(draw.Operation))
            {
                sum += InForce(draw, tables);
            }
        }

        return sum;
    }

    /// <summary>The agreement as withdrawals ask for it.</summary>
    public AgreementState StateOf(AgreementRow row, ModelTables tables) =>
        new(row.Id, row.Account, row.Status, row.AmountMinor, Drawn(row.Id, tables));

    private static long InForce(DrawRow draw, ModelTables tables)
    {
        var held = new TransferId(draw.Operation, 0);
        if (!tables.Pendings.TryGetValue(held, out var pending) || pending.Status == PendingStatus.Open)
        {
            return draw.AmountMinor;
        }

        return pending.Status == PendingStatus.Posted
            ? long.Min(draw.AmountMinor, long.Max(0, PostedOf(held, tables) - draw.BeforeMinor))
            : 0;
    }

    private static long PostedOf(TransferId held, ModelTables tables) => tables.Transfers
        .Find(row => row.Leg.Resolves == held && row.Leg.Action == TransferAction.PostPending)!.Leg.Amount.Minor;
}

/// <summary>A loan that was proposed, and what became of it.</summary>
internal sealed class AgreementRow
{
    public required OperationId Id { get; init; }

    public required LedgerId Ledger { get; init; }

    public required AccountId Account { get; init; }

    public required MemberId Borrower { get; init; }

    public required long AmountMinor { get; init; }

    public ProposalStatus Status { get; set; } = ProposalStatus.Open;

    public DateTimeOffset? DecidedAt { get; set; }

    /// <summary>The last vote of each member.</summary>
    public Dictionary<MemberId, VoteChoice> Votes { get; } = [];

    public List<MemberId> Signed { get; } = [];
}

internal sealed record DrawRow(
    OperationId Operation, OperationId Agreement, AccountId Account, long AmountMinor, long BeforeMinor);
