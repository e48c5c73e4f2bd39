using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Contracts.Periods;

/// <summary>What the end of a period must know. Committed rows; dates are the database's, in the region's time zone.</summary>
public interface IPeriodReader
{
    /// <summary>A period with its marks and steps; null: there is none.</summary>
    Task<BookPeriod?> FindAsync(LedgerId ledger, int no, CancellationToken cancellationToken);

    /// <summary>A ledger's periods, newest first.</summary>
    Task<ImmutableArray<BookPeriod>> FindAllAsync(LedgerId ledger, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Periods of a community's ledgers whose end is under way or due at a moment, oldest first. One that the journal would
    /// not let begin yet is not named: its refusal would stand for ever. Nor is one that was over when the ledger's first
    /// calendar was set: whoever opens the books in the past enters history, and says when a period is complete.
    /// </summary>
    Task<ImmutableArray<DuePeriod>> FindDueAsync(
        CommunityId community, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Communities for which the above names a period, by id.</summary>
    Task<ImmutableArray<CommunityId>> FindDueCommunitiesAsync(DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Whether any ledger of the community has a period calendar.</summary>
    Task<bool> HasPeriodsAsync(CommunityId community, CancellationToken cancellationToken);

    /// <summary>Accounts of the period's ledger with their totals, by id.</summary>
    /// <param name="period">Its totals are complete.</param>
    /// <param name="after">Accounts beyond this one.</param>
    /// <param name="countMax">How many at most.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<ImmutableArray<PeriodAccount>> ReadAccountsAsync(
        BookPeriod period, AccountId after, int countMax, CancellationToken cancellationToken);

    /// <summary>A step's own rows for these accounts. Called only for steps that have state.</summary>
    Task<PeriodState> ReadStateAsync(
        LedgerTerms ledger, IPeriodStep step, PeriodContext context, ImmutableArray<PeriodAccount> accounts,
        CancellationToken cancellationToken);

    /// <summary>How many of these postings stand in the journal: none that is counted ever goes away.</summary>
    Task<int> CountPostedAsync(ImmutableArray<OperationId> postings, CancellationToken cancellationToken);

    /// <summary>Accounts of a period for which a step could not be carried out.</summary>
    Task<ImmutableArray<StepException>> FindExceptionsAsync(
        PeriodId period, int limit, CancellationToken cancellationToken);
}

/// <summary>A period as committed.</summary>
/// <param name="Span">Number, place and dates.</param>
/// <param name="Ledger">Its ledger.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Accounts">Accounts of the ledger when its end began; null: it has not.</param>
/// <param name="Marks">Who took it to which state, in order.</param>
/// <param name="Steps">How far its end came, in order.</param>
/// <param name="Totals">The stored report of a totalled period; null: not totalled yet.</param>
public sealed record BookPeriod(
    PeriodSpan Span, LedgerId Ledger, PeriodStatus Status, long? Accounts, ImmutableArray<PeriodMark> Marks,
    ImmutableArray<StepProgress> Steps, PeriodReportTotals? Totals);

/// <summary>Who took a period to a state.</summary>
public sealed record PeriodMark(PeriodStatus Status, DateTimeOffset At, string Actor, string? Reason, OperationId Operation);

/// <summary>How far a step came.</summary>
/// <param name="Step">Its name.</param>
/// <param name="After">Accounts up to this one are done.</param>
/// <param name="Accounts">How many are done.</param>
/// <param name="Postings">Postings made.</param>
/// <param name="Records">Rows written.</param>
/// <param name="Exceptions">Accounts for which it could not be carried out.</param>
/// <param name="IsDone">Whether all accounts are done.</param>
public sealed record StepProgress(
    string Step, AccountId After, long Accounts, long Postings, long Records, long Exceptions, bool IsDone);

/// <summary>
/// A totalled period's sums over all accounts of the ledger, minor units; one beyond what a long holds is written as
/// ±<see cref="long.MaxValue"/>.
/// </summary>
/// <param name="Accounts">How many accounts.</param>
/// <param name="MovedAccounts">How many had lines in the period.</param>
/// <param name="Debits">All debits; equal to all credits.</param>
/// <param name="Credits">All credits.</param>
/// <param name="PositiveBalances">Sum of closing balances above zero.</param>
/// <param name="NegativeBalances">Sum of closing balances below zero, signed.</param>
/// <param name="Postings">Postings that the period's end made.</param>
/// <param name="Exceptions">Accounts for which a step could not be carried out.</param>
public sealed record PeriodReportTotals(
    long Accounts, long MovedAccounts, long Debits, long Credits, long PositiveBalances, long NegativeBalances,
    long Postings, long Exceptions);

/// <summary>A period whose end is under way or due.</summary>
public sealed record DuePeriod(LedgerId Ledger, int No);

/// <summary>An account for which a step could not be carried out.</summary>
public sealed record StepException(string Step, AccountId Account, string AccountCode, Refusal Refusal);
