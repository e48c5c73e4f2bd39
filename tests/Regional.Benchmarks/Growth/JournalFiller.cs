using Npgsql;
using Regional.Benchmarks.Towns;

namespace Regional.Benchmarks.Growth;

/// <summary>
/// Fills a journal with transfers as years of use would, set-wise and without grains: every number and balance as the
/// journal itself would have given it, so that audits hold.
/// </summary>
internal static class JournalFiller
{
    // A commit of this many; large enough to be quick, small enough to show progress of the server.
    private const int ChunkSize = 250_000;

    // Rows fall on accounts in turn (a ring), so that numbers and balances are known without counting: each account pays
    // its neighbour, and is paid by the other, once a round. In the long statement's part account 0 is paid each time.
    private const string Ring = """
        with rows as (
          select n, (n % $3) as payer, ((n + 1) % $3) as payee, n / $3 as round
          from generate_series($1::bigint, $2::bigint - 1) n),
        ids as (select r.*, gen_random_uuid() as id from rows r),
        written as (
          insert into operations (id, kind, fingerprint, ledger_id, actor, at, commit_no)
          select id, 1, '\x00'::bytea, $4, 'member:bench', clock_timestamp(), $5 from ids)
        insert into transfers (commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action,
          kind, purpose, business_date, at, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
        select $5, (n - $1 + 1)::integer, id, 0, $4, $6 + payer, $6 + payee, 100, 1, 1, 'goods', current_date,
          clock_timestamp(),
          case when payer = 0 then 2 * round + 1 else 2 * round + 2 end,
          case when payer = 0 then -100 else 0 end,
          case when payee = 0 then 2 * round + 2 else 2 * round + 1 end,
          case when payee = 0 then 0 else 100 end,
          'member:bench'
        from ids
        """;

    private const string Counters = """
        update accounts a set debits_posted = 100 * s.rounds, credits_posted = 100 * s.rounds, entries = 2 * s.rounds,
          version = a.version + 1
        from (select $1::bigint as rounds) s where a.id between $2 and $3 - 1 and s.rounds > 0
        """;

    private const string Long = """
        with rows as (
          select n, 1 + n % ($3 - 1) as payer, n / ($3 - 1) as round, n as place
          from generate_series($1::bigint, $2::bigint - 1) n),
        ids as (select r.*, gen_random_uuid() as id from rows r),
        written as (
          insert into operations (id, kind, fingerprint, ledger_id, actor, at, commit_no)
          select id, 1, '\x00'::bytea, $4, 'member:bench', clock_timestamp(), $5 from ids)
        insert into transfers (commit_no, ordinal, operation, leg, ledger_id, debit_account, credit_account, amount, action,
          kind, purpose, business_date, at, debit_entry, debit_balance, credit_entry, credit_balance, entered_by)
        select $5, (n - $1 + 1)::integer, id, 0, $4, $6 + payer, $6, 1, 1, 1, 'goods', current_date, clock_timestamp(),
          $7 + round + 1, -(round + 1), $7 + place + 1, place + 1, 'member:bench'
        from ids
        """;

    private const string LongCounters = """
        update accounts a set debits_posted = a.debits_posted + case when a.id = $1 then 0 else s.paid end,
          credits_posted = a.credits_posted + case when a.id = $1 then $3 else 0 end,
          entries = a.entries + case when a.id = $1 then $3 else s.paid end, version = a.version + 1
        from (
          select $1::bigint + 1 + k as id, ($3 / ($2 - 1)) + case when k < $3 % ($2 - 1) then 1 else 0 end as paid
          from generate_series(0::bigint, $2::bigint - 2) k
          union all select $1::bigint, 0) s
        where a.id = s.id
        """;

    public static async Task FillAsync(NpgsqlDataSource source, Town town, long transfers, long longEntries)
    {
        var (members, first, ledger) = ((long)town.Main.Members.Length, town.Main.Members[0], town.Main.Ledger);
        var commit = 1_000L;
        var rounds = transfers / members;
        for (var from = 0L; from < rounds * members; from += ChunkSize, commit++)
        {
            var to = Math.Min(from + ChunkSize, rounds * members);
            await ExecuteAsync(source, Ring, from, to, members, ledger, commit, first);
            await RecordAsync(source, commit, (int)(to - from));
        }

        await ExecuteAsync(source, Counters, rounds, first, first + members);
        for (var from = 0L; from < longEntries; from += ChunkSize, commit++)
        {
            var to = Math.Min(from + ChunkSize, longEntries);
            await ExecuteAsync(source, Long, from, to, members, ledger, commit, first, 2 * rounds);
            await RecordAsync(source, commit, (int)(to - from));
        }

        if (longEntries > 0)
        {
            await ExecuteAsync(source, LongCounters, first, members, longEntries);
        }

        await ExecuteAsync(source, "select setval('commit_numbers', $1)", commit);
        await ExecuteAsync(source, "vacuum analyze");
    }

    private static Task RecordAsync(NpgsqlDataSource source, long commit, int members) => ExecuteAsync(
        source,
        "insert into commits (no, xid, epoch, at, writer, members) values ($1, pg_current_xact_id(), 1, clock_timestamp(), 'filler', $2)",
        commit, members);

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
}
