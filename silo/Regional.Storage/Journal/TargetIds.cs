using System.Collections.Immutable;
using Npgsql;
using NpgsqlTypes;
using Regional.Domain.Ledger;
using Regional.Storage.Registry;

namespace Regional.Storage.Journal;

/// <summary>
/// Ids of other operations that a batch rests on (<see cref="PostingTargets"/>), held as <see cref="HeldIds"/> says: taken
/// along with the members' own ids, in one order.
/// </summary>
internal static class TargetIds
{
    /// <summary>Each once, without those that are members of the batch.</summary>
    public static OperationId[] Of(ImmutableArray<Posting> members)
    {
        var own = members.Select(static posting => posting.Id).ToHashSet();
        return [.. members.SelectMany(PostingTargets.Of).Where(id => !own.Contains(id)).Distinct()];
    }

    /// <summary>The five columns of operations for <c>begin_commit</c>, sorted by id.</summary>
    public static void BindOperations(
        NpgsqlParameterCollection parameters, ImmutableArray<Posting> members, OperationId[] targets)
    {
        var rows = members.Select(static posting => (posting.Id, Posting: (Posting?)posting))
            .Concat(targets.Select(static id => (Id: id, Posting: (Posting?)null)))
            .OrderBy(static row => row.Id).ToArray();
        parameters
            .WithArray(NpgsqlDbType.Uuid, rows, static row => row.Id.Value)
            .WithArray(NpgsqlDbType.Smallint, rows, static row => (short?)row.Posting?.Kind ?? HeldIds.NoKind)
            .WithArray(NpgsqlDbType.Bytea, rows, static row => row.Posting?.Fingerprint.Bytes ?? [])
            .WithArray(
                NpgsqlDbType.Integer, rows,
                static row => row.Posting is { Legs: [var leg, ..] } ? (int?)leg.Ledger.Value : null)
            .WithArray(NpgsqlDbType.Text, rows, static row => row.Posting?.EnteredBy ?? "");
    }

    /// <summary>Takes back the rows of those that were missing.</summary>
    public static NpgsqlBatchCommand Free(OperationId[] targets)
    {
        var free = new NpgsqlBatchCommand(HeldIds.Free);
        free.Parameters.WithArray(NpgsqlDbType.Uuid, targets, static id => id.Value);
        return free;
    }
}
