using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Queries;

/// <summary>Positions, windows, reports and proofs of a region, recomputed from the journal.</summary>
public interface IClearingQueries
{
    /// <summary>Where every account of the region's ledger stands now; null: there is no such region.</summary>
    Task<RegionPositions?> FindPositionsAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>Windows that have begun, newest first; the cursor is a window's number.</summary>
    Task<Page<WindowDetail>> FindWindowsAsync(RegionId region, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One window by its number in the region; null: there is none.</summary>
    Task<WindowDetail?> FindWindowAsync(RegionId region, int no, CancellationToken cancellationToken);

    /// <summary>
    /// A window's report from the journal alone, with the settlement as it was planned; of an open window, so far.
    /// Null: there is no such window.
    /// </summary>
    Task<WindowReportDetail?> FindReportAsync(RegionId region, int no, CancellationToken cancellationToken);

    /// <summary>Who paid whom in a window: one line per pair of accounts in the region's ledger, largest first.</summary>
    Task<ImmutableArray<BilateralFlow>> FindFlowsAsync(RegionId region, int no, CancellationToken cancellationToken);

    /// <summary>Settlement payments of a region that are not confirmed, by due date.</summary>
    Task<ImmutableArray<InstructionDetail>> FindOpenInstructionsAsync(
        RegionId region, CancellationToken cancellationToken);

    /// <summary>One settlement payment; null: there is none.</summary>
    Task<InstructionDetail?> FindInstructionAsync(OperationId instruction, CancellationToken cancellationToken);

    /// <summary>Every ledger's sum and both sides of every mirror, in one snapshot. Null: there is no such region.</summary>
    Task<RegionProof?> ProveAsync(RegionId region, CancellationToken cancellationToken);

    /// <summary>A community's month by business date, one line per ledger.</summary>
    Task<ImmutableArray<LedgerMonth>> SummariseAsync(
        CommunityId community, int year, int month, CancellationToken cancellationToken);
}

/// <summary>Where a region stands.</summary>
public sealed record RegionPositions(
    RegionId Region, Currency Currency, DateTimeOffset At, int? OpenWindowNo, ImmutableArray<PositionDetail> Positions);

/// <summary>One account of the region's ledger: balance, caps and what of them is used.</summary>
/// <param name="State">Counters, caps (floor and ceiling), status.</param>
/// <param name="Name">Codes and name.</param>
/// <param name="QueuedTrades">Trades that wait for its cap.</param>
public sealed record PositionDetail(AccountState State, AccountName Name, int QueuedTrades)
{
    /// <summary>How much of the net debit cap is used, 0 to 1 and more; null: no cap below zero.</summary>
    public decimal? DebitCapUsed => State.Floor is < 0 and var floor
        ? Math.Max(0, -((decimal)State.Balance - State.DebitsPending)) / -(decimal)floor
        : null;

    /// <summary>How much of the net credit cap is used, 0 to 1 and more; null: no cap above zero.</summary>
    public decimal? CreditCapUsed => State.Ceiling is > 0 and var ceiling
        ? Math.Max(0, (decimal)State.Balance + State.CreditsPending) / ceiling
        : null;
}

/// <summary>How far a window's report is. Numbers are stored; never reuse one.</summary>
public enum ReportStatus
{
    /// <summary>The window is open.</summary>
    None = 0,

    /// <summary>Closed; corrections are possible.</summary>
    Preliminary = 1,

    /// <summary>It may not change any more.</summary>
    Final = 2,
}

/// <summary>A window with its report's status.</summary>
public sealed record WindowDetail(WindowRecord Window, ReportStatus Report);

/// <summary>A window's report.</summary>
public sealed record WindowReportDetail(
    string Region, Currency Currency, WindowDetail Window, ImmutableArray<ReportLineDetail> Lines,
    ImmutableArray<InstructionDetail> Instructions);

/// <summary>One community's line, minor units of the region's currency.</summary>
/// <param name="Position">Opening, paid, received, from the journal.</param>
/// <param name="CarryLimit">What it may carry; null before the settlement is planned.</param>
/// <param name="Carried">What it carries on, signed; null before the settlement is planned.</param>
/// <param name="Settled">Cash, signed: negative pays in; null before the settlement is planned.</param>
/// <param name="IsAsPlanned">Whether the plan rests on the same figures as the journal shows now.</param>
public sealed record ReportLineDetail(
    WindowPosition Position, long? CarryLimit, long? Carried, long? Settled, bool IsAsPlanned);

/// <summary>A settlement payment.</summary>
public sealed record InstructionDetail(
    InstructionRecord Instruction, int WindowNo, Currency Currency, DateTimeOffset? ConfirmedAt,
    DateTimeOffset? DeclaredAt);

/// <summary>What one account of the region's ledger paid another in a window.</summary>
public sealed record BilateralFlow(string Payer, string Payee, long Transfers, Amount Amount);

/// <summary>The proof that the books hold.</summary>
public sealed record RegionProof(
    string Region, DateTimeOffset At, bool Holds, ImmutableArray<LedgerProof> Ledgers, ImmutableArray<MirrorProof> Mirrors);

/// <summary>Sum of a ledger's balances.</summary>
/// <param name="Ledger">Its code.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Accounts">How many accounts it has.</param>
/// <param name="Sum">Minor units: zero.</param>
public sealed record LedgerProof(string Ledger, Currency Currency, int Accounts, long Sum);

/// <summary>Both sides of a correspondence in the region's unit, minor units.</summary>
/// <param name="Ledger">Code of the community's trading ledger.</param>
/// <param name="Currency">The region's unit.</param>
/// <param name="RegionSide">Balance of its account at the region.</param>
/// <param name="CommunitySide">Net of counter amounts on its own region account.</param>
/// <param name="InFlight">Trades that explain a difference.</param>
public sealed record MirrorProof(
    string Ledger, Currency Currency, long RegionSide, long CommunitySide, ImmutableArray<OperationId> InFlight)
{
    /// <summary>Sum of both sides: zero but for what is in flight.</summary>
    public long Difference => RegionSide + CommunitySide;
}

/// <summary>A ledger's month, amounts in minor units of the ledger.</summary>
/// <param name="Ledger">Its code.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Accounts">Members' accounts not closed, now.</param>
/// <param name="ActiveAccounts">Members' accounts with an entry in the month.</param>
/// <param name="Transfers">Transfers between members posted in the month.</param>
/// <param name="Turnover">Their sum.</param>
/// <param name="TradesOut">Trades in which a member paid out of the community.</param>
/// <param name="PaidOut">Their sum.</param>
/// <param name="TradesIn">Trades in which a member was paid from outside.</param>
/// <param name="PaidIn">Their sum.</param>
/// <param name="CreditOutstanding">Sum of positive balances of members at the month's end.</param>
/// <param name="DebtOutstanding">Sum of negative balances of members at the month's end, signed.</param>
/// <param name="AtFloor">Members' accounts without room to pay, now.</param>
public sealed record LedgerMonth(
    string Ledger, Currency Currency, int Accounts, int ActiveAccounts, long Transfers, long Turnover, long TradesOut,
    long PaidOut, long TradesIn, long PaidIn, long CreditOutstanding, long DebtOutstanding, int AtFloor);
