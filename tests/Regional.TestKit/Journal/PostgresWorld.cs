using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Clearing;
using Regional.Storage.Directory;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.TestKit.Journal;

/// <summary>The PostgreSQL store on a fresh database.</summary>
public sealed class PostgresWorld : IJournalWorld
{
    private readonly int _region;
    private readonly LedgerId _regionLedger;

    private PostgresWorld(TestDatabase test, LedgerSeed seed, int region, LedgerId regionLedger)
    {
        (Test, Seed, _region, _regionLedger) = (test, seed, region, regionLedger);
        Store = NewStore(test.Database);
        Directory = new LedgerDirectory(test.Database);
        Clearing = new ClearingReader(test.Database);
    }

    /// <inheritdoc />
    public IJournalStore Store { get; }

    /// <inheritdoc />
    public ILedgerDirectory Directory { get; }

    /// <inheritdoc />
    public IClearingReader Clearing { get; }

    /// <summary>Its database.</summary>
    public TestDatabase Test { get; }

    /// <summary>Its rows.</summary>
    public LedgerSeed Seed { get; }

    /// <summary>The number of its region.</summary>
    public int Region => _region;

    /// <summary>The region's own ledger.</summary>
    public LedgerId RegionLedger => _regionLedger;

    /// <summary>A fresh database with one region.</summary>
    public static async Task<PostgresWorld> OpenAsync() => await OpenAsync(await TestDatabase.CreateAsync());

    /// <summary>One region in this migrated database, which the world then owns.</summary>
    public static async Task<PostgresWorld> OpenAsync(TestDatabase test)
    {
        var seed = new LedgerSeed(test.Database.Source);
        var (region, ledger) = await seed.AddRegionAsync();
        return new PostgresWorld(test, seed, region, ledger);
    }

    /// <summary>A store on a pool, as a silo composes it.</summary>
    public static IJournalStore NewStore(RegionalDatabase database) => new PostgresJournalStore(
        database, new CommandExecutor(database), NullLogger<PostgresJournalStore>.Instance);

    /// <inheritdoc />
    public Task<LedgerId> AddLedgerAsync(bool isRegional = false) =>
        isRegional ? Task.FromResult(_regionLedger) : Seed.AddLedgerAsync(_region);

    /// <inheritdoc />
    public Task<AccountId> OpenAccountAsync(
        LedgerId ledger, long? floor = null, long? ceiling = null, AccountRole role = AccountRole.Member) =>
        Seed.OpenAccountAsync(ledger, floor, ceiling, role);

    /// <inheritdoc />
    public Task SetLimitsAsync(AccountId account, long? floor, long? ceiling) => ExecuteAsync(
        """
        update accounts set floor = $2, ceiling = $3, worst_low = null, worst_high = null, version = version + 1
        where id = $1
        """,
        account.Value, floor, ceiling);

    /// <inheritdoc />
    public Task SetStatusAsync(AccountId account, AccountStatus status) => ExecuteAsync(
        "update accounts set status = $2, version = version + 1 where id = $1", account.Value, (short)status);

    /// <inheritdoc />
    public Task RaiseTermsAsync(LedgerId ledger) =>
        ExecuteAsync("update ledgers set terms_version = terms_version + 1 where id = $1", ledger.Value);

    /// <inheritdoc />
    public async Task<PeriodSpan> CloseBooksAsync(LedgerId ledger, DateOnly until, bool isTotalling)
    {
        var first = new DateOnly(2000, 1, 1);
        var id = await Test.ScalarAsync<long>(
            $"""
            insert into periods (ledger_id, no, first_date, last_date, status)
            values ({ledger}, 1, '{first:O}', '{until:O}', {(isTotalling ? 2 : 3)}) returning id
            """);
        await ExecuteAsync(
            """
            insert into books (ledger_id, closed_until, totalling, totalling_no, totalling_first, totalling_last)
            select $1, $2, id, no, first_date, last_date
            from (select) one left join periods p on p.id = $3 and p.status = 2
            """,
            ledger.Value, until, id);
        return new PeriodSpan(new PeriodId(id), No: 1, first, until);
    }

    /// <inheritdoc />
    public async Task PassAsync(TimeSpan time)
    {
        await ExecuteAsync("update pendings set expires_at = expires_at - $1 where status = 1", time);
        await ExecuteAsync("update payment_requests set expires_at = expires_at - $1 where status = 1", time);
    }

    /// <inheritdoc />
    public async Task<AccountState> ReadAsync(AccountId account) =>
        await Directory.FindAccountAsync(account, CancellationToken.None)
        ?? throw new InvalidOperationException($"There is no account {account}.");

    /// <inheritdoc />
    public async Task<IHangingCommit> HangAsync(Posting posting, bool commits) =>
        await PostgresHangingCommit.StartAsync(
            Test,
            $"select from accounts where id = {posting.Legs[0].Debit} for update",
            store => store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None),
            commits);

    /// <inheritdoc />
    public async Task<IHangingCommit> HangJudgedAsync(ImmutableArray<Posting> postings, bool commits) =>
        await PostgresHangingCommit.StartAsync(
            Test,
            "lock table commits in share mode",
            store => store.CommitAsync(new JournalBatch([], postings), CancellationToken.None),
            commits);

    /// <inheritdoc />
    public async Task<IHangingCommit> HangAsync(RequestPayment request, bool commits) =>
        await PostgresHangingCommit.StartAsync(
            Test,
            "lock table payment_requests in share mode",
            store => store.ExecuteAsync(request, CancellationToken.None),
            commits);

    /// <inheritdoc />
    public ValueTask DisposeAsync() => Test.DisposeAsync();

    private async Task ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Test.Database.Source.CreateCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }

        await command.ExecuteNonQueryAsync();
    }
}
