using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>National currency that came in at a savings pool's bank, for a member: a loan shrinks first.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PoolDepositBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>The member's account, its code in this ledger.</summary>
    public required string Account { get; init; }

    /// <summary>Decimal text in units, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's; named so that a mistake is refused.</summary>
    public required string Currency { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text both parties see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it, at most 140 characters.</summary>
    public string? ExternalReference { get; init; }
}

/// <summary>
/// National currency that leaves a savings pool's bank, for a member: savings first, past them a loan. Refusals for state:
/// savingsLocked, agreementUnknown … agreementNeeded, cashLentOut.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PoolWithdrawalBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>The member's account, its code in this ledger.</summary>
    public required string Account { get; init; }

    /// <summary>Decimal text in units, more than zero.</summary>
    public required string Amount { get; init; }

    /// <summary>The ledger's; named so that a mistake is refused.</summary>
    public required string Currency { get; init; }

    /// <summary>The agreement that the part past the savings draws on; null: the member's, oldest first.</summary>
    public Guid? Agreement { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text both parties see, at most 140 characters.</summary>
    public string? Reference { get; init; }

    /// <summary>The caller's own number for it, at most 140 characters.</summary>
    public string? ExternalReference { get; init; }
}

/// <summary>A loan to propose to the pool: amount, term or repayment, matching saving.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ProposeAgreementBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>. It is the agreement's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>The borrower's account, its code in this ledger.</summary>
    public required string Account { get; init; }

    /// <summary>What may be drawn past the savings, decimal text in units.</summary>
    public required string Amount { get; init; }

    /// <summary>Months of repayment, 1 to 600; null: as many as the repayment takes.</summary>
    public int? TermMonths { get; init; }

    /// <summary>Repaid each month; null: the amount over the term, rounded up. Term or repayment is needed.</summary>
    public string? Repayment { get; init; }

    /// <summary>Saved each month after that, until points are back at zero; null: as much as the repayment.</summary>
    public string? Saving { get; init; }

    /// <summary>Why, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A member's vote.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record VoteBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Code of the member who votes.</summary>
    public required string Member { get; init; }

    /// <summary><c>for</c>, <c>against</c> or <c>abstain</c>.</summary>
    public required string Choice { get; init; }

    /// <summary>Why, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A member's signature.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SignatureBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Code of the member who signs.</summary>
    public required string Member { get; init; }

    /// <summary>Why, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Points that members bring from the pool's earlier books.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record TakeOverPointsBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>1 to 1,000 accounts, each once.</summary>
    public required IReadOnlyList<PointsBody> Points { get; init; }

    /// <summary>Why, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Points of one account.</summary>
/// <param name="Account">Its code.</param>
/// <param name="Points">Decimal text, signed, as many places as the currency has.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PointsBody(string Account, string Points);

/// <summary>A loan as proposed, agreed and drawn, with its plan.</summary>
public sealed record AgreementView
{
    /// <summary>Its id: the proposal's.</summary>
    public required Guid Id { get; init; }

    /// <summary>The borrower's account, its code.</summary>
    public required string Account { get; init; }

    /// <summary>The borrower.</summary>
    public required string Name { get; init; }

    /// <summary>What may be drawn altogether, units.</summary>
    public required string Amount { get; init; }

    /// <summary>The currency of all amounts and points.</summary>
    public required string Currency { get; init; }

    /// <summary>What has been drawn.</summary>
    public required string Drawn { get; init; }

    /// <summary>Months of repayment.</summary>
    public required int TermMonths { get; init; }

    /// <summary>Repaid each month.</summary>
    public required string Repayment { get; init; }

    /// <summary>Saved each month after that.</summary>
    public required string Saving { get; init; }

    /// <summary><c>open</c>, <c>agreed</c>, <c>rejected</c> or <c>withdrawn</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When it was decided or ended.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Votes in force.</summary>
    public required IReadOnlyList<VoteView> Votes { get; init; }

    /// <summary>Codes of the members who signed.</summary>
    public required IReadOnlyList<string> Signatures { get; init; }

    /// <summary>How it is given back; null: with these payments it never is.</summary>
    public PlanView? Plan { get; init; }

    /// <summary>Against the plan at the last month end; null: nothing is drawn, or there was none since.</summary>
    public StandingView? Standing { get; init; }
}

/// <summary>A vote in force.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Choice"><c>for</c>, <c>against</c> or <c>abstain</c>.</param>
/// <param name="At">When.</param>
public sealed record VoteView(string Member, string Choice, DateTimeOffset At);

/// <summary>Repayments, then matching savings, until points are back at zero.</summary>
/// <param name="Payments">How many payments altogether; with the last one points are back at zero.</param>
/// <param name="Repayments">How many until nothing is owed.</param>
/// <param name="LowestPoints">Least points on the way.</param>
/// <param name="Savings">What has been saved when it ends.</param>
/// <param name="Months">Every month end, from the statement before the first payment.</param>
public sealed record PlanView(
    int Payments, int Repayments, string LowestPoints, string Savings, IReadOnlyList<PlanMonthView> Months);

/// <summary>One month end of a plan.</summary>
/// <param name="Number">0: before the first payment; then the payment's number.</param>
/// <param name="Payment">Paid in during the month.</param>
/// <param name="Balance">At the month's end.</param>
/// <param name="Points">After it.</param>
public sealed record PlanMonthView(int Number, string Payment, string Balance, string Points);

/// <summary>An agreement against its plan at a month end.</summary>
/// <param name="Payments">Payments due by then.</param>
/// <param name="Expected">Balance the plan has by then.</param>
/// <param name="Actual">Balance at the month end.</param>
/// <param name="Behind">What is missing; overdue when more than zero.</param>
public sealed record StandingView(int Payments, string Expected, string Actual, string Behind);

/// <summary>A month end of the pool, the columns of 001's spreadsheet.</summary>
/// <param name="Ledger">The pool's ledger.</param>
/// <param name="Period">Number of the month.</param>
/// <param name="FirstDate">Its first date.</param>
/// <param name="LastDate">Its last date.</param>
/// <param name="Currency">The unit of balances and points.</param>
/// <param name="Lines">Members by code, then the ledger's own accounts; each column sums to zero.</param>
/// <param name="Overdue">Plans that are behind.</param>
public sealed record PoolStatementView(
    string Ledger, int Period, DateOnly FirstDate, DateOnly LastDate, string Currency,
    IReadOnlyList<PoolLineView> Lines, IReadOnlyList<OverdueView> Overdue);

/// <summary>One account at a month end.</summary>
/// <param name="Account">Its code.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="IsMember">Whether it is a member's, or the ledger's own.</param>
/// <param name="Balance">Savings, or loan when negative.</param>
/// <param name="Added">Points added: the balance.</param>
/// <param name="Opening">Points from last month.</param>
/// <param name="Total">Points from now on.</param>
public sealed record PoolLineView(
    string Account, string Name, bool IsMember, string Balance, string Added, string Opening, string Total);

/// <summary>A plan that is behind.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Account">The borrower's account.</param>
/// <param name="Name">The borrower.</param>
/// <param name="Standing">What the plan expects and what there is.</param>
public sealed record OverdueView(Guid Agreement, string Account, string Name, StandingView Standing);

/// <summary>One month end of an account.</summary>
/// <param name="Period">Number of the month.</param>
/// <param name="LastDate">Its last date.</param>
/// <param name="Balance">Savings, or loan when negative.</param>
/// <param name="Added">Points added: the balance.</param>
/// <param name="Opening">Points from last month.</param>
/// <param name="Total">Points from now on.</param>
public sealed record AccountMonthView(
    int Period, DateOnly LastDate, string Balance, string Added, string Opening, string Total);

/// <summary>How far the end of a month came.</summary>
/// <param name="Period">Number of the month, from 1.</param>
/// <param name="FirstDate">Its first date.</param>
/// <param name="LastDate">Its last date.</param>
/// <param name="Status"><c>totalling</c>: it goes on by itself; <c>totalled</c>, <c>signedOff</c> or <c>published</c>.</param>
public sealed record PoolMonthView(int Period, DateOnly FirstDate, DateOnly LastDate, string Status);
