using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>Sets the calendar of a ledger's periods; the first one opens the first period.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetPeriodCalendarBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// <c>daily</c>, <c>weekly:1..7</c> (ISO weekday) or <c>monthly:1..31</c> (that day, or the month's last).
    /// </summary>
    public required string Cycle { get; init; }

    /// <summary>Local time, on the day after a period's last date, from which its end is due: <c>HH:mm</c>. Default 00:00.</summary>
    public string? ClosesAt { get; init; }

    /// <summary>ISO weekdays (1 Monday … 7 Sunday) that are no business days.</summary>
    public IReadOnlyList<int> Weekend { get => field ?? []; init; }

    /// <summary>Dates that are no business days; a period's end on one moves to the following business day.</summary>
    public IReadOnlyList<DateOnly> Holidays { get => field ?? []; init; }

    /// <summary>
    /// First date of the first period; lines before it are its opening balances. Absent: where today's period begins.
    /// </summary>
    public DateOnly? FirstDate { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A calendar as it was set.</summary>
public sealed record PeriodCalendarView
{
    /// <summary><c>daily</c>, <c>weekly:1..7</c> or <c>monthly:1..31</c>.</summary>
    public required string Cycle { get; init; }

    /// <summary>Local time, on the day after a period's last date, from which its end is due.</summary>
    public required string ClosesAt { get; init; }

    /// <summary>ISO weekdays that are no business days.</summary>
    public required IReadOnlyList<int> Weekend { get; init; }

    /// <summary>Dates that are no business days.</summary>
    public required IReadOnlyList<DateOnly> Holidays { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The command that set it.</summary>
    public required Guid Operation { get; init; }
}

/// <summary>A period of a ledger's books.</summary>
public sealed record PeriodView
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>Its place in the ledger, from 1 without gaps.</summary>
    public required int No { get; init; }

    /// <summary>First business date in it.</summary>
    public required DateOnly FirstDate { get; init; }

    /// <summary>Last business date in it: the cycle's, or the following business day.</summary>
    public required DateOnly LastDate { get; init; }

    /// <summary><c>open</c>, <c>totalling</c>, <c>totalled</c>, <c>signedOff</c> or <c>published</c>.</summary>
    public required string Status { get; init; }

    /// <summary>When an open period ends by itself; absent: it waits for a command, or its end has begun.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Accounts of the ledger when its end began; absent: it has not.</summary>
    public long? Accounts { get; init; }

    /// <summary>Who took it to which state, when, why.</summary>
    public required IReadOnlyList<PeriodMarkView> Marks { get; init; }

    /// <summary>How far its end came, in the order in which the steps run.</summary>
    public required IReadOnlyList<PeriodStepView> Steps { get; init; }

    /// <summary>The report's sums; absent: not totalled yet, or not for the caller to see before it is published.</summary>
    public PeriodTotalsView? Totals { get; init; }
}

/// <summary>Who took a period to a state.</summary>
/// <param name="Status">The state.</param>
/// <param name="At">When.</param>
/// <param name="Actor">Who; <c>system:periods</c> where the calendar did.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operation">The command.</param>
public sealed record PeriodMarkView(string Status, DateTimeOffset At, string Actor, string? Reason, Guid Operation);

/// <summary>How far a step came.</summary>
/// <param name="Step"><c>totals</c>, <c>final-totals</c>, or a step of the scheme.</param>
/// <param name="Accounts">Accounts that are done.</param>
/// <param name="Postings">Postings made.</param>
/// <param name="Records">Rows written.</param>
/// <param name="Exceptions">Accounts for which it could not be carried out.</param>
/// <param name="IsDone">Whether all accounts are done.</param>
public sealed record PeriodStepView(
    string Step, long Accounts, long Postings, long Records, long Exceptions, bool IsDone);

/// <summary>Sums over all accounts of a ledger at a period's end: as they were, for good.</summary>
public sealed record PeriodTotalsView
{
    /// <summary>How many accounts.</summary>
    public required long Accounts { get; init; }

    /// <summary>How many had lines in the period.</summary>
    public required long MovedAccounts { get; init; }

    /// <summary>All debits; equal to all credits.</summary>
    public required Money Debits { get; init; }

    /// <summary>All credits.</summary>
    public required Money Credits { get; init; }

    /// <summary>Sum of closing balances above zero.</summary>
    public required Money PositiveBalances { get; init; }

    /// <summary>Sum of closing balances below zero, signed: minus the sum above.</summary>
    public required Money NegativeBalances { get; init; }

    /// <summary>Postings that the period's end made.</summary>
    public required long Postings { get; init; }

    /// <summary>Accounts for which a step could not be carried out.</summary>
    public required long Exceptions { get; init; }
}

/// <summary>One account in a period's report.</summary>
/// <param name="Account">Code of the account.</param>
/// <param name="Name">For people.</param>
/// <param name="Role"><c>member</c>, or what the ledger's own account is for.</param>
/// <param name="Opening">Balance before the first date, decimal text in units, signed.</param>
/// <param name="Debits">Debits of the period.</param>
/// <param name="Credits">Credits of the period.</param>
/// <param name="Closing">Opening − debits + credits.</param>
/// <param name="CrossedOn">Last date on which the balance was, left or passed zero; absent: no line so far.</param>
public sealed record PeriodLineView(
    string Account, string Name, string Role, string Opening, string Debits, string Credits, string Closing,
    DateOnly? CrossedOn);

/// <summary>An account for which a step of a period's end could not be carried out.</summary>
/// <param name="Step">The step.</param>
/// <param name="Account">Code of the account.</param>
/// <param name="Refusal">Why, and what to do.</param>
public sealed record PeriodExceptionView(string Step, string Account, Problem Refusal);
