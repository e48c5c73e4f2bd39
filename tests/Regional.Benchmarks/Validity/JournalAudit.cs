using Npgsql;
using Regional.Benchmarks.Measuring;

namespace Regional.Benchmarks.Validity;

/// <summary>
/// Whether a run's figure counts: every acknowledged id is in the journal once, with as many transfers as it must have;
/// every ledger sums to zero; and an account's counters are what its transfers add up to.
/// </summary>
internal sealed class JournalAudit(NpgsqlDataSource source, JournalShape shape)
{
    private long _since;

    /// <summary>Starts from what the journal holds now.</summary>
    public async Task BeginAsync()
    {
        await using var command = source.CreateCommand(shape.Newest);
        _since = (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What is wrong, in words; empty: nothing.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync(IEnumerable<Acknowledged> acknowledged)
    {
        var wrong = new List<string>();
        var stored = await ReadStoredAsync();
        foreach (var (id, transfers) in acknowledged.SelectMany(static one => one.Ids))
        {
            if (!stored.Remove(id, out var found))
            {
                wrong.Add($"{id} was acknowledged and is not in the journal, or was acknowledged twice");
            }
            else if (found != transfers)
            {
                wrong.Add($"{id} has {found} transfers in the journal instead of {transfers}");
            }
        }

        await foreach (var ledger in ReadAsync(shape.Unbalanced))
        {
            wrong.Add($"ledger {ledger} does not sum to zero");
        }

        await foreach (var account in ReadAsync(shape.Disagreeing))
        {
            wrong.Add($"account {account} does not agree with its transfers");
        }

        return wrong;
    }

    // The whole of what was written since the last audit, by operation: nothing else writes here.
    private async Task<Dictionary<Guid, long>> ReadStoredAsync()
    {
        var stored = new Dictionary<Guid, long>();
        await using var command = source.CreateCommand(shape.Stored);
        command.CommandTimeout = 0;
        command.Parameters.AddWithValue(_since);
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            stored.Add(row.GetGuid(0), row.GetInt64(1));
            _since = Math.Max(_since, row.GetInt64(2));
        }

        return stored;
    }

    private async IAsyncEnumerable<string> ReadAsync(string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            yield return $"{row.GetValue(0)}";
        }
    }
}

/// <summary>How a journal is asked; each query names what is wrong, and nothing when all is well.</summary>
/// <param name="Newest">The greatest number in the journal's order.</param>
/// <param name="Stored">Operation, transfers, and the greatest number in the journal's order; from a number on ($1).</param>
internal sealed record JournalShape(string Newest, string Stored, string Unbalanced, string Disagreeing)
{
    private const string UnbalancedLedgers = """
        select ledger_id from accounts group by ledger_id having sum(credits_posted - debits_posted) <> 0
            or sum(credits_pending - debits_pending) <> 0
        """;

    // Numbers are gapless, so an account's newest entry carries the balance that its counters must have.
    private const string DisagreeingAccounts = """
        select a.id from accounts a
        left join transfers d on d.debit_account = a.id and d.debit_entry = a.entries
        left join transfers c on c.credit_account = a.id and c.credit_entry = a.entries
        where a.entries > 0
            and coalesce(d.debit_balance, c.credit_balance) is distinct from a.credits_posted - a.debits_posted
        limit 10
        """;

    /// <summary>The product's tables; the bare writer fills the same.</summary>
    public static JournalShape Product { get; } = new(
        "select coalesce(max(commit_no), 0) from transfers",
        """
        select t.operation, count(*), max(t.commit_no) from transfers t
        join operations o on o.id = t.operation and o.commit_no = t.commit_no and o.refusal is null
        where t.commit_no > $1 group by t.operation
        """,
        UnbalancedLedgers,
        DisagreeingAccounts);

    /// <summary>The stored procedures' tables.</summary>
    public static JournalShape Baseline { get; } = new(
        "select coalesce(max(no), 0) from transfers",
        "select posting, count(*), max(no) from transfers where no > $1 group by posting",
        UnbalancedLedgers,
        DisagreeingAccounts);
}
