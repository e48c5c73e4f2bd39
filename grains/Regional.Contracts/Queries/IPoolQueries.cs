using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Contracts.Queries;

/// <summary>What people read of a savings pool. Committed rows.</summary>
public interface IPoolQueries
{
    /// <summary>Agreements and proposals of a ledger, newest first; of one account only where it is named.</summary>
    Task<Page<AgreementDetail>> FindAgreementsAsync(
        LedgerId ledger, AccountId? account, PageRequest page, CancellationToken cancellationToken);

    /// <summary>One agreement with its votes and signatures; null: there is none.</summary>
    Task<AgreementDetail?> FindAgreementAsync(OperationId agreement, CancellationToken cancellationToken);

    /// <summary>
    /// A month end of the whole pool: every account that has a balance or points, members by code, then the ledger's own.
    /// Null: the period does not exist or is not totalled.
    /// </summary>
    Task<PoolStatementDetail?> FindStatementAsync(LedgerId ledger, int period, CancellationToken cancellationToken);

    /// <summary>An account's month ends, newest first.</summary>
    Task<Page<AccountMonthDetail>> FindMonthsAsync(
        AccountId account, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Points after the last month end; zero where there was none.</summary>
    Task<long> FindPointsAsync(AccountId account, CancellationToken cancellationToken);
}

/// <summary>A loan as proposed, agreed and drawn.</summary>
public sealed record AgreementDetail
{
    /// <summary>The proposal's id.</summary>
    public required OperationId Id { get; init; }

    /// <summary>The ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>The borrower's account.</summary>
    public required AccountName Account { get; init; }

    /// <summary>What may be drawn altogether.</summary>
    public required Amount Amount { get; init; }

    /// <summary>What has been drawn, minor units.</summary>
    public required long DrawnMinor { get; init; }

    /// <summary>Months of repayment.</summary>
    public required int TermMonths { get; init; }

    /// <summary>Repayment a month, then saving a month, and what the plan starts from: the last draw, or the proposal.</summary>
    public required PlanStart Start { get; init; }

    /// <summary>Where it stands.</summary>
    public required ProposalStatus Status { get; init; }

    /// <summary>When it was proposed.</summary>
    public required DateTimeOffset ProposedAt { get; init; }

    /// <summary>When it was decided or ended; null: it is open.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Who proposed it.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>Votes in force, by member's code.</summary>
    public required ImmutableArray<VoteDetail> Votes { get; init; }

    /// <summary>Codes of those who signed, in order.</summary>
    public required ImmutableArray<string> Signatures { get; init; }

    /// <summary>Against its plan at the last month end; null: nothing is drawn, or there was none since.</summary>
    public PlanStanding? Standing { get; init; }
}

/// <summary>A vote in force.</summary>
/// <param name="Member">Code of the member.</param>
/// <param name="Choice">For, against, abstains.</param>
/// <param name="At">When.</param>
public sealed record VoteDetail(string Member, VoteChoice Choice, DateTimeOffset At);

/// <summary>A month end of a pool.</summary>
/// <param name="Period">Number of the period.</param>
/// <param name="FirstDate">Its first date.</param>
/// <param name="LastDate">Its last date.</param>
/// <param name="LedgerCode">The ledger.</param>
/// <param name="Currency">The unit of balances and points.</param>
/// <param name="Lines">Members by code, then the ledger's own accounts.</param>
/// <param name="Overdue">Agreements behind their plan at that month end.</param>
public sealed record PoolStatementDetail(
    int Period, DateOnly FirstDate, DateOnly LastDate, string LedgerCode, Currency Currency,
    ImmutableArray<PoolStatementLine> Lines, ImmutableArray<OverduePlan> Overdue);

/// <summary>One account at a month end.</summary>
/// <param name="Code">The account.</param>
/// <param name="Name">Whose it is.</param>
/// <param name="Role">Member, or the ledger's own.</param>
/// <param name="Line">Balance, points before and after.</param>
public sealed record PoolStatementLine(string Code, string Name, AccountRole Role, PointsLine Line);

/// <summary>An agreement behind its plan.</summary>
/// <param name="Agreement">The agreement.</param>
/// <param name="Code">The borrower's account.</param>
/// <param name="Name">The borrower.</param>
/// <param name="Standing">What the plan expects and what there is.</param>
public sealed record OverduePlan(OperationId Agreement, string Code, string Name, PlanStanding Standing);

/// <summary>One month end of an account.</summary>
/// <param name="Period">Number of the period.</param>
/// <param name="LastDate">Its last date.</param>
/// <param name="Line">Balance, points before and after.</param>
public sealed record AccountMonthDetail(int Period, DateOnly LastDate, PointsLine Line);
