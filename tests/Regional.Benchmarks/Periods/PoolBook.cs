using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Directory;
using Regional.Storage.Journal;
using Regional.Storage.Registry;
using Regional.Storage.Schema;

namespace Regional.Benchmarks.Periods;

/// <summary>
/// A savings pool with many members in an empty database: each has deposited once, on the day of its first period. Region,
/// ledger and calendar by the product's own commands; accounts and deposits set-wise, as the journal would have kept them.
/// </summary>
/// <param name="Community">The pool's community.</param>
/// <param name="Ledger">Its ledger, whose periods are days and have been over for a while.</param>
internal sealed record PoolBook(CommunityId Community, LedgerId Ledger)
{
    private const int ChunkSize = 250_000;
    private const string Actor = "coordinator:bench";

    private static readonly Currency Unit = new("UNIT", 2);

    // Member n deposits 100 + n, so that no two accounts end alike.
    private const string Accounts = """
        insert into accounts (ledger_id, code, name, role, operation, credits_posted, entries, version)
        select $1, 'm' || n, 'Member ' || n, 1, gen_random_uuid(), 100 + n, 1, 1
        from generate_series(0::bigint, $2::bigint - 1) n
        """;

    private const string Deposits = """
        with rows as materialized (
          select n, gen_random_uuid() as id, a.id as member
          from generate_series($1::bigint, $2::bigint - 1) n
          join accounts a on a.ledger_id = $3 and a.code = 'm' || n),
        written as (
          insert into operations (id, kind, fingerprint, ledger_id, actor, at, commit_no)
          select id, 1, '\x00'::bytea, $3, 'member:bench', clock_timestamp(), $4 from rows)
        insert into transfers (commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action,
          kind, purpose, business_date, at, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
        select $4, (n - $1 + 1)::integer, id, 0, $3, $5, member, 100 + n, 1, 2, 'currency', $6, clock_timestamp(),
          n + 1, -(100 * (n + 1) + n * (n + 1) / 2), 1, 100 + n, 'member:bench'
        from rows
        """;

    public static async Task<PoolBook> MakeAsync(string connectionString, NpgsqlDataSource source, long members)
    {
        await using var database = new RegionalDatabase(new() { ConnectionString = connectionString });
        await database.PrepareAsync(CancellationToken.None);
        var journal = new PostgresJournalStore(
            database, new CommandExecutor(database), NullLogger<PostgresJournalStore>.Instance);
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-10);
        var region = await DoAsync(journal, new CreateRegion("bench", "bench", Unit, "UTC", CapPolicy.Refuse) { Id = NewId(), Actor = Actor });
        var community = new CommunityId(int.Parse((await DoAsync(journal, new CreateCommunity(
            new RegionId(int.Parse(region["region"])), "pool", "pool") { Id = NewId(), Actor = Actor }))["community"]));
        var ledger = new LedgerId(int.Parse((await DoAsync(journal, new CreateLedger(
            community, "pool", Unit, "savings-pool", IsTrading: true) { Id = NewId(), Actor = Actor }))["ledger"]));
        await DoAsync(journal, new SetPeriodCalendar(ledger, "daily", new TimeOnly(23, 59), Weekend: [], Holidays: [], first)
        {
            Id = NewId(),
            Actor = Actor,
        });
        var terms = (await new LedgerDirectory(database).FindLedgerAsync(ledger, CancellationToken.None))!;
        await FillAsync(source, ledger, terms.SystemAccounts[AccountRole.PoolBank], members, first);
        return new PoolBook(community, ledger);
    }

    private static async Task FillAsync(
        NpgsqlDataSource source, LedgerId ledger, AccountId bank, long members, DateOnly date)
    {
        await ExecuteAsync(source, Accounts, ledger.Value, members);
        await ExecuteAsync(source, "analyze accounts");
        var commit = 1_000L;
        for (var from = 0L; from < members; from += ChunkSize, commit++)
        {
            var to = Math.Min(from + ChunkSize, members);
            await ExecuteAsync(source, Deposits, from, to, ledger.Value, commit, bank.Value, date);
            await ExecuteAsync(
                source,
                "insert into commits (no, xid, epoch, at, writer, members) values ($1, pg_current_xact_id(), 1, clock_timestamp(), 'filler', $2)",
                commit, (int)(to - from));
        }

        await ExecuteAsync(
            source,
            "update accounts set debits_posted = 100 * $2 + $2 * ($2 - 1) / 2, entries = $2, version = version + 1 where id = $1",
            bank.Value, members);
        await ExecuteAsync(source, "select setval('commit_numbers', $1)", commit);
        await ExecuteAsync(source, "vacuum analyze");
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql, params object[] values)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IReadOnlyDictionary<string, string>> DoAsync(IJournalStore journal, Command command) =>
        await journal.ExecuteAsync(command, CancellationToken.None) switch
        {
            CommandOutcome.Done done => done.Result,
            var other => throw new InvalidOperationException($"{command.Kind} was answered {other}."),
        };

    private static OperationId NewId() => new(Guid.CreateVersion7());
}
