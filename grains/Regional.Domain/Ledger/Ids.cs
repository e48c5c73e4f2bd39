namespace Regional.Domain.Ledger;

/// <summary>
/// The id of one command, chosen by the caller: any UUID but all zeros; time-ordered ones (version 7) keep the index
/// small. Unique within a database, so an id reused in another ledger is refused, naming the ledger.
/// </summary>
public readonly record struct OperationId(Guid Value) : IComparable<OperationId>
{
    /// <summary>Orders as PostgreSQL orders UUIDs: by bytes, most significant first.</summary>
    public int CompareTo(OperationId other)
    {
        Span<byte> mine = stackalloc byte[16];
        Span<byte> theirs = stackalloc byte[16];
        Value.TryWriteBytes(mine, bigEndian: true, out _);
        other.Value.TryWriteBytes(theirs, bigEndian: true, out _);
        return mine.SequenceCompareTo(theirs);
    }

    /// <summary>Whether the id is all zeros, which no command may use.</summary>
    public bool IsEmpty => Value == Guid.Empty;

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A ledger: one book in one unit whose accounts sum to zero. Numbered by the database, from 1.</summary>
public readonly record struct LedgerId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>An account in one ledger. Numbered by the database, from 1; never reused.</summary>
public readonly record struct AccountId(long Value) : IComparable<AccountId>
{
    /// <summary>The order in which rows are locked.</summary>
    public int CompareTo(AccountId other) => Value.CompareTo(other.Value);

    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A community (an own cluster or hosted by the region), numbered by the database, from 1.</summary>
public readonly record struct CommunityId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A region, numbered by the database, from 1.</summary>
public readonly record struct RegionId(int Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A member of a community, who may hold accounts in several of its ledgers. Numbered from 1.</summary>
public readonly record struct MemberId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>One transfer: the posting's id and the leg's place in it, from 0.</summary>
/// <remarks>Ids of transfers derive from their posting (DESIGN section 1).</remarks>
public readonly record struct TransferId(OperationId Posting, short Leg)
{
    /// <inheritdoc />
    public override string ToString() => $"{Posting}:{Leg}";
}

/// <summary>A settlement window, numbered by the database, from 1.</summary>
public readonly record struct WindowId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}

/// <summary>A period of one ledger's books, numbered by the database, from 1.</summary>
public readonly record struct PeriodId(long Value)
{
    /// <inheritdoc />
    public override string ToString() => Value.ToString();
}
