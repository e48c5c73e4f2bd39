using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Simulation.Model;
using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

/// <summary>The model with one region, for the contract suite.</summary>
internal sealed class ModelWorld : IJournalWorld
{
    private static readonly TimeSpan HoldTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TickTime = TimeSpan.FromMilliseconds(1);

    private readonly RegionId _region;
    private readonly LedgerId _regionLedger;
    private int _count;

    public ModelWorld()
    {
        Database = new ModelDatabase(Time) { OnTransaction = Ticking };
        var made = Do(new CreateRegion("region", "Region", Postings.Unit, "UTC", CapPolicy.Refuse) { Id = NewId(), Actor = "test" });
        _region = new RegionId(int.Parse(made["region"], CultureInfo.InvariantCulture));
        _regionLedger = new LedgerId(int.Parse(made["ledger"], CultureInfo.InvariantCulture));
    }

    public ManualTime Time { get; } = new();

    public ModelDatabase Database { get; }

    public IJournalStore Store => Database.Store;

    public ILedgerDirectory Directory => Database.Directory;

    public IClearingReader Clearing => Database.Clearing;

    public Task<LedgerId> AddLedgerAsync(bool isRegional = false)
    {
        if (isRegional)
        {
            return Task.FromResult(_regionLedger);
        }

        var code = $"community-{++_count}";
        var community = new CommunityId(Number(
            Do(new CreateCommunity(_region, code, code) { Id = NewId(), Actor = "test" }), "community"));
        return Task.FromResult(new LedgerId(Number(
            Do(new CreateLedger(community, code, Postings.Unit, "mutual-credit", IsTrading: true)
            {
                Id = NewId(),
                Actor = "test",
            }),
            "ledger")));
    }

    public Task<AccountId> OpenAccountAsync(
        LedgerId ledger, long? floor = null, long? ceiling = null, AccountRole role = AccountRole.Member)
    {
        var code = $"account-{++_count}";
        return Task.FromResult(
            Database.Tables.OpenAccount(ledger, code, code, role, floor: floor, ceiling: ceiling).State.Id);
    }

    public Task SetLimitsAsync(AccountId account, long? floor, long? ceiling) =>
        ChangeAsync(account, state => state with { Floor = floor, Ceiling = ceiling });

    public Task SetStatusAsync(AccountId account, AccountStatus status) =>
        ChangeAsync(account, state => state with { Status = status });

    public Task RaiseTermsAsync(LedgerId ledger)
    {
        Database.Tables.Ledger(ledger)!.TermsVersion++;
        return Task.CompletedTask;
    }

    public Task<PeriodSpan> CloseBooksAsync(LedgerId ledger, DateOnly until, bool isTotalling)
    {
        var span = new PeriodSpan(new PeriodId(Database.Tables.PeriodIds.Next()), No: 1, new DateOnly(2000, 1, 1), until);
        Database.Tables.Books[ledger] = new PeriodBooks(until, isTotalling ? span : null);
        return Task.FromResult(span);
    }

    public Task PassAsync(TimeSpan time)
    {
        Time.Advance(time);
        return Task.CompletedTask;
    }

    public async Task<AccountState> ReadAsync(AccountId account) =>
        await Database.Directory.FindAccountAsync(account, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no account {account}.");

    public Task<IHangingCommit> HangAsync(Posting posting, bool commits) => HangAsync(
        () => Database.Store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None), commits);

    public Task<IHangingCommit> HangJudgedAsync(ImmutableArray<Posting> postings, bool commits) => HangAsync(
        () => Database.Store.CommitAsync(new JournalBatch([], postings), CancellationToken.None), commits);

    public Task<IHangingCommit> HangAsync(RequestPayment request, bool commits) => HangAsync(
        () => Database.Store.ExecuteAsync(request, CancellationToken.None), commits);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static OperationId NewId() => Postings.NewId();

    private static int Number(IReadOnlyDictionary<string, string> result, string name) =>
        int.Parse(result[name], CultureInfo.InvariantCulture);

    // No two transactions decide in the same moment, as no two of a server do.
    private TransactionFate Ticking(TransactionInfo transaction)
    {
        Time.Advance(TickTime);
        return TransactionFate.AtOnce;
    }

    private Task<IHangingCommit> HangAsync(Func<Task> send, bool commits)
    {
        Database.OnTransaction = _ => new TransactionFate.Held(TimeSpan.Zero, HoldTime, HoldTime, commits);
        var told = send();
        Database.OnTransaction = Ticking;
        return Task.FromResult<IHangingCommit>(new HangingCommit(Time, told));
    }

    private Task ChangeAsync(AccountId account, Func<AccountState, AccountState> change)
    {
        var row = Database.Tables.Account(account)!;
        row.State = change(row.State) with { Version = row.State.Version + 1 };
        return Task.CompletedTask;
    }

    private IReadOnlyDictionary<string, string> Do(Command command)
    {
        var answer = Database.Store.ExecuteAsync(command, CancellationToken.None);
        Assert.True(answer.IsCompletedSuccessfully);
        return Assert.IsType<CommandOutcome.Done>(answer.Result).Result;
    }

    private sealed class HangingCommit(ManualTime time, Task told) : IHangingCommit
    {
        public Task<bool> KeepsWaitingAsync(Task other) => Task.FromResult(!other.IsCompleted);

        public async Task EndAsync()
        {
            time.Advance(HoldTime);
            await Assert.ThrowsAsync<OutcomeUnknown>(() => told);
        }
    }
}
