using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using Regional.Storage.Registry;

namespace Regional.Storage.Journal;

/// <summary>
/// One transaction that locks the rows of all members, judges them in order by the Domain's ladder, and writes every
/// outcome.
/// </summary>
internal sealed class SecondPath(NpgsqlConnection connection, int epoch, string writer)
{
    // Deadlocks and races for a document or correction are undone by the server. Each attempt finds what the winner
    // committed, so more than a few in a row mean that something else is wrong.
    private const int AttemptCountMax = 5;

    /// <summary>Commits what the rules accept of these members, in at most one transaction that takes effect.</summary>
    /// <exception cref="InvariantViolation">The database refused what the rules accepted.</exception>
    public async Task CommitAsync(ImmutableArray<Posting> members, CommitOutcomes outcomes)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                outcomes.Add(await AttemptAsync(members));
                return;
            }
            catch (PostgresException race) when (JournalFaults.IsRace(race) && attempt < AttemptCountMax)
            {
            }
            catch (PostgresException broken) when (JournalFaults.IsBroken(broken))
            {
                throw new InvariantViolation(
                    $"The database refused what the rules accepted: {broken.MessageText} ({broken.SqlState}, "
                    + $"{broken.ConstraintName} {broken.Detail})",
                    broken);
            }
        }
    }

    private async Task<CommitOutcomes> AttemptAsync(ImmutableArray<Posting> members)
    {
        var outcomes = new CommitOutcomes(members.Length);
        await using var transaction = await connection.BeginTransactionAsync();
        var begun = await BegunCommit.BeginAsync(connection, members);
        var known = members.RemoveAll(posting => !begun.Present.Contains(posting.Id));
        if (known.Length > 0)
        {
            await ReplayReader.ReadAsync(connection, known, outcomes);
        }

        var fresh = members.RemoveAll(posting => begun.Present.Contains(posting.Id));
        if (fresh.Length > 0)
        {
            var book = await BookLoader.LoadAsync(connection, fresh, begun);
            var verdict = BatchVerdict.Of(fresh, book, begun, outcomes);
            await WriteAsync(verdict, book, begun, outcomes);
        }

        await transaction.CommitAsync();
        return outcomes;
    }

    private async Task WriteAsync(
        BatchVerdict verdict, LedgerBook book, BegunCommit begun, CommitOutcomes outcomes)
    {
        await using var batch = new NpgsqlBatch(connection);
        AppendRefusals(batch, verdict);
        EffectWriter.Append(batch, verdict.Accepted, begun.At);
        BatchColumns? columns = null;
        if (!verdict.Accepted.IsEmpty)
        {
            columns = BatchColumns.TryBuild(verdict.Accepted)
                ?? throw new InvariantViolation("The rules accepted postings that contradict each other.");
            batch.BatchCommands.Add(CommitStatement.Call(columns, epoch, writer, begun));
            FactWriter.Append(batch, verdict.Accepted, book, begun.At);
            AppendReopened(batch, verdict.Accepted);
        }

        if (batch.BatchCommands.Count == 0)
        {
            return;
        }

        // Only the statements that read have result sets; those before the call do not.
        await using var row = await batch.ExecuteReaderAsync();
        if (columns is null)
        {
            return;
        }

        await row.ReadAsync();
        CommitStatement.Read(row, columns, outcomes);
        while (await row.NextResultAsync())
        {
            while (row.FieldCount > 1 && await row.ReadAsync())
            {
                outcomes.Add([AccountRow.Read(row)]);
            }
        }
    }

    private static void AppendRefusals(NpgsqlBatch batch, BatchVerdict verdict)
    {
        if (verdict.Stored.Count > 0)
        {
            var refuse = new NpgsqlBatchCommand(
                """
                update operations o set refusal = n.refusal, facts = n.facts, commit_no = null
                from unnest($1, $2, $3) as n (id, refusal, facts) where o.id = n.id
                """);
            refuse.Parameters
                .WithArray(NpgsqlDbType.Uuid, verdict.Stored, static one => one.Id.Value)
                .WithArray(NpgsqlDbType.Smallint, verdict.Stored, static one => StoredRefusal.Number(one.Refusal))
                .WithArray(NpgsqlDbType.Jsonb, verdict.Stored, static one => StoredRefusal.WriteFacts(one.Refusal));
            batch.BatchCommands.Add(refuse);
        }

        // Ids taken for the time of the decision only: the caller may send them again.
        if (verdict.Unstored.Count > 0)
        {
            var forget = new NpgsqlBatchCommand("delete from operations where id = any ($1)");
            forget.Parameters.WithArray(NpgsqlDbType.Uuid, verdict.Unstored, static id => id.Value);
            batch.BatchCommands.Add(forget);
        }
    }

    // An account whose arrears ended is news even when no leg touches it.
    private static void AppendReopened(NpgsqlBatch batch, ImmutableArray<Posting> accepted)
    {
        if (accepted.Any(static posting => posting.Effects.Any(static effect => effect is InstructionConfirmed)))
        {
            var read = new NpgsqlBatchCommand(
                $"{AccountRow.Select} where a.id in (select account_id from account_changes where operation = any ($1))");
            read.Parameters.WithArray(NpgsqlDbType.Uuid, accepted, static posting => posting.Id.Value);
            batch.BatchCommands.Add(read);
        }
    }
}
