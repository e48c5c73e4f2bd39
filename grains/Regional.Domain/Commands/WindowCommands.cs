using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands;

/// <summary>Sets the calendar from which a region's windows are made ahead. Result: <c>{calendar}</c>.</summary>
/// <param name="Region">The region; its time zone says when a day is.</param>
/// <param name="Cycle"><c>daily</c>, <c>weekly:1..7</c> (ISO weekday) or <c>monthly:1..31</c> (day, or the month's last).</param>
/// <param name="ClosesAt">Local time of the cut-off.</param>
/// <param name="Weekend">ISO weekdays that are no business days.</param>
/// <param name="Holidays">Dates that are no business days; a cut-off on one moves to the following business day.</param>
public sealed record SetCalendar(
    RegionId Region, string Cycle, TimeOnly ClosesAt, ImmutableArray<int> Weekend, ImmutableArray<DateOnly> Holidays) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SetCalendar;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("region", Region.Value).Add("cycle", Cycle)
        .Add("closesAt", ClosesAt.ToString("HH:mm:ss")).Add("weekend", string.Join(',', Weekend))
        .Add("holidays", string.Join(',', Holidays.Select(static day => day.ToString("O"))));
}

/// <summary>
/// Ends the window that is open now at this moment (the database's clock) and begins the next with its remainder.
/// Result: <c>{window, closes, next}</c>.
/// </summary>
public sealed record CutWindow(RegionId Region) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CutWindow;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("region", Region.Value);
}

/// <summary>
/// Closes a window whose time has passed: takes the region's exclusive lock, so that no posting of it is under way, and
/// sets it closed. Windows close in order. Result: <c>{window, closedAt}</c>.
/// </summary>
public sealed record CloseWindow(WindowId Window) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CloseWindow;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("window", Window.Value);
}

/// <summary>
/// Stores a closed window's settlement: the positions it was worked out from and one instruction per member with cash.
/// The database recomputes the positions and refuses when they differ. Result: <c>{window, instructions}</c>.
/// </summary>
public sealed record PlanSettlement(
    WindowId Window, DateOnly Due, ImmutableArray<PlannedPosition> Positions) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.PlanSettlement;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("window", Window.Value);
}

/// <summary>One member's share of a settlement, minor units of the region's currency, signed.</summary>
/// <param name="Account">The member's account at the region.</param>
/// <param name="Opening">Balance when the window opened.</param>
/// <param name="Paid">Debits of the window, not negative.</param>
/// <param name="Received">Credits of the window, not negative.</param>
/// <param name="CarryLimit">What it may carry, not negative.</param>
/// <param name="Carried">What it carries into the next window, signed.</param>
/// <param name="Settled">What is settled in cash, signed: negative pays in, positive is paid out.</param>
/// <param name="Instruction">Id of the payment, derived from window and account; null when nothing is settled.</param>
public sealed record PlannedPosition(
    AccountId Account,
    long Opening,
    long Paid,
    long Received,
    long CarryLimit,
    long Carried,
    long Settled,
    OperationId? Instruction)
{
    /// <summary>Opening − paid + received.</summary>
    public long Position => Opening - Paid + Received;
}

/// <summary>
/// Marks a step of a window's run as durably done (also: settled once every instruction is confirmed, and the final
/// report). Done twice: the first time again. Result: <c>{window, step}</c>.
/// </summary>
public sealed record RecordWindowStep(WindowId Window, WindowStep Step) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CloseWindow;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("window", Window.Value).Add("step", (int)Step);
}

/// <summary>Steps of a window's run in order. Numbers are stored; never reuse one.</summary>
public enum WindowStep
{
    /// <summary>No posting can join any more.</summary>
    Closed = 3,

    /// <summary>What rate changes left is booked.</summary>
    DifferencesBooked = 4,

    /// <summary>Positions and payments are worked out.</summary>
    Planned = 5,

    /// <summary>Every payment is pending in both ledgers.</summary>
    Placed = 6,

    /// <summary>Every payment is confirmed.</summary>
    Settled = 7,

    /// <summary>The report may not change any more.</summary>
    ReportFinal = 8,
}

/// <summary>
/// Names a late payer: its instruction is past due; its account at the region may sell but not buy. Result:
/// <c>{instruction, account}</c>.
/// </summary>
public sealed record DeclareArrears(OperationId Instruction) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.DeclareArrears;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("instruction", Instruction.ToString());
}
