namespace Regional.Domain.Refusals;

/// <summary>
/// Every reason for a refusal, grouped by operation; within a group the order is the order of checks. Numbers are stored
/// and published: never change or reuse one. <c>ops/docs/refusals.md</c> describes each, and a test holds the two and
/// the table of cases together.
/// </summary>
public enum RefusalReason
{
    // Any command, at the edge: 1-49.
    [Reason("idMissing", RefusalClass.Malformed, "", "Give every command its own UUID, chosen by you.")]
    IdMissing = 1,
    [Reason("idMalformed", RefusalClass.Malformed, "value", "Send a UUID such as 01890c7e-7b1a-7c3d-8e4f-0123456789ab.")]
    IdMalformed = 2,
    [Reason("bodyMalformed", RefusalClass.Malformed, "where", "Send JSON as the API description shows.")]
    BodyMalformed = 3,
    [Reason("bodyTooLarge", RefusalClass.Malformed, "limit", "Send less at once, or use the import.")]
    BodyTooLarge = 4,
    [Reason("fieldMissing", RefusalClass.Malformed, "field", "Fill in the field.")]
    FieldMissing = 5,
    [Reason("fieldMalformed", RefusalClass.Malformed, "field, value", "Correct the field.")]
    FieldMalformed = 6,
    [Reason("amountMalformed", RefusalClass.Malformed, "value", "Write the amount in digits, with a point before the decimals.")]
    AmountMalformed = 7,
    [Reason("amountNegative", RefusalClass.Malformed, "value", "Amounts have no sign; exchange payer and payee instead.")]
    AmountNegative = 8,
    [Reason("amountTooPrecise", RefusalClass.Malformed, "value, scale", "Use at most the decimal places of the currency.")]
    AmountTooPrecise = 9,
    [Reason("amountTooLarge", RefusalClass.Malformed, "value", "The amount is beyond what an account can hold.")]
    AmountTooLarge = 10,
    [Reason("dateMalformed", RefusalClass.Malformed, "field, value", "Write dates as YYYY-MM-DD.")]
    DateMalformed = 11,
    [Reason("rateMalformed", RefusalClass.Malformed, "value", "Write the rate as a number or a ratio, greater than zero.")]
    RateMalformed = 12,
    [Reason("idReused", RefusalClass.Malformed, "field", "This id belongs to another command. Use a new id for a new command.")]
    IdReused = 13,
    [Reason("tokenMissing", RefusalClass.Malformed, "", "Send an Authorization header with a bearer token.")]
    TokenMissing = 20,
    [Reason("tokenUnknown", RefusalClass.Malformed, "", "The token is wrong, expired or revoked. Ask your administrator for a new one.")]
    TokenUnknown = 21,
    [Reason("notPermitted", RefusalClass.Malformed, "role, needed", "Your role does not cover this. Ask somebody whose role does.")]
    NotPermitted = 22,
    [Reason("notFound", RefusalClass.Malformed, "what, value", "Check the spelling; list what there is first.")]
    NotFound = 23,
    [Reason("refusalBudgetSpent", RefusalClass.Transient, "budget", "Too many commands of yours were refused. Wait a while and mend the cause.")]
    RefusalBudgetSpent = 30,
    [Reason("overloaded", RefusalClass.Transient, "", "The system has more work than it can do in time. Send the same id again later.")]
    Overloaded = 31,
    [Reason("busy", RefusalClass.Transient, "account", "Other payments of this account are under way. Send the same id again.")]
    Busy = 32,
    [Reason("termsChanged", RefusalClass.Transient, "ledger", "Terms changed while this was decided. Send the same id again.")]
    TermsChanged = 33,
    [Reason("stateChanged", RefusalClass.Transient, "account", "The account changed while this was decided. Send the same id again.")]
    StateChanged = 34,
    [Reason("targetChanged", RefusalClass.Transient, "target", "What this ends or corrects came into the books meanwhile. Send the same id again.")]
    TargetChanged = 35,

    // Postings (transfers, alone or linked): 100-149.
    [Reason("postingEmpty", RefusalClass.Malformed, "", "A posting has at least one transfer.")]
    PostingEmpty = 100,
    [Reason("postingTooLarge", RefusalClass.Malformed, "legs, limit", "Split the posting.")]
    PostingTooLarge = 101,
    [Reason("amountZero", RefusalClass.Malformed, "leg", "Amounts are greater than zero.")]
    AmountZero = 102,
    [Reason("sameAccount", RefusalClass.Malformed, "leg", "Payer and payee are the same account.")]
    SameAccount = 103,
    [Reason("textTooLong", RefusalClass.Malformed, "field, limit", "Shorten the text.")]
    TextTooLong = 104,
    [Reason("reasonMissing", RefusalClass.Malformed, "leg", "A forced transfer needs a reason.")]
    ReasonMissing = 105,
    [Reason("expiryOutOfRange", RefusalClass.Malformed, "seconds, limit", "A pending transfer lasts from a second to 400 days.")]
    ExpiryOutOfRange = 106,
    [Reason("accountNotPayable", RefusalClass.State, "account, role", "This account moves only by trades. Pay a member instead.")]
    AccountNotPayable = 109,
    [Reason("purposeNotAllowed", RefusalClass.State, "purpose", "The scheme does not allow this purpose here.")]
    PurposeNotAllowed = 110,
    [Reason("accountUnknown", RefusalClass.State, "account", "There is no such account in this ledger.")]
    AccountUnknown = 111,
    [Reason("currencyMismatch", RefusalClass.State, "currency, ledgerCurrency", "Use the ledger's currency.")]
    CurrencyMismatch = 112,
    [Reason("accountClosed", RefusalClass.State, "account", "The account is closed.")]
    AccountClosed = 113,
    [Reason("accountSuspended", RefusalClass.State, "account", "The account is suspended. Ask the administrator.")]
    AccountSuspended = 114,
    [Reason("accountMayNotPay", RefusalClass.State, "account", "The account may be paid but not pay until its arrears are settled.")]
    AccountMayNotPay = 115,
    [Reason("pendingUnknown", RefusalClass.State, "transfer", "There is no such pending transfer.")]
    PendingUnknown = 116,
    [Reason("pendingResolved", RefusalClass.State, "transfer, state", "The pending transfer has ended already.")]
    PendingResolved = 117,
    [Reason("pendingExpired", RefusalClass.State, "transfer, expired", "The pending transfer's time ran out. Place a new one.")]
    PendingExpired = 118,
    [Reason("pendingExceeded", RefusalClass.State, "transfer, held, asked", "Post at most what is held.")]
    PendingExceeded = 119,
    [Reason("pendingNotExpired", RefusalClass.Early, "transfer, expires", "The pending transfer still has time.")]
    PendingNotExpired = 120,
    [Reason("balanceOverflow", RefusalClass.State, "account", "The account's counters cannot hold this amount.")]
    BalanceOverflow = 121,
    [Reason("floorExceeded", RefusalClass.State, "account, balance, pending, floor, room, amount", "The payer's limit is reached. Pay less, or earn first.")]
    FloorExceeded = 122,
    [Reason("ceilingExceeded", RefusalClass.State, "account, balance, pending, ceiling, room, amount", "The payee may not receive more until some is spent.")]
    CeilingExceeded = 123,
    [Reason("documentClaimed", RefusalClass.State, "document", "A payment for this document number to this payee exists already.")]
    DocumentClaimed = 124,
    [Reason("correctionUnknown", RefusalClass.State, "operation", "There is no posted operation of that id to correct.")]
    CorrectionUnknown = 125,
    [Reason("alreadyCorrected", RefusalClass.State, "operation", "That operation has been corrected already.")]
    AlreadyCorrected = 126,

    // Trades: 150-179.
    [Reason("noPath", RefusalClass.State, "from, to", "The two ledgers are not connected through a region.")]
    NoPath = 150,
    [Reason("noRate", RefusalClass.State, "ledger, kind, side, date", "The coordinator has not set this rate.")]
    NoRate = 151,
    [Reason("communitySuspended", RefusalClass.State, "community", "The community does not trade at present.")]
    CommunitySuspended = 152,
    [Reason("netDebitCapExceeded", RefusalClass.State, "account, balance, pending, floor, room, amount", "The payer's community has reached its net debit cap at the region.")]
    NetDebitCapExceeded = 153,
    [Reason("netCreditCapExceeded", RefusalClass.State, "account, balance, pending, ceiling, room, amount", "The payee's community has reached its net credit cap at the region.")]
    NetCreditCapExceeded = 154,
    [Reason("sameLedger", RefusalClass.Malformed, "ledger", "Both accounts are in one ledger: use a transfer.")]
    SameLedger = 155,
    [Reason("queueFull", RefusalClass.Transient, "community", "Too many trades wait for this community's cap. Try later.")]
    QueueFull = 156,
    [Reason("tradeNotQueued", RefusalClass.State, "trade, state", "Only a waiting trade can be cancelled.")]
    TradeNotQueued = 157,
    [Reason("tradeUnknown", RefusalClass.State, "trade", "There is no such trade.")]
    TradeUnknown = 158,
    [Reason("capReached", RefusalClass.Transient, "account, room, amount", "The trade waits in the queue until balance returns.")]
    CapReached = 159,
    [Reason("payerAmountExceeded", RefusalClass.State, "amount, limit", "At the rates in force it costs more than you allowed.")]
    PayerAmountExceeded = 160,

    // Payment requests: 180-199.
    [Reason("requestUnknown", RefusalClass.State, "request", "There is no such request.")]
    RequestUnknown = 180,
    [Reason("requestNotYours", RefusalClass.State, "request", "Only the payer named in the request may approve or decline it.")]
    RequestNotYours = 181,
    [Reason("requestEnded", RefusalClass.State, "request, state", "The request has been answered already.")]
    RequestEnded = 182,
    [Reason("requestExpired", RefusalClass.State, "request, expired", "The request's time ran out. Ask the payee for a new one.")]
    RequestExpired = 183,

    // Registry: regions, communities, ledgers, members, accounts, limits, rates: 200-239.
    [Reason("codeMalformed", RefusalClass.Malformed, "field, value", "Codes are 1 to 40 lower-case letters, digits, '-', '_' or '.', first a letter or digit.")]
    CodeMalformed = 200,
    [Reason("codeTaken", RefusalClass.State, "field, value", "Choose another code.")]
    CodeTaken = 201,
    [Reason("currencyInvalid", RefusalClass.Malformed, "currency, scale", "A currency has a code of 2 to 12 capitals and digits and 0 to 8 decimal places.")]
    CurrencyInvalid = 202,
    [Reason("parentUnknown", RefusalClass.State, "what, value", "Create it first.")]
    ParentUnknown = 203,
    [Reason("limitsCrossed", RefusalClass.Malformed, "floor, ceiling", "The floor is at most the ceiling.")]
    LimitsCrossed = 204,
    [Reason("accountNotZero", RefusalClass.State, "account, balance", "Bring the balance to zero before closing.")]
    AccountNotZero = 205,
    [Reason("accountHasPendings", RefusalClass.State, "account, pendings", "End the pending transfers before closing.")]
    AccountHasPendings = 206,
    [Reason("systemAccount", RefusalClass.State, "account", "A ledger's own accounts cannot be closed or suspended.")]
    SystemAccount = 207,
    [Reason("tradingLedgerExists", RefusalClass.State, "community", "A community has one trading ledger.")]
    TradingLedgerExists = 208,
    [Reason("effectiveInPast", RefusalClass.State, "field, value, earliest", "Choose today or a later date.")]
    EffectiveInPast = 209,
    [Reason("schemeUnknown", RefusalClass.Malformed, "scheme", "Choose one of the schemes the API lists.")]
    SchemeUnknown = 210,
    [Reason("regionJoined", RefusalClass.State, "region", "The region is a member of another already.")]
    RegionJoined = 211,
    [Reason("regionCycle", RefusalClass.State, "region, parent", "A region cannot be a member of itself, nor of one below it.")]
    RegionCycle = 212,
    [Reason("commandNotOfScheme", RefusalClass.Malformed, "scheme, command", "This ledger's scheme has no such command.")]
    CommandNotOfScheme = 213,
    [Reason("oneTransferOnly", RefusalClass.Malformed, "scheme, transfers", "This scheme plans each payment by itself: send one transfer at a time.")]
    OneTransferOnly = 214,

    // Windows and settlement: 240-269.
    [Reason("windowUnknown", RefusalClass.State, "window", "There is no such window.")]
    WindowUnknown = 240,
    [Reason("windowNotDue", RefusalClass.Early, "window, closes", "The window is still open. Close it at its time, or cut it now.")]
    WindowNotDue = 241,
    [Reason("windowOutOfOrder", RefusalClass.Early, "window, first", "Close the earlier window first.")]
    WindowOutOfOrder = 242,
    [Reason("windowClosing", RefusalClass.State, "window, state", "The window is closing or closed already.")]
    WindowClosing = 243,
    [Reason("windowNotClosed", RefusalClass.State, "window, state", "Close the window first.")]
    WindowNotClosed = 244,
    [Reason("carryShortfall", RefusalClass.State, "cash, available, shortfall", "The carry limits do not fit these positions. Raise one of them.")]
    CarryShortfall = 245,
    [Reason("instructionUnknown", RefusalClass.State, "instruction", "There is no such settlement payment.")]
    InstructionUnknown = 246,
    [Reason("instructionEnded", RefusalClass.State, "instruction, state", "That settlement payment is confirmed already.")]
    InstructionEnded = 247,
    [Reason("notPaidIn", RefusalClass.State, "paidIn, paidOut, asked", "Nothing is paid out that has not come in. Confirm the payments in first.")]
    NotPaidIn = 248,
    [Reason("calendarInvalid", RefusalClass.Malformed, "field, value", "Correct the calendar.")]
    CalendarInvalid = 249,
    [Reason("settlementRunning", RefusalClass.Transient, "window", "The window's settlement is being worked out. Try again shortly.")]
    SettlementRunning = 250,
    [Reason("reportFinal", RefusalClass.State, "window", "The report is final. Correct in the next window.")]
    ReportFinal = 251,
    [Reason("instructionNotDue", RefusalClass.Early, "instruction, due", "That settlement payment is not late, or is paid out: nobody is in arrears.")]
    InstructionNotDue = 252,
    [Reason("differenceZero", RefusalClass.State, "window, ledger", "The mirror stood at its worth when the window closed: there is no exchange difference to book, now or later.")]
    DifferenceZero = 253,

    // Import: 270-289.
    [Reason("columnMissing", RefusalClass.Malformed, "column", "The first line names the columns; this one is missing.")]
    ColumnMissing = 270,
    [Reason("csvMalformed", RefusalClass.Malformed, "line, column", "Write CSV as RFC 4180 says: commas, double quotes, UTF-8.")]
    CsvMalformed = 271,
    [Reason("lineTooLong", RefusalClass.Malformed, "line, limit", "The line is longer than any real one.")]
    LineTooLong = 272,

    // Periods and terms of every scheme: 300-319.
    [Reason("periodClosed", RefusalClass.State, "ledger, businessDate, firstOpen", "The books are closed for that date. Date it into the open period, with the date of the document beside it.")]
    PeriodClosed = 300,
    [Reason("periodUnknown", RefusalClass.State, "ledger, period", "There is no such period. Periods begin when the ledger's period calendar is set.")]
    PeriodUnknown = 301,
    [Reason("periodNotEnded", RefusalClass.Early, "period, lastDate, today", "The period still runs. Wait until its last date is over.")]
    PeriodNotEnded = 302,
    [Reason("periodOutOfOrder", RefusalClass.Early, "period, before, state", "Take the period before as far first.")]
    PeriodOutOfOrder = 303,
    [Reason("periodNotTotalled", RefusalClass.State, "period, state", "The period is not as far yet: it is totalled, then signed off, then published.")]
    PeriodNotTotalled = 304,
    [Reason("periodStarted", RefusalClass.State, "ledger, firstDate, earliest", "The first period has begun already; its first date cannot move.")]
    PeriodStarted = 305,
    [Reason("periodRunning", RefusalClass.Transient, "period", "The end of the period is under way. Ask again shortly.")]
    PeriodRunning = 306,
    [Reason("parameterUnknown", RefusalClass.Malformed, "scheme, parameter", "The scheme reads no parameter of that name. List its parameters first.")]
    ParameterUnknown = 307,
    [Reason("parameterInvalid", RefusalClass.Malformed, "parameter, value, meaning", "Give the parameter a value as its meaning says.")]
    ParameterInvalid = 308,
    [Reason("parametersContradict", RefusalClass.Malformed, "parameter, value, against", "Leave one of the two out, or change it.")]
    ParametersContradict = 309,
    [Reason("creditSwitchedOff", RefusalClass.State, "account, balance, pending, room, amount", "The community has switched mutual credit off. Pay at most what is on the account; balances below zero may rise.")]
    CreditSwitchedOff = 310,
    [Reason("notMutualCredit", RefusalClass.State, "scheme", "The ledger is not of the scheme mutual-credit.")]
    NotMutualCredit = 311,
    [Reason("payrollPowerExceeded", RefusalClass.State, "account, power, used, room, amount", "Wages draw on the payroll power and on one's own credit. Pay at most what is free, or sell first.")]
    PayrollPowerExceeded = 312,
    [Reason("commercialPowerExceeded", RefusalClass.State, "account, power, used, room, amount", "Purchases draw on the commercial power and on one's own credit. Pay at most what is free, or sell first.")]
    CommercialPowerExceeded = 313,
    [Reason("purposeHasNoPower", RefusalClass.State, "account, room, amount", "Neither power is for this purpose. Pay it from one's own credit.")]
    PurposeHasNoPower = 314,
    [Reason("limitMissing", RefusalClass.State, "model", "The model sets no limit by itself. Name one for all accounts, or choose another model in the terms.")]
    LimitMissing = 315,
    [Reason("limitFromModel", RefusalClass.State, "model", "The model works the limit out. Leave the limit away, or set one account's by hand.")]
    LimitFromModel = 316,
    [Reason("periodsNotKept", RefusalClass.State, "ledger", "A region's own ledger is cleared in windows and has no periods. Name a community's ledger.")]
    PeriodsNotKept = 320,
    [Reason("financialNeedsKomoko", RefusalClass.State, "purpose, payer, payee", "Financial transactions run in a komoko's financial circle. Trade with a komoko, or declare what is bought.")]
    FinancialNeedsKomoko = 321,

    // Savings pool (001): 340-379.
    [Reason("savingsLocked", RefusalClass.State, "account, points, savings, amount", "Savings stay in the pool while points are negative. Ask again when they are back at zero.")]
    SavingsLocked = 340,
    [Reason("agreementUnknown", RefusalClass.State, "agreement", "This account has no such agreement.")]
    AgreementUnknown = 341,
    [Reason("agreementNotAgreed", RefusalClass.State, "agreement, state", "The pool has not agreed to it, or it has ended. Draw only on agreements that are agreed.")]
    AgreementNotAgreed = 342,
    [Reason("agreementExceeded", RefusalClass.State, "agreement, agreed, drawn, asked", "What has been drawn is not drawn again. Ask the pool for another agreement.")]
    AgreementExceeded = 343,
    [Reason("agreementNeeded", RefusalClass.State, "account, amount, available, needed", "Past the savings it is a loan. Ask the pool for an agreement for the amount that is needed.")]
    AgreementNeeded = 344,
    [Reason("cashLentOut", RefusalClass.State, "account, balance, pending, ceiling, room, amount", "The money is lent out to other members. Wait for repayments, or take what there is.")]
    CashLentOut = 345,
    [Reason("noSettlementCash", RefusalClass.State, "", "The settlement account holds no more than the pool owes its region.")]
    NoSettlementCash = 346,
    [Reason("proposalEnded", RefusalClass.State, "agreement, state", "The proposal is decided. Make a new one.")]
    ProposalEnded = 347,
    [Reason("notPoolMember", RefusalClass.State, "member", "Only members with an open account in the pool vote and sign.")]
    NotPoolMember = 348,
    [Reason("borrowerExcluded", RefusalClass.State, "member", "The borrower neither votes on the loan nor signs it.")]
    BorrowerExcluded = 349,
    [Reason("alreadySigned", RefusalClass.State, "member", "Another member signs beside this one.")]
    AlreadySigned = 350,
    [Reason("quorumMissing", RefusalClass.State, "present, needed, for, eligible", "Too few members have voted, or none for it. Collect more votes, then sign again.")]
    QuorumMissing = 351,
    [Reason("proposalOpposed", RefusalClass.State, "against, allowed", "Members object. Talk it over; votes may be changed until it is decided.")]
    ProposalOpposed = 352,
    [Reason("termTooShort", RefusalClass.Malformed, "amount, term, repayment", "The repayments do not give the loan back within the term. Pay more a month, or take longer.")]
    TermTooShort = 353,
    [Reason("planTooLong", RefusalClass.State, "limit", "With these payments points never come back to zero in time. Pay or save more a month.")]
    PlanTooLong = 354,
    [Reason("pointsTaken", RefusalClass.State, "account", "The account has opening points already, or the end of the first month has begun.")]
    PointsTaken = 355,

    // Coupons (002): 380-459.
    [Reason("evidenceMissing", RefusalClass.Malformed, "", "Have the member sign the line and give its number, or type the PIN.")]
    EvidenceMissing = 380,
    [Reason("tillNotOpen", RefusalClass.Early, "till", "Open a till first, and name it.")]
    TillNotOpen = 381,
    [Reason("amountNotInNotes", RefusalClass.State, "amount, below", "Ask for an amount that notes can pay.")]
    AmountNotInNotes = 382,
    [Reason("withdrawalTooLarge", RefusalClass.State, "account, balance, floor, amount, largest", "Withdraw at most the largest amount, which notes can pay.")]
    WithdrawalTooLarge = 383,
    [Reason("fundShort", RefusalClass.State, "account, balance, amount", "The accounts #1 and #2 have no credit. Wait for fees to come in.")]
    FundShort = 384,
    [Reason("rupiahBookMissing", RefusalClass.State, "preset", "This reading of the fee needs a rupiah book. Create one, or choose another preset.")]
    RupiahBookMissing = 385,
    [Reason("notesMalformed", RefusalClass.Malformed, "value, limit", "Give notes as ranges of a series, such as MEN-A 101-120, none twice, at most as many as the limit.")]
    NotesMalformed = 386,
    [Reason("seriesUnknown", RefusalClass.State, "series", "No series of that code was registered. Read the note again.")]
    SeriesUnknown = 387,
    [Reason("noteOfOtherCommunity", RefusalClass.State, "note", "Another community issued this note. Its holder pays it in there.")]
    NoteOfOtherCommunity = 388,
    [Reason("noteOfOtherSeries", RefusalClass.State, "note, printedIn", "That number was printed in another series. Read the note again.")]
    NoteOfOtherSeries = 389,
    [Reason("noteUnknown", RefusalClass.State, "note", "No note of that number was printed. Keep it and tell the trustee.")]
    NoteUnknown = 390,
    [Reason("noteExpired", RefusalClass.State, "note, lastValidDay", "The note's last valid day has passed. Exchange it for a new one.")]
    NoteExpired = 391,
    [Reason("noteNotExpired", RefusalClass.State, "note, lastValidDay", "The note is still valid. Deposit it instead.")]
    NoteNotExpired = 392,
    [Reason("notesDiffer", RefusalClass.State, "notes, expected", "The notes are worth another amount. Count them again.")]
    NotesDiffer = 393,
    [Reason("noteNeverIssued", RefusalClass.State, "note", "The note was printed but never handed out. Keep it and tell the trustee.")]
    NoteNeverIssued = 394,
    [Reason("noteDepositedTwice", RefusalClass.State, "note", "A note of that number was deposited before and not handed out since. Keep it and tell the trustee.")]
    NoteDepositedTwice = 395,
    [Reason("noteWithdrawn", RefusalClass.State, "note", "The note was taken out of circulation. Keep it and tell the trustee.")]
    NoteWithdrawn = 396,
    [Reason("noteNotAtHand", RefusalClass.State, "note, state", "The note is not in this till. Hand out another.")]
    NoteNotAtHand = 397,
    [Reason("exchangeTooLarge", RefusalClass.State, "notes, due", "Hand out at most what is due after the charge; the rest goes to the account.")]
    ExchangeTooLarge = 398,
    [Reason("paymentsNotOffered", RefusalClass.State, "account", "This community pays in notes only.")]
    PaymentsNotOffered = 399,
    [Reason("creditNotPending", RefusalClass.State, "account, balance", "Only coupons of one's own can be held. Pay at once instead.")]
    CreditNotPending = 400,
    [Reason("rupiahFeeDue", RefusalClass.State, "account, credit, fee", "The fee on credit is paid in rupiah. Draw the coupons at the counter.")]
    RupiahFeeDue = 401,
    [Reason("nothingToCover", RefusalClass.State, "account, balance", "The account owes nothing, so it can be closed as it is.")]
    NothingToCover = 402,
    [Reason("lineUnknown", RefusalClass.Early, "line", "There is no such line of this account.")]
    LineUnknown = 403,
    [Reason("seriesTaken", RefusalClass.State, "series", "Another series has that code. Codes are unique in the region's database.")]
    SeriesTaken = 404,
    [Reason("notesPrinted", RefusalClass.State, "note", "A note of that number is printed already.")]
    NotesPrinted = 405,
    [Reason("valueNotOffered", RefusalClass.State, "value, values", "The community has no note of that value.")]
    ValueNotOffered = 406,
    [Reason("tillOpen", RefusalClass.State, "till", "The teller has an open till already. Close it first.")]
    TillOpen = 407,
    [Reason("pinWrong", RefusalClass.Malformed, "left", "The PIN is not the member's. After three wrong ones in a row a signature is needed.")]
    PinWrong = 408,
    [Reason("conversionNotOffered", RefusalClass.State, "ledger", "The community has no convertible coupons.")]
    ConversionNotOffered = 409,
    [Reason("bookNotTraded", RefusalClass.State, "ledger, scheme", "This book takes no part in trades. Use the coupon book.")]
    BookNotTraded = 410,
    [Reason("correctAsLine", RefusalClass.State, "operation", "That line moved notes. Correct it as a line, so that notes and accounts stay together.")]
    CorrectAsLine = 411,
    [Reason("noticeUnknown", RefusalClass.State, "notice", "There is no such notice on the board.")]
    NoticeUnknown = 412,

    // Komoko (003): 460-539.
    [Reason("holderUnknown", RefusalClass.State, "account", "Enter whether its holder is a household or a business, and open it as a real, financial or project account.")]
    HolderUnknown = 460,
    [Reason("circleClosed", RefusalClass.State, "payer, payee, kind", "Credit does not pass this way. Pay real things from and to real accounts, everything else to financial ones.")]
    CircleClosed = 461,
    [Reason("ownAccountsApart", RefusalClass.State, "account, clearingDate", "Own accounts stay apart, but for clearing the real one from the financial one on the clearing date.")]
    OwnAccountsApart = 462,
    [Reason("clearingExceeded", RefusalClass.State, "account, clears, amount", "Own financial credit covers what is negative on the real account and no more.")]
    ClearingExceeded = 463,
    [Reason("availableExceeded", RefusalClass.State, "account, balance, accrued, available, amount", "This payment may not use the overdraft, and accrued demurrage is spent already. Pay at most what is available.")]
    AvailableExceeded = 464,
    [Reason("maturityTooShort", RefusalClass.State, "account, maturesFrom, available, amount", "Financial payments out of the community use only credit that matures no earlier than this date.")]
    MaturityTooShort = 465,
    [Reason("paymentTooScattered", RefusalClass.State, "account, lots, limit", "The payment would arrive in too many parts. Pay in several payments.")]
    PaymentTooScattered = 466,
    [Reason("projectForecastExceeded", RefusalClass.State, "account, forecast, balance, amount", "The project would spend ahead of its forecast. Wait for the next month, or have the forecast changed.")]
    ProjectForecastExceeded = 467,
    [Reason("rangeReasonMissing", RefusalClass.Malformed, "clearingMonths, graceDays, operativeMaturityDays", "The document gives ranges: 3 to 6 months, 60 to 123 days, 7 to 21 days. Outside them give outOfRangeReason.")]
    RangeReasonMissing = 468,
    [Reason("turnoverTooLong", RefusalClass.State, "member, turnoverMonths, clearingMonths", "The turnover period is longer than the mandatory clearing period. Shorten it, or entitle the business to a longer one.")]
    TurnoverTooLong = 469,
    [Reason("notKomoko", RefusalClass.State, "scheme", "The ledger or account is not of the scheme komoko.")]
    NotKomoko = 470,
    [Reason("holderClassFixed", RefusalClass.State, "member, class", "A holder stays what it was entered as. Enter a new member for the other class.")]
    HolderClassFixed = 471,
    [Reason("holderHasBalance", RefusalClass.State, "member", "Credit that is there already has no maturity. Enter the holder before the first payment.")]
    HolderHasBalance = 472,
    [Reason("projectApproved", RefusalClass.State, "account", "The project is approved already. Its limits may be changed.")]
    ProjectApproved = 473,
    [Reason("nothingDue", RefusalClass.Early, "account", "There is nothing to post for this account on this date.")]
    NothingDue = 474,
    [Reason("notClearingDate", RefusalClass.Early, "account, date", "Only business real accounts are cleared, on the last date of their turnover period.")]
    NotClearingDate = 475,
    [Reason("projectUnknown", RefusalClass.State, "account", "No investment project is approved on this account.")]
    ProjectUnknown = 490,
    [Reason("projectEnded", RefusalClass.State, "account, date", "The project has failed and is ended. What still comes in is paid to the ledger's loss account.")]
    ProjectEnded = 491,
    [Reason("projectHeld", RefusalClass.State, "account, debits, credits", "Amounts are held from or for the project. Post or void them first.")]
    ProjectHeld = 492,
    [Reason("recoveryDiffers", RefusalClass.State, "account, refunded, postedRefunds, proceeds, postedProceeds", "Post what the underwriter refunded (purpose underwriting) and what the pledge brought (purpose pledge) first, and name both sums as posted.")]
    RecoveryDiffers = 493,
    [Reason("lossExceeded", RefusalClass.State, "account, loss, amount", "There is less to cover. Cover at most the loss.")]
    LossExceeded = 494,
}
