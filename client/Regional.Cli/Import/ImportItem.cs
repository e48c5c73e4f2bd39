using Regional.Client.Model;

namespace Regional.Cli.Import;

/// <summary>One line on its way.</summary>
internal sealed class ImportItem(
    LineSlot slot, BatchItem command, IReadOnlyList<string> debited, IReadOnlyList<string> credited)
{
    /// <summary>Its place in the file.</summary>
    public LineSlot Slot => slot;

    /// <summary>What is sent.</summary>
    public BatchItem Command => command;

    /// <summary>Accounts with limits that it debits.</summary>
    public IReadOnlyList<string> Debited => debited;

    /// <summary>Accounts with limits that it credits.</summary>
    public IReadOnlyList<string> Credited => credited;

    /// <summary>Its numbers in the lanes of these accounts; 0: none.</summary>
    public long[] DebitNumbers { get; } = new long[debited.Count];

    /// <summary>Likewise.</summary>
    public long[] CreditNumbers { get; } = new long[credited.Count];

    /// <summary>Lanes it still waits for.</summary>
    public int WaitCount { get; set; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; set; }
}

/// <summary>A line's place in the file and what became of it.</summary>
internal sealed class LineSlot(long line, string original)
{
    public long Line => line;

    public string Original => original;

    public LineOutcome Outcome { get; private set; }

    public Reject? Reject { get; private set; }

    public void End(LineOutcome outcome) => Outcome = outcome;

    public void End(Reject reject) => (Outcome, Reject) = (LineOutcome.Rejected, reject);
}

/// <summary>What became of a line.</summary>
internal enum LineOutcome
{
    /// <summary>Not known yet.</summary>
    Open,

    /// <summary>New.</summary>
    Posted,

    /// <summary>There already.</summary>
    Replayed,

    /// <summary>Waits at a cap.</summary>
    Queued,

    /// <summary>Needs nothing done.</summary>
    Skipped,

    /// <summary>In the rejects file.</summary>
    Rejected,
}
