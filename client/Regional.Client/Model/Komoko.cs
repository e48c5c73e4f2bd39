using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Enters from a date on whether a member of a komoko is a household or a business. Refusals: fieldMalformed,
/// amountMalformed, notKomoko, effectiveInPast, holderClassFixed, holderHasBalance, turnoverTooLong.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EnterHolderBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary><c>household</c> or <c>business</c>; it never changes.</summary>
    public required string Class { get; init; }

    /// <summary>Last date of a turnover period; the others lie whole periods before and after it.</summary>
    public required DateOnly? FirstClearing { get; init; }

    /// <summary>Length of a turnover period, 1 to 36 months; default 3.</summary>
    public int? TurnoverMonths { get; init; }

    /// <summary>Whether the period may be longer than the mandatory clearing period.</summary>
    public bool IsLongEntitled { get; init; }

    /// <summary>Depreciation cost of a turnover period, decimal text in units; default none.</summary>
    public string? Depreciation { get; init; }

    /// <summary>First date; default today.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>What may be spent from a komoko account, what matures when, what is charged next.</summary>
public sealed record MaturitiesView
{
    /// <summary>The account, as ledger/account.</summary>
    public required string Account { get; init; }

    /// <summary>The date it is said for.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Household or business; null: not entered.</summary>
    public string? Class { get; init; }

    /// <summary>The end of the turnover period; null: not entered.</summary>
    public DateOnly? ClearingDate { get; init; }

    /// <summary>Whether its credits carry a maturity date.</summary>
    public required bool IsMaturityAware { get; init; }

    /// <summary>Balance, signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Demurrage that is not posted yet.</summary>
    public required Money Accrued { get; init; }

    /// <summary>What may be paid without overdraft.</summary>
    public required Money Available { get; init; }

    /// <summary>What a real payment may use, overdraft included; null: no floor.</summary>
    public Money? Spendable { get; init; }

    /// <summary>The month's end at which something is charged if nothing is spent; null: nothing to charge.</summary>
    public DateOnly? NextChargeOn { get; init; }

    /// <summary>How much then.</summary>
    public Money? NextCharge { get; init; }

    /// <summary>Of a project: spending that the forecast has until this date; null: no project.</summary>
    public Money? ProjectForecast { get; init; }

    /// <summary>Open lots in the order in which payments consume them.</summary>
    public required IReadOnlyList<OpenLotView> Lots { get; init; }
}

/// <summary>A credit with its maturity date.</summary>
public sealed record OpenLotView
{
    /// <summary>In order of arrival.</summary>
    public required long Lot { get; init; }

    /// <summary>First charged day.</summary>
    public required DateOnly MaturesOn { get; init; }

    /// <summary>What is open.</summary>
    public required Money Open { get; init; }

    /// <summary>Demurrage that is not posted yet.</summary>
    public required Money Accrued { get; init; }

    /// <summary>Whether it is charged today.</summary>
    public required bool IsMatured { get; init; }

    /// <summary>Whether it is, or will be within the days of notice.</summary>
    public required bool IsNoticed { get; init; }
}

/// <summary>A lot from its arrival to its end.</summary>
public sealed record LotHistoryView
{
    /// <summary>In order of arrival.</summary>
    public required long Lot { get; init; }

    /// <summary>The posting with which it arrived.</summary>
    public required Guid Operation { get; init; }

    /// <summary>Business date.</summary>
    public required DateOnly ArrivedOn { get; init; }

    /// <summary>First charged day.</summary>
    public required DateOnly MaturesOn { get; init; }

    /// <summary>On arrival.</summary>
    public required Money Amount { get; init; }

    /// <summary>Now.</summary>
    public required Money Open { get; init; }

    /// <summary>Paid from it.</summary>
    public required Money Paid { get; init; }

    /// <summary>Demurrage posted on it.</summary>
    public required Money Charged { get; init; }

    /// <summary>The posting that used it up; null: open.</summary>
    public Guid? ClosedBy { get; init; }
}

/// <summary>A time deposit that the system bids for.</summary>
public sealed record BidView
{
    /// <summary>Number.</summary>
    public required long Bid { get; init; }

    /// <summary>The posting that discharged the credit.</summary>
    public required Guid Operation { get; init; }

    /// <summary>The producer's account, as ledger/account.</summary>
    public required string Producer { get; init; }

    /// <summary>Value.</summary>
    public required Money Amount { get; init; }

    /// <summary>The original maturity.</summary>
    public required DateOnly MaturesOn { get; init; }

    /// <summary>The earlier maturity the credit has now.</summary>
    public required DateOnly RenewedTo { get; init; }
}

/// <summary>A balance that a business parked with another over its clearing, several periods running (003, 2.4).</summary>
public sealed record RolledOverView
{
    /// <summary>The member who lent before its clearing.</summary>
    public required string Lender { get; init; }

    /// <summary>The member who held it over the clearing.</summary>
    public required string Borrower { get; init; }

    /// <summary>The lender's turnover periods, oldest first.</summary>
    public required IReadOnlyList<RolledOverPeriodView> Periods { get; init; }
}

/// <summary>One of its turnover periods.</summary>
public sealed record RolledOverPeriodView
{
    /// <summary>The lender's clearing date.</summary>
    public required DateOnly ClearedOn { get; init; }

    /// <summary>Lent in the days up to it.</summary>
    public required Money Lent { get; init; }

    /// <summary>Returned in the days after it.</summary>
    public required Money Returned { get; init; }

    /// <summary>The postings both ways, by date.</summary>
    public required IReadOnlyList<Guid> Operations { get; init; }
}

/// <summary>Ends a month of a komoko: businesses whose turnover period ended are cleared, matured credit is charged.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record EndMonthBody
{
    /// <summary>Last date of the month, not in the future.</summary>
    public required DateOnly? Date { get; init; }
}

/// <summary>What the end of a month did; asked again, it says what was left to do.</summary>
public sealed record MonthEndView
{
    /// <summary>Last date of the month.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Businesses that were covered or levied.</summary>
    public required int Cleared { get; init; }

    /// <summary>Accounts that were charged.</summary>
    public required int Charged { get; init; }

    /// <summary>Accounts for which there was nothing to post.</summary>
    public required int NothingDue { get; init; }

    /// <summary>Accounts for which it could not be done, as ledger/account: code.</summary>
    public required IReadOnlyList<string> Refused { get; init; }
}

/// <summary>Sets the overdrafts that formula (2) gives for the turnover periods that ended by a date.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetOverdraftsBody
{
    /// <summary>The date; default today.</summary>
    public DateOnly? Date { get; init; }
}

/// <summary>Formulas (1) to (4) over a community.</summary>
public sealed record OverdraftsView
{
    /// <summary>The date.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Left side of (4): sum of the floors in force, overrides included.</summary>
    public required Money Granted { get; init; }

    /// <summary>Right side of (4).</summary>
    public required Money Needed { get; init; }

    /// <summary>How much overdraft is missing; zero: liquidity is achieved.</summary>
    public required Money Shortfall { get; init; }

    /// <summary>Every holder's real account.</summary>
    public required IReadOnlyList<OverdraftView> Accounts { get; init; }
}

/// <summary>One account's overdraft of the coming period.</summary>
public sealed record OverdraftView
{
    /// <summary>As ledger/account.</summary>
    public required string Account { get; init; }

    /// <summary><c>household</c> or <c>business</c>.</summary>
    public required string Class { get; init; }

    /// <summary>First date of the period that ended.</summary>
    public required DateOnly FirstDate { get; init; }

    /// <summary>Its last date.</summary>
    public required DateOnly LastDate { get; init; }

    /// <summary>opening(0), signed.</summary>
    public required Money Opening { get; init; }

    /// <summary>opening(1), signed.</summary>
    public required Money NextOpening { get; init; }

    /// <summary>to(0).</summary>
    public required Money Turnover { get; init; }

    /// <summary>m_max(0), signed.</summary>
    public required Money Max { get; init; }

    /// <summary>m_min(0), signed.</summary>
    public required Money Min { get; init; }

    /// <summary>c_de(0).</summary>
    public required Money Depreciation { get; init; }

    /// <summary><c>formula</c>, or why the last limit stands: <c>noTurnover</c>, <c>noRange</c>.</summary>
    public required string Basis { get; init; }

    /// <summary>Floor by formula (2) as written.</summary>
    public required Money AsWritten { get; init; }

    /// <summary>Floor by formula (2) shifted by opening(1) − opening(0).</summary>
    public required Money Shifted { get; init; }

    /// <summary>The one that the terms choose.</summary>
    public required Money Chosen { get; init; }

    /// <summary>The floor in force; null: none.</summary>
    public Money? Floor { get; init; }
}
