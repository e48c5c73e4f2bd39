using Npgsql;

namespace Regional.Storage.Queries.Verify;

/// <summary>
/// Replays every account's entries in order and compares what comes out with the account's row. Accounts and entries are
/// two streams sorted alike, so that memory holds one account at a time.
/// </summary>
internal static class AccountReplay
{
    private const int ReportEvery = 100_000;

    // The amount a resolution releases is what was held, not what it posts.
    private const string Entries = """
        select e.account, e.no, e.is_credit, e.amount, e.action, e.balance, e.is_forced, e.commit_no, e.at, e.held
        from (
          select t.debit_account as account, t.debit_entry as no, false as is_credit, t.amount, t.action, t.debit_balance as balance,
            t.forced_reason is not null as is_forced, t.commit_no, t.at, coalesce(p.amount, t.amount) as held
          from transfers t left join pendings p on p.operation = t.resolves_operation and p.leg = t.resolves_leg
          union all
          select t.credit_account, t.credit_entry, true, t.amount, t.action, t.credit_balance,
            t.forced_reason is not null, t.commit_no, t.at, coalesce(p.amount, t.amount)
          from transfers t left join pendings p on p.operation = t.resolves_operation and p.leg = t.resolves_leg) e
        order by e.account, e.no
        """;

    private const string Accounts = """
        select a.id, l.code || '/' || a.code, a.debits_posted, a.credits_posted, a.debits_pending, a.credits_pending, a.entries,
          h.at, h.floors, h.ceilings
        from accounts a join ledgers l on l.id = a.ledger_id
        left join (
          select account_id, array_agg(at order by version) as at, array_agg(floor order by version) as floors,
            array_agg(ceiling order by version) as ceilings
          from account_changes group by account_id) h on h.account_id = a.id
        order by a.id
        """;

    public static async Task<(long Accounts, long Entries)> RunAsync(
        NpgsqlConnection first, NpgsqlConnection second, Findings findings, CancellationToken cancellationToken)
    {
        foreach (var check in ReplayedAccount.Checks)
        {
            findings.Begin(check);
        }

        await using var accountCommand = new NpgsqlCommand(Accounts, first) { CommandTimeout = 0 };
        await using var accounts = await accountCommand.ExecuteReaderAsync(cancellationToken);
        await using var entryCommand = new NpgsqlCommand(Entries, second) { CommandTimeout = 0 };
        await using var entries = await entryCommand.ExecuteReaderAsync(cancellationToken);

        var (accountCount, entryCount) = (0L, 0L);
        var hasEntry = await entries.ReadAsync(cancellationToken);
        while (await accounts.ReadAsync(cancellationToken))
        {
            accountCount++;
            var account = new ReplayedAccount(accounts, findings);
            for (; hasEntry && entries.GetInt64(0) <= account.Id; hasEntry = await entries.ReadAsync(cancellationToken))
            {
                account.Take(entries);
                if (++entryCount % ReportEvery == 0)
                {
                    findings.Report(ReplayedAccount.Checks[0], entryCount / 2, total: null);
                }
            }

            account.Compare(accounts);
        }

        for (; hasEntry; hasEntry = await entries.ReadAsync(cancellationToken))
        {
            findings.Add(ReplayedAccount.Checks[0], $"account {entries.GetInt64(0)}", "an account", "none");
            entryCount++;
        }

        return (accountCount, entryCount);
    }
}
