using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.TestKit.Journal;

/// <summary>A world that several cases share, each with ledgers of its own: disposing it does nothing.</summary>
public sealed class BorrowedWorld(IJournalWorld world) : IJournalWorld
{
    /// <inheritdoc />
    public IJournalStore Store => world.Store;

    /// <inheritdoc />
    public ILedgerDirectory Directory => world.Directory;

    /// <inheritdoc />
    public IClearingReader Clearing => world.Clearing;

    /// <inheritdoc />
    public Task<LedgerId> AddLedgerAsync(bool isRegional = false) => world.AddLedgerAsync(isRegional);

    /// <inheritdoc />
    public Task<AccountId> OpenAccountAsync(
        LedgerId ledger, long? floor = null, long? ceiling = null, AccountRole role = AccountRole.Member) =>
        world.OpenAccountAsync(ledger, floor, ceiling, role);

    /// <inheritdoc />
    public Task SetLimitsAsync(AccountId account, long? floor, long? ceiling) =>
        world.SetLimitsAsync(account, floor, ceiling);

    /// <inheritdoc />
    public Task SetStatusAsync(AccountId account, AccountStatus status) => world.SetStatusAsync(account, status);

    /// <inheritdoc />
    public Task RaiseTermsAsync(LedgerId ledger) => world.RaiseTermsAsync(ledger);

    /// <inheritdoc />
    public Task<PeriodSpan> CloseBooksAsync(LedgerId ledger, DateOnly until, bool isTotalling) =>
        world.CloseBooksAsync(ledger, until, isTotalling);

    /// <inheritdoc />
    public Task PassAsync(TimeSpan time) => world.PassAsync(time);

    /// <inheritdoc />
    public Task<AccountState> ReadAsync(AccountId account) => world.ReadAsync(account);

    /// <inheritdoc />
    public Task<IHangingCommit> HangAsync(Posting posting, bool commits) => world.HangAsync(posting, commits);

    /// <inheritdoc />
    public Task<IHangingCommit> HangJudgedAsync(ImmutableArray<Posting> postings, bool commits) =>
        world.HangJudgedAsync(postings, commits);

    /// <inheritdoc />
    public Task<IHangingCommit> HangAsync(RequestPayment request, bool commits) => world.HangAsync(request, commits);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
