using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>Totals some accounts in one statement: <see cref="PeriodTotals"/>, set-wise.</summary>
internal static class TotalPeriodChunkExecution
{
    // Late lines are refused, so what was dated in earlier periods is known when they end: the next period counts from
    // the first entry that is dated later than the one before it. An account without such an entry is not looked up.
    private const string Total = """
        insert into period_totals (
          period_id, account_id, opening, debits, credits, closing, crossed_on, entries, next_entry)
        select $1, c.id, coalesce(b.closing, e.opening), e.debits, e.credits,
          coalesce(b.closing, e.opening) - e.debits + e.credits, greatest(e.crossed_on, b.crossed_on), c.entries,
          coalesce(e.next_entry, c.entries + 1)
        from (
            select a.id, a.entries from accounts a
            where a.ledger_id = $2 and a.id > $3 and a.id <= $4 and ($8 or not exists (
                select from period_totals o where o.period_id = $1 and o.account_id = a.id and o.entries = a.entries))
            ) c
        left join period_totals b on b.period_id = $5 and b.account_id = c.id
        cross join lateral (
            select coalesce(sum(l.credit - l.debit) filter (where l.day < $6), 0)::bigint as opening,
              coalesce(sum(l.debit) filter (where l.day between $6 and $7), 0)::bigint as debits,
              coalesce(sum(l.credit) filter (where l.day between $6 and $7), 0)::bigint as credits,
              max(l.day) filter (where l.day <= $7 and l.crosses) as crossed_on,
              min(l.entry) filter (where l.day > $7) as next_entry
            from (
                select t.business_date as day, t.debit_entry as entry, t.amount as debit, 0 as credit,
                  sign(t.debit_balance + t.amount) * sign(t.debit_balance) <= 0 as crosses
                from transfers t
                where c.entries >= coalesce(b.next_entry, 1)
                  and t.debit_account = c.id and t.debit_entry >= coalesce(b.next_entry, 1) and t.action in (1, 3)
                union all
                select t.business_date, t.credit_entry, 0, t.amount,
                  sign(t.credit_balance - t.amount) * sign(t.credit_balance) <= 0
                from transfers t
                where c.entries >= coalesce(b.next_entry, 1)
                  and t.credit_account = c.id and t.credit_entry >= coalesce(b.next_entry, 1) and t.action in (1, 3)
                ) l
            ) e
        on conflict (period_id, account_id) do update set opening = excluded.opening, debits = excluded.debits,
          credits = excluded.credits, closing = excluded.closing, crossed_on = excluded.crossed_on,
          entries = excluded.entries, next_entry = excluded.next_entry
        """;

    private const string Accounts = """
        select coalesce(max(id), $2), count(*)::integer from (
            select id from accounts where ledger_id = $1 and id > $2 order by id limit $3) a
        """;

    public static async Task<CommandOutcome> RunAsync(TotalPeriodChunk command, CommandScope scope)
    {
        if (await LockedPeriod.FindAsync(scope, command.Period) is not { } period)
        {
            return Outcome.Refused(
                RefusalReason.PeriodUnknown, new("ledger", ""), new("period", command.Period.ToString()));
        }

        var step = Name(command.Step);
        if (period.Status != PeriodStatus.Totalling
            || !await PeriodStepMark.IsAtAsync(scope, command.Period, step, Place(command.Step), command.After))
        {
            return PeriodStepMark.Elsewhere(period.Span);
        }

        var chunk = (await scope.FindRowAsync(
            Accounts,
            static row => new Chunk(new AccountId(row.GetInt64(0)), row.GetInt32(1)),
            period.Ledger, command.After, command.CountMax))!;
        var before = await scope.FindValueAsync<long>(
            "select id from periods where ledger_id = $1 and no = $2", period.Ledger, period.Span.No - 1);
        await scope.ExecuteAsync("set local enable_seqscan = off");
        await scope.ExecuteAsync("set local enable_hashjoin = off");
        await scope.ExecuteAsync("set local enable_mergejoin = off");
        var totalled = await scope.ExecuteAsync(
            Total, command.Period, period.Ledger, command.After, chunk.UpTo, before ?? 0L, period.Span.FirstDate,
            period.Span.LastDate, command.Step == TotalsStep.Totals);
        return await PeriodStepMark.MoveAsync(
            scope,
            command.Period,
            step,
            new StepMove(
                chunk.UpTo, chunk.Count, Postings: 0, totalled, Exceptions: 0, IsLast: chunk.Count < command.CountMax));
    }

    /// <summary>The step's name in the table; no scheme may use it.</summary>
    public static string Name(TotalsStep step) => step switch
    {
        TotalsStep.Totals => "totals",
        TotalsStep.FinalTotals => "final-totals",
    };

    // Before and after those of the scheme.
    private static int Place(TotalsStep step) => step == TotalsStep.Totals ? 0 : int.MaxValue;

    private sealed record Chunk(AccountId UpTo, int Count);
}
