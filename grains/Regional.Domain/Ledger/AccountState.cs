using Regional.Domain.Money;

namespace Regional.Domain.Ledger;

/// <summary>
/// One account as the journal committed it: four counters, limits, status. Memory and the journal's second path judge
/// by this same record.
/// </summary>
public sealed record AccountState
{
    /// <summary>The account.</summary>
    public required AccountId Id { get; init; }

    /// <summary>Its ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>The ledger's unit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>What it is for.</summary>
    public AccountRole Role { get; init; } = AccountRole.Member;

    /// <summary>Whether it takes part.</summary>
    public AccountStatus Status { get; init; } = AccountStatus.Open;

    /// <summary>Minor units debited for good, not negative.</summary>
    public long DebitsPosted { get; init; }

    /// <summary>Minor units credited for good, not negative.</summary>
    public long CreditsPosted { get; init; }

    /// <summary>Minor units held as debits by open pending transfers, not negative.</summary>
    public long DebitsPending { get; init; }

    /// <summary>Minor units held as credits by open pending transfers, not negative.</summary>
    public long CreditsPending { get; init; }

    /// <summary>Least balance allowed (−credit limit), minor units, signed; null: none.</summary>
    public long? Floor { get; init; }

    /// <summary>Greatest balance allowed, minor units, signed; null: none.</summary>
    public long? Ceiling { get; init; }

    /// <summary>Number of the account's last entry; entries are numbered 1, 2, 3 … without gaps.</summary>
    public long Entries { get; init; }

    /// <summary>Rises with every committed change of the row; the newer of two figures wins.</summary>
    public long Version { get; init; }

    /// <summary>Credits posted − debits posted, minor units.</summary>
    public long Balance => CreditsPosted - DebitsPosted;

    /// <summary>Whether transfers that add debits must be admitted by memory first.</summary>
    public bool IsLimited => Floor is not null || Ceiling is not null;

    /// <summary>
    /// Minor units that may still be debited: balance − pending debits − floor, negative when a limit was set tighter
    /// than the balance. Pending credits never count. Null: no floor.
    /// </summary>
    public Int128? DebitRoom => Floor is { } floor ? (Int128)Balance - DebitsPending - floor : null;

    /// <summary>Minor units that may still be credited: ceiling − balance − pending credits. Null: no ceiling.</summary>
    public Int128? CreditRoom => Ceiling is { } ceiling ? (Int128)ceiling - Balance - CreditsPending : null;
}
