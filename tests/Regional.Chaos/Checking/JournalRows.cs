namespace Regional.Chaos.Checking;

/// <summary>What a transfer does, as the journal numbers it.</summary>
public enum TransferAction
{
    Post = 1,
    Pend = 2,
    PostPending = 3,
    VoidPending = 4,
    ExpirePending = 5,
}

/// <summary>A row of <c>operations</c>.</summary>
public sealed record OperationRow(Guid Id, int Kind, string Actor, long? Commit, int? Refusal);

/// <summary>A row of <c>transfers</c>; accounts by number.</summary>
public sealed record TransferRow(
    long Commit, int Ordinal, Guid Operation, int Leg, int Ledger, long Debit, long Credit, long Amount,
    TransferAction Action, string Purpose, DateTime At, long DebitEntry, long DebitBalance, long CreditEntry,
    long CreditBalance, long? Window, Guid? Trade, Guid? Resolves, int? ResolvesLeg, long? CounterAmount, bool IsForced,
    string? Reference, Guid? Corrects, DateOnly Date)
{
    public bool Moves => Action is TransferAction.Post or TransferAction.PostPending;

    public bool Places => Action is TransferAction.Post or TransferAction.Pend;
}

/// <summary>A row of <c>accounts</c>, with its ledger's code and scale.</summary>
public sealed record AccountRow(
    long Id, string Ledger, int LedgerId, int Scale, string Code, int Role, long DebitsPosted, long CreditsPosted,
    long DebitsPending, long CreditsPending, long? Floor, long? Ceiling, long Entries)
{
    public string Name => $"{Ledger}/{Code}";

    public long Balance => CreditsPosted - DebitsPosted;
}

/// <summary>A row of <c>pendings</c>.</summary>
public sealed record PendingRow(Guid Operation, int Leg, int Status, Guid? ResolvedBy, string Purpose);

/// <summary>A row of <c>windows</c>, with its region's ledger.</summary>
public sealed record WindowRow(long Id, int No, int Ledger, DateTime Opens, DateTime Closes, int Status, DateTime? ClosedAt);

/// <summary>A row of <c>correspondents</c>.</summary>
public sealed record MirrorRow(long LowerAccount, long UpperAccount);

/// <summary>A row of <c>payment_requests</c>.</summary>
public sealed record RequestRow(Guid Id, long Payee, long Payer, long Amount, int Status, Guid? AnsweredBy);
