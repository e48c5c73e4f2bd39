using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry;

/// <summary>A row of <c>operations</c>: written before the command is looked at, read again by every retry.</summary>
internal sealed record StoredOperation(
    OperationKind Kind, Fingerprint Fingerprint, DateTimeOffset At, long? CommitNo, Refusal? Refusal,
    ImmutableSortedDictionary<string, string>? Result)
{
    /// <summary>Columns for <see cref="Read"/>.</summary>
    public const string Columns = "kind, fingerprint, at, commit_no, refusal, facts, result";

    /// <summary>Claims the id; waits for a transaction that is about to.</summary>
    public const string Claim = """
        insert into operations (id, kind, fingerprint, actor, at) values ($1, $2, $3, $4, clock_timestamp())
        on conflict (id) do nothing returning at
        """;

    /// <summary>Reads a row.</summary>
    public static StoredOperation Read(NpgsqlDataReader row) => new(
        (OperationKind)row.GetInt16(0),
        Fingerprint.FromBytes(row.GetFieldValue<byte[]>(1)),
        row.Time(2),
        row.LongOrNull(3),
        row.IsDBNull(4) ? null : StoredRefusal.Read(row.GetInt16(4), row.TextOrNull(5)),
        row.IsDBNull(6) ? null : JsonSerializer.Deserialize<ImmutableSortedDictionary<string, string>>(row.GetString(6)));

    /// <summary>The digest under which the command is stored; a queued trade is the trade it is.</summary>
    public static Fingerprint FingerprintOf(Command command) =>
        command is QueueTrade trade ? trade.TradeFingerprint : command.Fingerprint();

    /// <summary>What the first attempt answered, or that the id belongs to another command.</summary>
    public static async Task<CommandOutcome> ReplayAsync(Command command, CommandScope scope)
    {
        var stored = (await scope.FindRowAsync($"select {Columns} from operations where id = $1", Read, command.Id))!;
        var mine = FingerprintOf(command);
        if (!mine.Equals(stored.Fingerprint))
        {
            return Outcome.Refused(RefusalReason.IdReused, new RefusalFact("field", mine.NameDifference(stored.Fingerprint)));
        }

        if (stored.Refusal is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        // A trade that found room at once, asked for again as a queued one.
        return stored.Result is null
            ? Outcome.Done(("trade", command.Id), ("status", "posted"))
            : new CommandOutcome.Done(stored.Result, await AccountRow.FindChangedAsync(scope, command.Id));
    }

    /// <summary>Writes the outcome beside the id.</summary>
    public static Task CompleteAsync(CommandOutcome outcome, CommandScope scope) => outcome switch
    {
        CommandOutcome.Done done => scope.ExecuteAsync(
            "update operations set result = $2::jsonb where id = $1", scope.Id, JsonSerializer.Serialize(done.Result)),
        CommandOutcome.Refused { Refusal: var refusal } => scope.ExecuteAsync(
            "update operations set refusal = $2, facts = $3::jsonb where id = $1",
            scope.Id, StoredRefusal.Number(refusal), StoredRefusal.WriteFacts(refusal)),
        _ => throw new Domain.InvariantViolation($"No such outcome: {outcome.GetType().Name}."),
    };
}
