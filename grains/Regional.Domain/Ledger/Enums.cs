namespace Regional.Domain.Ledger;

/// <summary>Whether an account takes part. Numbers are stored; never reuse one.</summary>
public enum AccountStatus
{
    /// <summary>Pays and is paid.</summary>
    Open = 1,

    /// <summary>May be paid but not pay: a community in arrears may sell but not buy (DESIGN section 4).</summary>
    DebitsBlocked = 2,

    /// <summary>Neither pays nor is paid, but for forced transfers and the end of pending ones.</summary>
    Suspended = 3,

    /// <summary>Ended at balance zero without pendings; takes part in nothing.</summary>
    Closed = 4,
}

/// <summary>What an account is for in its ledger. Numbers are stored; never reuse one.</summary>
public enum AccountRole
{
    /// <summary>Belongs to a member.</summary>
    Member = 1,

    /// <summary>In a community's ledger: the rest of the region. Mirrors the community's account at the region.</summary>
    Region = 2,

    /// <summary>In a community's ledger: the bank money behind settlements.</summary>
    Settlement = 3,

    /// <summary>What a rate change leaves when a window closes.</summary>
    ExchangeDifference = 4,

    /// <summary>Remainders of conversions.</summary>
    Rounding = 5,

    /// <summary>Fees of a scheme.</summary>
    Fees = 6,

    /// <summary>Demurrage charged (003).</summary>
    Demurrage = 7,

    /// <summary>Levies charged (003).</summary>
    Levy = 8,

    /// <summary>Losses of failed projects and lost peers.</summary>
    Loss = 9,

    /// <summary>In the region's ledger: a member community.</summary>
    Community = 10,

    /// <summary>In the region's ledger: the rest of the world, which mirrors a bank account.</summary>
    RestOfWorld = 11,

    /// <summary>In the region's ledger: money of the bank account whose owner is not known yet.</summary>
    Suspense = 12,

    /// <summary>The other side of balances brought in by an import.</summary>
    Opening = 13,

    /// <summary>In a savings pool's ledger: the bank account that holds what is not lent out; its balance is minus the cash.</summary>
    PoolBank = 14,

    /// <summary>002: the notes outside, whoever holds them.</summary>
    Circulation = 16,

    /// <summary>002: Administration Account #1, which receives the larger part of the fee.</summary>
    Administration = 17,

    /// <summary>002: Community Fund Account #2, which receives the rest.</summary>
    CommunityFund = 18,

    /// <summary>002, II.B.4: makes up what a member who leaves owes.</summary>
    Balance = 19,

    /// <summary>002: what counting the tills showed to be missing or too much.</summary>
    TillDifference = 20,

    /// <summary>002: in the convertible book, the other side of what was converted.</summary>
    Contra = 21,

    /// <summary>002: in the rupiah book, the money in the box.</summary>
    Cash = 22,

    /// <summary>002: in the rupiah book, what stands behind the convertible coupons outstanding.</summary>
    Reserve = 23,
}

/// <summary>The kind of a member's account (003's circles, 001's pool). Numbers are stored; never reuse one.</summary>
public enum AccountKind
{
    /// <summary>One account for everything.</summary>
    General = 1,

    /// <summary>003: the real circle.</summary>
    Real = 2,

    /// <summary>003: the financial circle.</summary>
    Financial = 3,

    /// <summary>001: savings pool.</summary>
    Pool = 4,

    /// <summary>003, 5.3: an investment project.</summary>
    Project = 5,
}

/// <summary>003's two kinds of transaction; every transfer is one. Numbers are stored; never reuse one.</summary>
public enum TransferKind
{
    /// <summary>For goods, services, wages and the like.</summary>
    Real = 1,

    /// <summary>Loans, instalments, currency and the like.</summary>
    Financial = 2,
}

/// <summary>What an entry does. Numbers are stored; never reuse one.</summary>
public enum TransferAction
{
    /// <summary>Moves the amount at once.</summary>
    Post = 1,

    /// <summary>Holds the amount on both accounts until it is resolved or expires.</summary>
    Pend = 2,

    /// <summary>Ends a pending transfer by moving its amount, or part of it; the rest is released.</summary>
    PostPending = 3,

    /// <summary>Ends a pending transfer without moving anything.</summary>
    VoidPending = 4,

    /// <summary>Ends a pending transfer whose time ran out.</summary>
    ExpirePending = 5,
}
