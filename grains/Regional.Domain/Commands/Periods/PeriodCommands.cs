using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands.Periods;

/// <summary>
/// Sets the calendar of a ledger's periods; the first one opens the first period. The open period's last date moves with
/// it, periods that are closed stay. Result: <c>{period, no, firstDate, lastDate}</c> of the open period.
/// </summary>
/// <param name="Ledger">The ledger; its region's time zone says when a day is over.</param>
/// <param name="Cycle"><c>daily</c>, <c>weekly:1..7</c> (ISO weekday) or <c>monthly:1..31</c> (day, or the month's last).</param>
/// <param name="ClosesAt">Local time, on the day after a period's last date, from which its end is due.</param>
/// <param name="Weekend">ISO weekdays that are no business days.</param>
/// <param name="Holidays">Dates that are no business days; a period's end on one moves to the following business day.</param>
/// <param name="FirstDate">
/// First date of the first period; lines before it are its opening balances. Null: where today's period begins.
/// </param>
public sealed record SetPeriodCalendar(
    LedgerId Ledger, string Cycle, TimeOnly ClosesAt, ImmutableArray<int> Weekend, ImmutableArray<DateOnly> Holidays,
    DateOnly? FirstDate) : Command
{
    /// <summary>Earliest first date: books older than that are no books of anybody who lives.</summary>
    public static readonly DateOnly FirstDateMin = new(1900, 1, 1);

    /// <summary>Latest first date; far enough from the last of all dates that every period after it can be laid out.</summary>
    public static readonly DateOnly FirstDateMax = new(2999, 12, 31);

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetPeriodCalendar;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value).Add("cycle", Cycle)
        .Add("closesAt", ClosesAt.ToString("HH:mm:ss")).Add("weekend", string.Join(',', Weekend))
        .Add("holidays", string.Join(',', Holidays.Select(static day => day.ToString("O")))).Add("firstDate", FirstDate);
}

/// <summary>
/// A period whose last date is over takes no more lines, and its end begins. Under the ledger's exclusive lock, so that no
/// line is under way. A period that has ended already stays as it is. Result: <c>{period, status}</c>.
/// </summary>
public sealed record BeginPeriodEnd(LedgerId Ledger, int No) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.BeginPeriodEnd;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("ledger", Ledger.Value).Add("no", No);
}

/// <summary>
/// Totals the accounts that follow, by business date and posted amounts only: opening, debits, credits, closing. Result:
/// <c>{after, done}</c>: the last account totalled, and whether it was the ledger's last.
/// </summary>
/// <param name="Period">The period.</param>
/// <param name="Step">The first totals, or those again that the period's own postings changed.</param>
/// <param name="After">Accounts up to this one are done.</param>
/// <param name="CountMax">How many at most.</param>
public sealed record TotalPeriodChunk(PeriodId Period, TotalsStep Step, AccountId After, int CountMax) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.TotalPeriodChunk;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("period", Period.Value).Add("step", (int)Step).Add("after", After.Value);
}

/// <summary>The two totals of a period's end. Numbers are stored in fingerprints; never reuse one.</summary>
public enum TotalsStep
{
    /// <summary>What the scheme's steps rest on.</summary>
    Totals = 1,

    /// <summary>With what the scheme's steps booked into the period.</summary>
    FinalTotals = 2,
}

/// <summary>
/// Writes what a scheme's step says of some accounts, and moves the step's mark past them, in one transaction. The plan is
/// not part of the fingerprint: planned again, it is the same chunk. Result: <c>{after, done}</c>.
/// </summary>
/// <param name="Period">The period.</param>
/// <param name="Chunk">Which accounts of which step.</param>
/// <param name="Postings">How many postings were made.</param>
/// <param name="Records">Rows of the scheme's own tables.</param>
/// <param name="Exceptions">Accounts for which it could not be carried out.</param>
public sealed record RecordPeriodChunk(
    PeriodId Period, ChunkMark Chunk, int Postings, ImmutableArray<Schemes.Periods.PeriodRecord> Records,
    ImmutableArray<Schemes.Periods.PeriodException> Exceptions) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.RecordPeriodChunk;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("period", Period.Value).Add("step", Chunk.Step).Add("after", Chunk.After.Value);
}

/// <summary>Some accounts of a step.</summary>
/// <param name="Step">The step's name.</param>
/// <param name="Place">Its place among the period's steps.</param>
/// <param name="After">Accounts up to this one were done before.</param>
/// <param name="UpTo">The last account of the chunk.</param>
/// <param name="Accounts">How many they are.</param>
/// <param name="IsLast">Whether the ledger has no more.</param>
public sealed record ChunkMark(string Step, int Place, AccountId After, AccountId UpTo, int Accounts, bool IsLast);

/// <summary>
/// The period is totalled: every step is done, and its report is stored as it is now, for good. Done twice: the first
/// report again. Result: <c>{period, status}</c>.
/// </summary>
public sealed record CompletePeriod(PeriodId Period) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CompletePeriod;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("period", Period.Value);
}

/// <summary>
/// Somebody answers for a totalled period's figures. Periods are signed off in order; done twice: the first time again.
/// Result: <c>{period, status}</c>.
/// </summary>
public sealed record SignOffPeriod(LedgerId Ledger, int No) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SignOffPeriod;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("ledger", Ledger.Value).Add("no", No);
}

/// <summary>
/// A signed-off period's figures are for the members to see. In order; done twice: the first time again. Result:
/// <c>{period, status}</c>.
/// </summary>
public sealed record PublishPeriod(LedgerId Ledger, int No) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.PublishPeriod;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("ledger", Ledger.Value).Add("no", No);
}
