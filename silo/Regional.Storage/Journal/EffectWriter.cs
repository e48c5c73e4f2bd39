using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>Changes of state that accepted postings carry, one set-based statement per kind.</summary>
internal static class EffectWriter
{
    private const string Approve = """
        update payment_requests r set status = 2, answered_by = n.operation, answered_at = $3
        from unnest($1, $2) as n (id, operation) where r.id = n.id
        """;

    private const string Release = """
        update trades t set status = 2, decided_by = n.operation, decided_at = $3
        from unnest($1, $2) as n (id, operation) where t.id = n.id
        """;

    private const string Place = """
        update settlement_instructions i set status = 2, placed_by = n.operation
        from unnest($1, $2) as n (id, operation) where i.id = n.id and $3 is not null
        """;

    private const string Confirm = """
        update settlement_instructions i set status = 3, confirmed_by = n.operation, confirmed_at = $3
        from unnest($1, $2) as n (id, operation) where i.id = n.id
        """;

    // Status 2: debits blocked. An account with other arrears stays blocked; one suspended or closed since stays so.
    private const string Clear = """
        with cleared as (
            update arrears a set cleared_at = $3
            from unnest($1, $2) as n (id, operation)
            where a.instruction_id = n.id and a.cleared_at is null
            returning a.instruction_id, n.operation),
        opened as (
            update accounts a set status = 1, version = a.version + 1
            from (
                select i.account_id, min(c.operation::text)::uuid as operation
                from cleared c join settlement_instructions i on i.id = c.instruction_id
                group by i.account_id) s
            where a.id = s.account_id and a.status = 2
                and not exists (
                    select from arrears o join settlement_instructions i on i.id = o.instruction_id
                    where i.account_id = a.id and o.cleared_at is null
                        and o.instruction_id not in (select instruction_id from cleared))
            returning a.id, s.operation, a.floor, a.ceiling, a.status, a.version)
        insert into account_changes (account_id, operation, at, actor, reason, floor, ceiling, status, version)
        select p.id, p.operation, $3, o.actor, 'arrears settled', p.floor, p.ceiling, p.status, p.version
        from opened p join operations o on o.id = p.operation
        """;

    /// <summary>Adds the statements that the postings need: usually none.</summary>
    public static void Append(NpgsqlBatch batch, ImmutableArray<Posting> accepted, DateTimeOffset at)
    {
        Append(batch, accepted, at, static effect => (effect as RequestApproved)?.Request, Approve);
        Append(batch, accepted, at, static effect => (effect as QueuedTradeReleased)?.Trade, Release);
        Append(batch, accepted, at, static effect => (effect as InstructionPlaced)?.Instruction, Place);
        Append(batch, accepted, at, static effect => (effect as InstructionConfirmed)?.Instruction, Confirm, Clear);
    }

    private static void Append(
        NpgsqlBatch batch, ImmutableArray<Posting> accepted, DateTimeOffset at, Func<Effect, OperationId?> idOf,
        params ReadOnlySpan<string> statements)
    {
        var changes = accepted
            .SelectMany(static posting => posting.Effects, (posting, effect) => (Id: idOf(effect), Operation: posting.Id))
            .Where(static change => change.Id is not null)
            .ToArray();
        if (changes.Length == 0)
        {
            return;
        }

        foreach (var sql in statements)
        {
            var statement = new NpgsqlBatchCommand(sql);
            statement.Parameters
                .WithArray(NpgsqlDbType.Uuid, changes, static change => change.Id!.Value.Value)
                .WithArray(NpgsqlDbType.Uuid, changes, static change => change.Operation.Value)
                .With(NpgsqlDbType.TimestampTz, at);
            batch.BatchCommands.Add(statement);
        }
    }
}
