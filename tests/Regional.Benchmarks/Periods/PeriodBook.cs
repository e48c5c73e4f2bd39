using System.Collections.Frozen;
using System.Collections.Immutable;
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
/// A ledger with many members in an empty database: each has received once, on the day of its first period. Region, ledger,
/// terms and calendar by the product's own commands; accounts and receipts set-wise, as the journal would have kept them.
/// </summary>
/// <param name="Community">Its community.</param>
/// <param name="Ledger">The ledger, whose periods are days and have been over for a while.</param>
/// <param name="Own">The ledger's own accounts.</param>
internal sealed record PeriodBook(CommunityId Community, LedgerId Ledger, FrozenDictionary<AccountRole, AccountId> Own)
{
    private const int ChunkSize = 250_000;
    private const string Actor = "coordinator:bench";

    private static readonly Currency Unit = new("UNIT", 2);

    // Member n receives 100 + n, so that no two accounts end alike.
    private const string Accounts = """
        insert into accounts (ledger_id, code, name, role, operation, credits_posted, entries, version)
        select $1, 'm' || n, 'Member ' || n, 1, gen_random_uuid(), 100 + n, 1, 1
        from generate_series(0::bigint, $2::bigint - 1) n
        """;

    private const string Receipts = """
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

    /// <summary>Makes the database's schema and one such ledger in it.</summary>
    /// <param name="connectionString">The database, empty.</param>
    /// <param name="source">The same.</param>
    /// <param name="scheme">The ledger's.</param>
    /// <param name="payer">Which of the ledger's own accounts the members have received from.</param>
    /// <param name="terms">In force from the first period on.</param>
    /// <param name="members">How many.</param>
    public static async Task<PeriodBook> MakeAsync(
        string connectionString, NpgsqlDataSource source, string scheme, AccountRole payer,
        ImmutableSortedDictionary<string, string> terms, long members)
    {
        await using var database = new RegionalDatabase(new() { ConnectionString = connectionString });
        await database.PrepareAsync(CancellationToken.None);
        var journal = new PostgresJournalStore(
            database, new CommandExecutor(database), NullLogger<PostgresJournalStore>.Instance);
        var first = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-10);
        var region = await DoAsync(journal, new CreateRegion("bench", "bench", Unit, "UTC", CapPolicy.Refuse) { Id = NewId(), Actor = Actor });
        var community = new CommunityId(int.Parse((await DoAsync(journal, new CreateCommunity(
            new RegionId(int.Parse(region["region"])), "town", "town") { Id = NewId(), Actor = Actor }))["community"]));
        var ledger = new LedgerId(int.Parse((await DoAsync(journal, new CreateLedger(
            community, "town", Unit, scheme, IsTrading: true) { Id = NewId(), Actor = Actor }))["ledger"]));
        if (!terms.IsEmpty)
        {
            var today = DateOnly.FromDateTime(DateTime.UtcNow);
            await DoAsync(journal, new SetTerms(ledger, today, terms) { Id = NewId(), Actor = Actor });

            // As if they had been set in time: no command sets terms for days that are over.
            await ExecuteAsync(source, "update terms set valid_from = $2 where ledger_id = $1", ledger.Value, first);
        }

        await DoAsync(journal, new SetPeriodCalendar(ledger, "daily", new TimeOnly(23, 59), Weekend: [], Holidays: [], first)
        {
            Id = NewId(),
            Actor = Actor,
        });
        var own = (await new LedgerDirectory(database).FindLedgerAsync(ledger, CancellationToken.None))!.SystemAccounts;
        await FillAsync(source, ledger, own[payer], members, first);
        return new PeriodBook(community, ledger, own);
    }

    private static async Task FillAsync(
        NpgsqlDataSource source, LedgerId ledger, AccountId payer, long members, DateOnly date)
    {
        await ExecuteAsync(source, Accounts, ledger.Value, members);
        await ExecuteAsync(source, "analyze accounts");
        var commit = 1_000L;
        for (var from = 0L; from < members; from += ChunkSize, commit++)
        {
            var to = Math.Min(from + ChunkSize, members);
            await ExecuteAsync(source, Receipts, from, to, ledger.Value, commit, payer.Value, date);
            await ExecuteAsync(
                source,
                "insert into commits (no, xid, epoch, at, writer, members) values ($1, pg_current_xact_id(), 1, clock_timestamp(), 'filler', $2)",
                commit, (int)(to - from));
        }

        await ExecuteAsync(
            source,
            "update accounts set debits_posted = 100 * $2 + $2 * ($2 - 1) / 2, entries = $2, version = version + 1 where id = $1",
            payer.Value, members);
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
