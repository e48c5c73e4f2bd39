namespace Regional.Domain.Ledger;

/// <summary>Which command an operation is. Numbers are stored; never reuse one.</summary>
public enum OperationKind
{
    /// <summary>A transfer or posting within one ledger.</summary>
    Posting = 1,

    /// <summary>The end of pending transfers: posted, voided or expired.</summary>
    Resolution = 2,

    /// <summary>A payment between two ledgers through the region.</summary>
    Trade = 3,

    /// <summary>A posting the other way.</summary>
    Correction = 4,

    /// <summary>A payee asks a payer.</summary>
    Request = 5,

    /// <summary>The payer approves a request.</summary>
    Approval = 6,

    /// <summary>The payer declines a request.</summary>
    Decline = 7,

    /// <summary>A queued trade is given up.</summary>
    Cancellation = 8,

    /// <summary>A new region.</summary>
    CreateRegion = 20,

    /// <summary>A new community.</summary>
    CreateCommunity = 21,

    /// <summary>A new ledger.</summary>
    CreateLedger = 22,

    /// <summary>A new member.</summary>
    AddMember = 23,

    /// <summary>A new account.</summary>
    OpenAccount = 24,

    /// <summary>Floor and ceiling of an account.</summary>
    SetLimits = 25,

    /// <summary>Suspension and its end.</summary>
    SetStatus = 26,

    /// <summary>An account ends.</summary>
    CloseAccount = 27,

    /// <summary>An exchange rate.</summary>
    SetRate = 28,

    /// <summary>Scheme and its parameters, cap policy, carry limits.</summary>
    SetTerms = 29,

    /// <summary>The region's calendar.</summary>
    SetCalendar = 30,

    /// <summary>A token is issued.</summary>
    IssueToken = 31,

    /// <summary>A token is revoked.</summary>
    RevokeToken = 32,

    /// <summary>A community trades or does not.</summary>
    SetCommunityStatus = 33,

    /// <summary>A region becomes a member of another.</summary>
    JoinRegion = 34,

    /// <summary>A window is cut at this moment.</summary>
    CutWindow = 40,

    /// <summary>A window closes.</summary>
    CloseWindow = 41,

    /// <summary>A window's settlement is worked out.</summary>
    PlanSettlement = 42,

    /// <summary>A settlement payment is placed.</summary>
    PlaceSettlement = 43,

    /// <summary>A settlement payment is confirmed.</summary>
    ConfirmSettlement = 44,

    /// <summary>What rate changes left is booked.</summary>
    ExchangeDifference = 45,

    /// <summary>A late payer is named and may not buy.</summary>
    DeclareArrears = 46,

    /// <summary>One line of an import.</summary>
    ImportLine = 50,

    /// <summary>The calendar of a ledger's periods.</summary>
    SetPeriodCalendar = 60,

    /// <summary>A period takes no more lines; its end begins.</summary>
    BeginPeriodEnd = 61,

    /// <summary>Some accounts of a period are totalled.</summary>
    TotalPeriodChunk = 62,

    /// <summary>A step of a period's end is done for some accounts.</summary>
    RecordPeriodChunk = 63,

    /// <summary>A period is totalled.</summary>
    CompletePeriod = 64,

    /// <summary>A period's figures are answered for.</summary>
    SignOffPeriod = 65,

    /// <summary>A period's figures are published.</summary>
    PublishPeriod = 66,

    /// <summary>A posting of a period's end.</summary>
    PeriodPosting = 67,

    /// <summary>A loan is proposed to a savings pool.</summary>
    ProposeAgreement = 80,

    /// <summary>A member votes on a proposal.</summary>
    CastVote = 81,

    /// <summary>A member signs a proposal.</summary>
    SignAgreement = 82,

    /// <summary>A proposal, or the undrawn part of an agreement, ends.</summary>
    EndAgreement = 83,

    /// <summary>Points brought from a pool's earlier books.</summary>
    TakeOverPoints = 84,

    /// <summary>National currency comes into a savings pool.</summary>
    Deposit = 85,

    /// <summary>National currency leaves a savings pool.</summary>
    Withdraw = 86,

    /// <summary>Cash of settlements returns to a savings pool's bank account.</summary>
    ReturnSettlementCash = 87,

    /// <summary>Mutual credit of a ledger is switched on or off.</summary>
    SwitchCredit = 90,

    /// <summary>What an account's holder pays or earns a month.</summary>
    DeclarePay = 91,

    /// <summary>Limits of some accounts as the terms' model says.</summary>
    GrantLimits = 92,

    /// <summary>002: coupons drawn in notes.</summary>
    WithdrawCoupons = 110,

    /// <summary>002: notes brought in.</summary>
    DepositCoupons = 111,

    /// <summary>002: expired notes for new ones.</summary>
    ExchangeNotes = 112,

    /// <summary>002: a till's difference is booked.</summary>
    SettleTill = 113,

    /// <summary>002: a leaving member's debt is made up from #1.</summary>
    CoverClosing = 114,

    /// <summary>002: a line that was keyed wrongly is undone whole.</summary>
    CorrectLine = 115,

    /// <summary>002: rupiah into convertible coupons.</summary>
    ConvertRupiah = 116,

    /// <summary>002: convertible coupons back into rupiah.</summary>
    ConvertBack = 117,

    /// <summary>A decision of the general meeting of a community with coupons.</summary>
    RecordDecision = 118,

    /// <summary>002: a series of notes.</summary>
    RegisterSeries = 120,

    /// <summary>002: notes of a series are printed.</summary>
    PrintNotes = 121,

    /// <summary>002: a teller opens a till.</summary>
    OpenTill = 122,

    /// <summary>002: a teller counts and closes a till.</summary>
    CloseTill = 123,

    /// <summary>002: a member chooses a PIN for the counter.</summary>
    SetPin = 124,

    /// <summary>002: the trustee signs a month's ledgers and summary.</summary>
    SignMonth = 125,

    /// <summary>002: what a member wrote on the account opening form.</summary>
    RecordForm = 126,

    /// <summary>002: an offer or a request on the noticeboard.</summary>
    PostNotice = 127,

    /// <summary>002: a notice comes off the board.</summary>
    EndNotice = 128,

    /// <summary>A month's indicators of a coupon book.</summary>
    EnterIndicators = 129,

    /// <summary>A member of a komoko is a household or a business, with its turnover periods.</summary>
    EnterHolder = 150,

    /// <summary>An investment project of a komoko is approved.</summary>
    ApproveProject = 151,

    /// <summary>Demurrage of an account at a month's end.</summary>
    ChargeDemurrage = 152,

    /// <summary>A business's turnover period ends.</summary>
    ClearTurnover = 153,

    /// <summary>An investment project has failed; what nobody refunded is a loss.</summary>
    FailProject = 160,

    /// <summary>The community covers a loss by decision.</summary>
    CoverLoss = 161,
}
