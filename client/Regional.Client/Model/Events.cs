namespace Regional.Client.Model;

/// <summary>
/// One transaction of the journal as followers read it: the data of an SSE event named <c>commit</c>, whose id
/// (<c>epoch-xid</c>) resumes after it.
/// </summary>
public sealed record CommitEvent
{
    /// <summary>Number of the group commit.</summary>
    public required long Commit { get; init; }

    /// <summary>The database's clock within it.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its transfers that the reader may see, in order.</summary>
    public required IReadOnlyList<TransferEvent> Transfers { get; init; }
}

/// <summary>One transfer of a commit.</summary>
public sealed record TransferEvent
{
    /// <summary>The operation.</summary>
    public required Guid Operation { get; init; }

    /// <summary>Place in it, from 0.</summary>
    public required int Leg { get; init; }

    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>Debit account's code in the ledger.</summary>
    public required string Payer { get; init; }

    /// <summary>Credit account's code in the ledger.</summary>
    public required string Payee { get; init; }

    /// <summary>More than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary><c>post</c>, <c>pend</c>, <c>postPending</c>, <c>voidPending</c> or <c>expirePending</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Purpose code.</summary>
    public required string Purpose { get; init; }

    /// <summary>Posted balance of the payer after it, signed.</summary>
    public Money? PayerBalance { get; init; }

    /// <summary>Posted balance of the payee after it, signed.</summary>
    public Money? PayeeBalance { get; init; }

    /// <summary>The trade it is a leg of.</summary>
    public Guid? Trade { get; init; }

    /// <summary>Number of the settlement window.</summary>
    public int? Window { get; init; }

    /// <summary>Text both parties see.</summary>
    public string? Reference { get; init; }
}

/// <summary>One line of the verification's NDJSON answer.</summary>
public sealed record VerifyLine
{
    /// <summary><c>progress</c>, <c>difference</c> or, last, <c>result</c>.</summary>
    public required string Line { get; init; }

    /// <summary>Name of the check.</summary>
    public string? Check { get; init; }

    /// <summary>Of progress: rows done, or checks done.</summary>
    public long? Done { get; init; }

    /// <summary>Of progress: of how many; null: not known.</summary>
    public long? Total { get; init; }

    /// <summary>Of a difference: what differs (an account, an operation, a window).</summary>
    public string? Subject { get; init; }

    /// <summary>Of a difference: what the journal says.</summary>
    public string? Expected { get; init; }

    /// <summary>Of a difference: what was found.</summary>
    public string? Found { get; init; }

    /// <summary>A sentence for people.</summary>
    public string? Detail { get; init; }

    /// <summary>Of the result: how many differences there are; 0: the books hold.</summary>
    public long? Differences { get; init; }
}
