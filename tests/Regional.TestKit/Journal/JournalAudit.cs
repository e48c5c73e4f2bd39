namespace Regional.TestKit.Journal;

/// <summary>What must hold of the journal's tables after anything at all, read from the rows alone.</summary>
public static class JournalAudit
{
    private const string Entries = """
        select debit_account as account, debit_entry as entry, debit_balance as balance, action, amount,
               -case when action in (1, 3) then amount else 0 end as moved from transfers
        union all
        select credit_account, credit_entry, credit_balance, action, amount,
               case when action in (1, 3) then amount else 0 end from transfers
        """;

    private static readonly (string Rule, string Sql)[] Rules =
    [
        ("every ledger sums to zero",
            "select ledger_id from accounts group by 1 having sum(credits_posted) <> sum(debits_posted)"),
        ("pending debits equal pending credits",
            "select ledger_id from accounts group by 1 having sum(credits_pending) <> sum(debits_pending)"),
        ("entry numbers have no gaps",
            $"""
            select a.id from accounts a left join ({Entries}) e on e.account = a.id
            group by a.id, a.entries
            having count(e.entry) <> a.entries or coalesce(max(e.entry), 0) <> a.entries
                or count(distinct e.entry) <> a.entries
            """),
        ("each entry states the balance after it",
            $"""
            select account from (
                select account, balance, sum(moved) over (partition by account order by entry) as reckoned
                from ({Entries}) e) w
            where balance <> reckoned
            """),
        ("counters are the sums of entries",
            $"""
            select a.id from accounts a left join ({Entries}) e on e.account = a.id
            group by a.id, a.credits_posted, a.debits_posted
            having coalesce(sum(e.moved), 0) <> a.credits_posted - a.debits_posted
            """),
        ("pending counters are the sums of open pendings",
            """
            select a.id from accounts a
            where a.debits_pending <> (
                    select coalesce(sum(amount), 0) from pendings p where p.debit_account = a.id and p.status = 1)
                or a.credits_pending <> (
                    select coalesce(sum(amount), 0) from pendings p where p.credit_account = a.id and p.status = 1)
            """),
        ("every transfer belongs to one operation of its commit",
            """
            select t.operation from transfers t left join operations o on o.id = t.operation
            where o.commit_no is distinct from t.commit_no or o.refusal is not null
            """),
        ("every done posting has transfers",
            """
            select o.id from operations o
            where o.commit_no is not null and not exists (
                select from transfers t where t.commit_no = o.commit_no and t.operation = o.id)
            """),
        ("every commit is recorded",
            "select t.commit_no from transfers t left join commits c on c.no = t.commit_no where c.no is null"),
        ("a window holds what was posted within it",
            """
            select t.operation from transfers t join windows w on w.id = t.window_id
            where t.at >= w.closes or t.at < w.opens
            """),
        ("what moves balances in a region's ledger has a window, and nothing else",
            """
            select t.operation from transfers t join ledgers l on l.id = t.ledger_id
            where (t.window_id is not null) <> (l.community_id is null and t.action in (1, 3))
            """),
    ];

    /// <summary>The rules that do not hold, each with how many rows break it; empty: all hold.</summary>
    public static async Task<IReadOnlyList<string>> FindBrokenAsync(TestDatabase test)
    {
        var broken = new List<string>();
        foreach (var (rule, sql) in Rules)
        {
            var rows = await test.ScalarAsync<long>($"select count(*) from ({sql}) broken");
            if (rows > 0)
            {
                broken.Add($"{rule}: {rows} rows");
            }
        }

        return broken;
    }
}
