using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.TestKit.Journal;

/// <summary>A journal store with the few things a contract test must arrange around it. One region.</summary>
public interface IJournalWorld : IAsyncDisposable
{
    /// <summary>The store under test.</summary>
    IJournalStore Store { get; }

    /// <summary>What was committed.</summary>
    ILedgerDirectory Directory { get; }

    /// <summary>What a clearing run asks.</summary>
    IClearingReader Clearing { get; }

    /// <summary>A community's ledger in <see cref="Postings.Unit"/>, or the region's own with one open window.</summary>
    Task<LedgerId> AddLedgerAsync(bool isRegional = false);

    /// <summary>A new account at balance zero.</summary>
    Task<AccountId> OpenAccountAsync(
        LedgerId ledger, long? floor = null, long? ceiling = null, AccountRole role = AccountRole.Member);

    /// <summary>Sets limits as the registry does; tighter than the balance is allowed.</summary>
    Task SetLimitsAsync(AccountId account, long? floor, long? ceiling);

    /// <summary>Sets a status as the registry does.</summary>
    Task SetStatusAsync(AccountId account, AccountStatus status);

    /// <summary>Raises the ledger's terms by one version; from 1.</summary>
    Task RaiseTermsAsync(LedgerId ledger);

    /// <summary>Closes the ledger's first period, from the beginning until a date; its end is under way, or through.</summary>
    Task<PeriodSpan> CloseBooksAsync(LedgerId ledger, DateOnly until, bool isTotalling);

    /// <summary>Lets time pass for everything that expires.</summary>
    Task PassAsync(TimeSpan time);

    /// <summary>The account as committed.</summary>
    Task<AccountState> ReadAsync(AccountId account);

    /// <summary>
    /// Sends a posting by the fast path as a batch of its own and lets it hang before its commit, with its locks held.
    /// </summary>
    /// <param name="posting">One that the fast path takes.</param>
    /// <param name="commits">How it ends: by taking effect, or undone.</param>
    Task<IHangingCommit> HangAsync(Posting posting, bool commits);

    /// <summary>
    /// Sends these postings the second path and lets them hang when they have been judged, before their commit, with
    /// their locks held.
    /// </summary>
    /// <param name="postings">At least one of them is accepted.</param>
    /// <param name="commits">How they end: by taking effect, or undone.</param>
    Task<IHangingCommit> HangJudgedAsync(ImmutableArray<Posting> postings, bool commits);

    /// <summary>Sends a payment request and lets it hang before its commit, with its id taken.</summary>
    /// <param name="request">One that is not refused.</param>
    /// <param name="commits">How it ends: by taking effect, or undone.</param>
    Task<IHangingCommit> HangAsync(RequestPayment request, bool commits);
}

/// <summary>A commit that hangs.</summary>
public interface IHangingCommit
{
    /// <summary>Whether it keeps the other waiting: known as soon as it does, or as the other has ended before it.</summary>
    Task<bool> KeepsWaitingAsync(Task other);

    /// <summary>Lets it end as it was to end, and whoever waits for it go on.</summary>
    Task EndAsync();
}
