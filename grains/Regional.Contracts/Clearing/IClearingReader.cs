using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Contracts.Clearing;

/// <summary>What a region's clearing run must know. Everything is recomputed from the journal's tables.</summary>
public interface IClearingReader
{
    /// <summary>Windows of a region that are not settled and whose time has passed, in order, with the steps done.</summary>
    Task<ImmutableArray<WindowRecord>> FindUnsettledAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>One window; null: there is none.</summary>
    Task<WindowRecord?> FindWindowAsync(WindowId window, CancellationToken cancellationToken);

    /// <summary>
    /// Makes windows ahead from the calendar in force until <paramref name="until"/>; those that exist stay. Returns how
    /// many were added. Does nothing without a calendar but keep one window open without near end.
    /// </summary>
    Task<int> ExtendWindowsAsync(RegionId region, DateTimeOffset until, CancellationToken cancellationToken);

    /// <summary>
    /// Positions of a closed window from the journal alone: for each community account at the region what it brought from
    /// earlier windows (their settlement payments counted as done, confirmed or not), and what it paid and received in
    /// it apart from settlement payments. By account id.
    /// </summary>
    Task<ImmutableArray<WindowPosition>> FindPositionsAsync(WindowId window, CancellationToken cancellationToken);

    /// <summary>The settlement payments of a window, by account id.</summary>
    Task<ImmutableArray<InstructionRecord>> FindInstructionsAsync(WindowId window, CancellationToken cancellationToken);

    /// <summary>One settlement payment; null: there is none.</summary>
    Task<InstructionRecord?> FindInstructionAsync(OperationId instruction, CancellationToken cancellationToken);

    /// <summary>Instructions past their due date, unconfirmed, pay-in, not yet declared in arrears.</summary>
    Task<ImmutableArray<InstructionRecord>> FindOverdueAsync(RegionId region, DateOnly today, CancellationToken cancellationToken);

    /// <summary>
    /// What rate changes left: per lower ledger its mirror account's balance in its own unit and its account's balance
    /// at the region, at the end of the window. Exchange differences count as soon as they are booked, so read it while
    /// its window is the oldest whose differences are not.
    /// </summary>
    Task<ImmutableArray<MirrorBalance>> FindMirrorsAsync(WindowId window, CancellationToken cancellationToken);
}

/// <summary>State of a window. Numbers are stored; never reuse one.</summary>
public enum WindowStatus
{
    /// <summary>Takes postings.</summary>
    Open = 1,

    /// <summary>Its cut-off is under way.</summary>
    Closing = 2,

    /// <summary>Takes no more postings.</summary>
    Closed = 3,

    /// <summary>Every settlement payment is confirmed.</summary>
    Settled = 4,
}

/// <summary>A window as committed.</summary>
public sealed record WindowRecord(
    WindowId Id, RegionId Region, int No, DateTimeOffset Opens, DateTimeOffset Closes, DateOnly BusinessDate,
    WindowStatus Status, DateTimeOffset? ClosedAt, DateTimeOffset? SettledAt, ImmutableArray<WindowStep> StepsDone);

/// <summary>A community's position at the end of a window, minor units of the region's currency.</summary>
public sealed record WindowPosition(AccountId Account, string Code, long Opening, long Paid, long Received)
{
    /// <summary>Opening − paid + received.</summary>
    public long Position => Opening - Paid + Received;
}

/// <summary>A settlement payment as committed.</summary>
public sealed record InstructionRecord(
    OperationId Id, WindowId Window, AccountId Account, string AccountCode, bool IsPayOut, long AmountMinor,
    InstructionStatus Status, DateOnly Due, OperationId? PlacedBy, OperationId? ConfirmedBy, bool IsInArrears);

/// <summary>The two sides of one correspondence at a window's end.</summary>
/// <param name="LowerLedger">The community's trading ledger.</param>
/// <param name="LowerAccount">Its region account.</param>
/// <param name="LowerBalance">Balance of that, minor units of the lower ledger.</param>
/// <param name="LowerCounter">
/// Net of counter amounts on it, minor units of the upper ledger, signed as the balance: equals −UpperBalance.
/// </param>
/// <param name="UpperAccount">Its account at the region.</param>
/// <param name="UpperBalance">Balance of that, minor units of the upper ledger.</param>
public sealed record MirrorBalance(
    LedgerId LowerLedger, AccountId LowerAccount, long LowerBalance, long LowerCounter, AccountId UpperAccount,
    long UpperBalance);
