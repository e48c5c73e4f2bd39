using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>How far a step came; moved in the transaction that writes what it did.</summary>
internal static class PeriodStepMark
{
    /// <summary>Whether the step stands where a chunk begins; its row is locked then.</summary>
    public static async Task<bool> IsAtAsync(CommandScope scope, PeriodId period, string step, int place, AccountId after)
    {
        await scope.ExecuteAsync(
            """
            insert into period_steps (period_id, step, place, begun_at) values ($1, $2, $3, $4)
            on conflict (period_id, step) do nothing
            """,
            period, step, place, scope.At);
        return await scope.FindValueAsync<long>(
            """
            select after_account from period_steps
            where period_id = $1 and step = $2 and after_account = $3 and done_at is null for no key update
            """,
            period, step, after) is not null;
    }

    /// <summary>Moves the mark and answers how far it is.</summary>
    public static async Task<CommandOutcome> MoveAsync(CommandScope scope, PeriodId period, string step, StepMove move)
    {
        await scope.ExecuteAsync(
            """
            update period_steps set after_account = $3, accounts = accounts + $4, postings = postings + $5,
              records = records + $6, exceptions = exceptions + $7, done_at = case when $8 then $9::timestamptz end
            where period_id = $1 and step = $2
            """,
            period, step, move.UpTo, (long)move.Accounts, (long)move.Postings, (long)move.Records, (long)move.Exceptions,
            move.IsLast, scope.At);
        return Outcome.Done(("after", move.UpTo), ("done", move.IsLast));
    }

    /// <summary>Another run of the same period has come further, or the period is through.</summary>
    public static CommandOutcome Elsewhere(PeriodSpan period) =>
        Outcome.Refused(RefusalReason.PeriodRunning, new RefusalFact("period", $"{period.No}"));
}

/// <summary>What a chunk adds to a step's row.</summary>
internal sealed record StepMove(AccountId UpTo, int Accounts, int Postings, int Records, int Exceptions, bool IsLast);
