namespace Regional.Simulation.Audit;

/// <summary>A loan that was proposed to a pool, and how the members decided.</summary>
internal sealed class AuditAgreement
{
    public required int Ledger { get; init; }

    public required long Account { get; init; }

    public required long Borrower { get; init; }

    public required long Amount { get; init; }

    /// <summary>1 open, 2 agreed, 3 rejected, 4 withdrawn.</summary>
    public int Status { get; set; } = 1;

    /// <summary>The last vote of each member.</summary>
    public Dictionary<long, int> Votes { get; } = [];

    public HashSet<long> Signed { get; } = [];

    /// <summary>What was drawn on it: by which posting, how much, and what of the posting is covered before.</summary>
    public List<(Guid Posting, long Amount, long Before)> Draws { get; } = [];

    /// <summary>Where it was proposed, decided or drawn on last.</summary>
    public long ChangedAt { get; set; }
}
