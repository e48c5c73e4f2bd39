using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.MutualCredit;

namespace Regional.Contracts.Queries;

/// <summary>What people read of mutual credit beyond accounts and payments. Committed rows.</summary>
public interface ICreditQueries
{
    /// <summary>Switches of a ledger's mutual credit, newest first: the first one is in force. None: it is on.</summary>
    Task<Page<CreditSwitchDetail>> FindSwitchesAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken);

    /// <summary>What the model would grant, account by account; nothing is written.</summary>
    Task<Page<ReviewedLimit>> ReviewAsync(LimitQuestion asked, CancellationToken cancellationToken);

    /// <summary>An account's limits as they were set, newest first.</summary>
    Task<Page<LimitChangeDetail>> FindLimitsAsync(
        AccountId account, PageRequest page, CancellationToken cancellationToken);

    /// <summary>The health of a ledger's credit over some business dates.</summary>
    Task<CreditIndicators> FindIndicatorsAsync(
        LedgerId ledger, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>What members paid between two business dates, by purpose; forced transfers are not counted.</summary>
    Task<ImmutableArray<PurposeTurnover>> FindPurposesAsync(
        LedgerId ledger, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>
    /// How many payments between two business dates left one of these accounts below its floor as it is, and below the one
    /// that would be granted. Forced transfers are not counted.
    /// </summary>
    Task<(long Before, long After)> CountBeyondAsync(
        IReadOnlyList<ReviewedLimit> accounts, DateOnly from, DateOnly to, CancellationToken cancellationToken);

    /// <summary>
    /// What moved balances of a ledger, posting by posting in the order of the journal, up to a business date and to what
    /// had committed when it began. Read page by page.
    /// </summary>
    IAsyncEnumerable<PastPosting> ReadPastAsync(LedgerId ledger, DateOnly to, CancellationToken cancellationToken);

    /// <summary>Members' accounts with a balance that was last at zero before a business date, in order of their ids.</summary>
    Task<Page<StagnantAccount>> FindStagnantAsync(
        LedgerId ledger, DateOnly before, PageRequest page, CancellationToken cancellationToken);
}

/// <summary>One switch, as it was made.</summary>
/// <param name="No">The order in which they were made.</param>
/// <param name="IsOn">Whether members may go below zero from then on.</param>
/// <param name="At">When.</param>
/// <param name="Actor">By whom.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operation">The command.</param>
public sealed record CreditSwitchDetail(
    long No, bool IsOn, DateTimeOffset At, string Actor, string? Reason, OperationId Operation);

/// <summary>A change of an account's limits or status.</summary>
public sealed record LimitChangeDetail
{
    /// <summary>The account's version after it; the order of changes.</summary>
    public required long Version { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Least balance from then on, minor units; null: none.</summary>
    public long? FloorMinor { get; init; }

    /// <summary>Greatest balance from then on, minor units; null: none.</summary>
    public long? CeilingMinor { get; init; }

    /// <summary>The command.</summary>
    public required OperationId Operation { get; init; }

    /// <summary>What a model granted them on; null: they were set by hand.</summary>
    public GrantDetail? Grant { get; init; }
}

/// <summary>What a model granted, and on what. Minor units.</summary>
/// <param name="Model">Word of the terms.</param>
/// <param name="AsOf">The date whose terms and sales counted.</param>
/// <param name="PayrollMinor">Riegel's payroll power.</param>
/// <param name="CommercialMinor">Riegel's commercial power.</param>
/// <param name="SalesMinor">Sales in the months that counted (Greco).</param>
/// <param name="CountedMinor">Those that counted after wash damping.</param>
/// <param name="Months">Over how many months.</param>
/// <param name="MonthlyPayMinor">Declared pay (Riegel).</param>
public sealed record GrantDetail(
    string Model, DateOnly AsOf, long PayrollMinor, long CommercialMinor, long SalesMinor, long CountedMinor, int Months,
    long MonthlyPayMinor);

/// <summary>A ledger's credit in figures. Minor units; members' accounts that are not closed.</summary>
/// <param name="Accounts">How many there are.</param>
/// <param name="AccountsBelowZero">How many are below zero.</param>
/// <param name="TurnoverMinor">What members paid and were paid from outside, posted and not corrected, between the dates.</param>
/// <param name="Payments">How many payments that were.</param>
/// <param name="OpeningVolumeMinor">Sum of positive balances before the first date.</param>
/// <param name="ClosingVolumeMinor">Sum of positive balances at the last date.</param>
/// <param name="DebtMinor">Sum of what accounts are below zero now, of accounts with a limit.</param>
/// <param name="LinesMinor">Sum of credit limits now.</param>
/// <param name="Unlimited">Accounts without any floor, which are in neither sum.</param>
public sealed record CreditIndicators(
    long Accounts, long AccountsBelowZero, long TurnoverMinor, long Payments, long OpeningVolumeMinor,
    long ClosingVolumeMinor, long DebtMinor, long LinesMinor, long Unlimited);

/// <summary>Payments for one purpose.</summary>
/// <param name="Purpose">Its code.</param>
/// <param name="Payments">How many.</param>
/// <param name="AmountMinor">What they came to, minor units.</param>
public sealed record PurposeTurnover(string Purpose, long Payments, long AmountMinor);

/// <summary>An account that has not been at zero for long.</summary>
/// <param name="Account">Its id.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its holder.</param>
/// <param name="BalanceMinor">Signed, now.</param>
/// <param name="CrossedOn">Last business date on which its balance was, left or passed zero.</param>
public sealed record StagnantAccount(AccountId Account, string Code, string Name, long BalanceMinor, DateOnly CrossedOn);
