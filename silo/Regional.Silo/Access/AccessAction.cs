namespace Regional.Silo.Access;

/// <summary>What a token may be good for. Each endpoint demands one of these on one target.</summary>
internal enum AccessAction
{
    /// <summary>What everybody who trades must know: regions, communities, ledgers, rates, terms.</summary>
    ReadRegistry,

    /// <summary>Begin a region.</summary>
    CreateRegion,

    /// <summary>Communities and their status, calendar, caps, the region's own terms.</summary>
    ManageRegion,

    /// <summary>Rates between a ledger and the region's.</summary>
    SetRates,

    /// <summary>Begin a ledger of a community.</summary>
    CreateLedger,

    /// <summary>Members, accounts, limits, status, terms of one community.</summary>
    ManageCommunity,

    /// <summary>Everything of a community: members, all accounts, holds, exports.</summary>
    ReadCommunity,

    /// <summary>One member's account: balance, statement, requests.</summary>
    ReadAccount,

    /// <summary>A community's sums by month.</summary>
    ReadSummary,

    /// <summary>Every member's balance at a month's end: for members only (002, II.B.5).</summary>
    ReadMemberSummary,

    /// <summary>Pay from an account.</summary>
    Pay,

    /// <summary>Pay past limits, with a reason.</summary>
    PayForced,

    /// <summary>Ask for money to an account.</summary>
    RequestPayment,

    /// <summary>Answer a request for money from an account.</summary>
    Approve,

    /// <summary>Post a payment within a community the other way.</summary>
    Correct,

    /// <summary>Post a trade the other way.</summary>
    CorrectTrade,

    /// <summary>One community's account at the region.</summary>
    ReadPosition,

    /// <summary>Every community's position, the queue, trades.</summary>
    ReadPositions,

    /// <summary>The account that mirrors the bank's.</summary>
    ReadRestOfWorld,

    /// <summary>Which windows there are and how they stand.</summary>
    ReadWindows,

    /// <summary>Reports and settlement payments of windows.</summary>
    ReadReports,

    /// <summary>Close, cut, finalise windows.</summary>
    RunWindows,

    /// <summary>Confirm that money came in or went out at the bank.</summary>
    ConfirmSettlement,

    /// <summary>Have the books proved.</summary>
    Verify,

    /// <summary>Tills, withdrawals, deposits and exchanges of notes (002).</summary>
    WorkCounter,

    /// <summary>Make up from #1 what a leaving member owes (002, II.B.4).</summary>
    CoverClosing,

    /// <summary>Choose a member's PIN for the counter.</summary>
    SetPin,

    /// <summary>Offer or ask for something on the noticeboard (002, II.C).</summary>
    PostNotice,

    /// <summary>Issue and revoke tokens of the roles it may issue.</summary>
    ManageTokens,

    /// <summary>What every member of a savings pool sees: its month ends, its agreements and their votes.</summary>
    ReadPool,

    /// <summary>Propose a loan for an account, or take the proposal back.</summary>
    ProposeLoan,

    /// <summary>Sign a totalled period off, and show it to the members.</summary>
    ReleasePeriod,

    /// <summary>Vote on a loan and sign it, as a member or for one who is present.</summary>
    DecideLoan,
}
