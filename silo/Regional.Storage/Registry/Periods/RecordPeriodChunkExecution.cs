using Regional.Contracts.Journal;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Directory;
using Regional.Storage.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>A chunk's rows and the step's mark, together.</summary>
internal static class RecordPeriodChunkExecution
{
    public static async Task<CommandOutcome> RunAsync(RecordPeriodChunk command, CommandScope scope)
    {
        if (await LockedPeriod.FindAsync(scope, command.Period) is not { } period)
        {
            return Outcome.Refused(
                RefusalReason.PeriodUnknown, new("ledger", ""), new("period", command.Period.ToString()));
        }

        var chunk = command.Chunk;
        if (period.Status != PeriodStatus.Totalling
            || !await PeriodStepMark.IsAtAsync(scope, command.Period, chunk.Step, chunk.Place, chunk.After))
        {
            return PeriodStepMark.Elsewhere(period.Span);
        }

        foreach (var table in PeriodRecordTable.All)
        {
            await table.WriteAsync(scope, period.Span, command.Records);
        }

        await WriteExceptionsAsync(command, scope);
        var moved = (CommandOutcome.Done)await PeriodStepMark.MoveAsync(
            scope,
            command.Period,
            chunk.Step,
            new StepMove(
                chunk.UpTo, chunk.Accounts, command.Postings, command.Records.Length, command.Exceptions.Length,
                chunk.IsLast));
        return command.Records.IsEmpty
            ? moved
            : moved with { Accounts = await AccountRow.FindChangedAsync(scope, scope.Id) };
    }

    private static async Task WriteExceptionsAsync(RecordPeriodChunk command, CommandScope scope)
    {
        if (command.Exceptions.IsEmpty)
        {
            return;
        }

        await scope.ExecuteAsync(
            """
            insert into period_exceptions (period_id, step, account_id, refusal, facts)
            select $1, $2, account, refusal, facts::jsonb
            from unnest($3::bigint[], $4::smallint[], $5::text[]) as n (account, refusal, facts)
            """,
            command.Period,
            command.Chunk.Step,
            command.Exceptions.Select(static one => one.Account.Value).ToArray(),
            command.Exceptions.Select(static one => StoredRefusal.Number(one.Refusal)).ToArray(),
            command.Exceptions.Select(static one => StoredRefusal.WriteFacts(one.Refusal)).ToArray());
    }
}
