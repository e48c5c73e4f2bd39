namespace Regional.Client.Model;

/// <summary>Where every community stands at the region.</summary>
public sealed record PositionsView
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>When it was read, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Number of the open window; null: none.</summary>
    public int? Window { get; init; }

    /// <summary>One per account of the region's ledger, by code.</summary>
    public required IReadOnlyList<PositionView> Positions { get; init; }
}

/// <summary>One community's position.</summary>
public sealed record PositionView
{
    /// <summary>Its account in the region's ledger (a community's code, or a system account's).</summary>
    public required string Account { get; init; }

    /// <summary>For people.</summary>
    public string Name { get => field ?? ""; init; }

    /// <summary><c>community</c>, <c>restOfWorld</c>, <c>rounding</c> …</summary>
    public required string Role { get; init; }

    /// <summary><c>open</c>, <c>debitsBlocked</c> (in arrears), <c>suspended</c> or <c>closed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Net balance, signed.</summary>
    public required Money Balance { get; init; }

    /// <summary>Held for debits.</summary>
    public required Money DebitsPending { get; init; }

    /// <summary>Held for credits.</summary>
    public required Money CreditsPending { get; init; }

    /// <summary>Net debit cap as a floor, signed; null: none.</summary>
    public Money? Floor { get; init; }

    /// <summary>Net credit cap as a ceiling, signed; null: none.</summary>
    public Money? Ceiling { get; init; }

    /// <summary>Trades that wait for this account's cap.</summary>
    public int QueuedTrades { get; init; }
}

/// <summary>The proof that the books hold: every sum and both sides of every mirror.</summary>
public sealed record ProofView
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The snapshot's time, by the database's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Whether every sum is zero and every mirror equal.</summary>
    public required bool Holds { get; init; }

    /// <summary>One per ledger.</summary>
    public required IReadOnlyList<LedgerSum> Ledgers { get; init; }

    /// <summary>One per community that trades.</summary>
    public required IReadOnlyList<MirrorView> Mirrors { get; init; }
}

/// <summary>Sum of a ledger's balances.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Accounts">How many accounts it has.</param>
/// <param name="Sum">Sum of their balances: zero.</param>
public sealed record LedgerSum(string Ledger, int Accounts, Money Sum);

/// <summary>A community's account at the region and its own region account, in the region's unit.</summary>
/// <param name="Ledger">The community's trading ledger.</param>
/// <param name="RegionSide">Balance of its account at the region, signed.</param>
/// <param name="CommunitySide">Net of the counter amounts on its region account, signed: minus the other.</param>
/// <param name="InFlight">Trades named in flight that explain a difference.</param>
/// <param name="Difference">Their sum less what is in flight: zero.</param>
public sealed record MirrorView(
    string Ledger, Money RegionSide, Money CommunitySide, IReadOnlyList<Guid> InFlight, Money Difference);

/// <summary>A settlement window, <c>[opens, closes)</c>.</summary>
public sealed record WindowView
{
    /// <summary>Number in the region, from 1.</summary>
    public required int No { get; init; }

    /// <summary>First moment in it.</summary>
    public required DateTimeOffset Opens { get; init; }

    /// <summary>First moment after it.</summary>
    public required DateTimeOffset Closes { get; init; }

    /// <summary>Its date in the books.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary><c>open</c>, <c>closing</c>, <c>closed</c> or <c>settled</c>.</summary>
    public required string Status { get; init; }

    /// <summary><c>none</c>, <c>preliminary</c> or <c>final</c>.</summary>
    public required string ReportStatus { get; init; }

    /// <summary>When it closed.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When every payment was confirmed.</summary>
    public DateTimeOffset? SettledAt { get; init; }

    /// <summary>
    /// Steps durably done: <c>closed</c>, <c>differencesBooked</c>, <c>planned</c>, <c>placed</c>, <c>settled</c>,
    /// <c>reportFinal</c>.
    /// </summary>
    public IReadOnlyList<string> Steps { get => field ?? []; init; }
}

/// <summary>How far a clearing run came.</summary>
/// <param name="Windows">Numbers of the windows it worked on, in order.</param>
/// <param name="Refusal">Why it stopped; null: nothing more to do now.</param>
/// <param name="IsReplay">Whether this id was carried out before.</param>
public sealed record ClearingView(IReadOnlyList<int> Windows, Problem? Refusal, bool IsReplay);

/// <summary>A window's report, recomputed from the journal.</summary>
public sealed record WindowReport
{
    /// <summary>The region.</summary>
    public required string Region { get; init; }

    /// <summary>The window.</summary>
    public required WindowView Window { get; init; }

    /// <summary>One per community, by code.</summary>
    public required IReadOnlyList<ReportLine> Lines { get; init; }

    /// <summary>The settlement payments, by account.</summary>
    public required IReadOnlyList<InstructionView> Instructions { get; init; }
}

/// <summary>
/// One community's line in a window's report: opening − paid + received = position = carried + settled.
/// </summary>
public sealed record ReportLine
{
    /// <summary>Its account in the region's ledger.</summary>
    public required string Account { get; init; }

    /// <summary>Balance when the window opened, signed.</summary>
    public required Money Opening { get; init; }

    /// <summary>Debits of the window, not negative.</summary>
    public required Money Paid { get; init; }

    /// <summary>Credits of the window, not negative.</summary>
    public required Money Received { get; init; }

    /// <summary>Signed.</summary>
    public required Money Position { get; init; }

    /// <summary>What it may carry, not negative; null before the settlement is planned.</summary>
    public Money? CarryLimit { get; init; }

    /// <summary>What it carries into the next window, signed; null before the settlement is planned.</summary>
    public Money? Carried { get; init; }

    /// <summary>Settled in cash, signed: negative pays in; null before the settlement is planned.</summary>
    public Money? Settled { get; init; }
}

/// <summary>A settlement payment.</summary>
public sealed record InstructionView
{
    /// <summary>Its id, to confirm it by.</summary>
    public required Guid Id { get; init; }

    /// <summary>Number of its window.</summary>
    public required int Window { get; init; }

    /// <summary>The community's account in the region's ledger.</summary>
    public required string Account { get; init; }

    /// <summary><c>payIn</c> or <c>payOut</c>, seen from the region.</summary>
    public required string Direction { get; init; }

    /// <summary>More than zero.</summary>
    public required Money Amount { get; init; }

    /// <summary><c>planned</c>, <c>pending</c> or <c>confirmed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Last day to pay in time.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>When it was confirmed.</summary>
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>Whether its payer is late and may not buy.</summary>
    public bool IsInArrears { get; init; }
}
