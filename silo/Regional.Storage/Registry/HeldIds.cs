using Npgsql;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry;

/// <summary>
/// How a transaction holds the ids of operations that it may have to call unknown: it takes them as if they were its own
/// and takes the rows back at once. An id that is there already costs a look at the index; one on its way is waited for;
/// and the unique index keeps a missing one from whoever brings it until this transaction has ended. So what is refused
/// for ever because something is not there stands in the journal before that something.
/// </summary>
internal static class HeldIds
{
    /// <summary>The kind of a row that nobody sees: it is gone before its transaction commits.</summary>
    public const short NoKind = 0;

    /// <summary>Takes back what was taken of these ids.</summary>
    public const string Free = "delete from operations where id = any ($1) and kind = 0";

    private const string Take = """
        insert into operations (id, kind, fingerprint, actor, at) values ($1, 0, '', '', clock_timestamp())
        on conflict (id) do nothing
        """;

    /// <summary>Holds what this command would end.</summary>
    public static async Task TakeAsync(
        Command command, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        OperationId? target = command switch
        {
            EndRequest end => end.Request,
            EndQueuedTrade end => end.Trade,
            _ => null,
        };
        if (target is not { } id)
        {
            return;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        var take = new NpgsqlBatchCommand(Take);
        take.Parameters.Bind([id]);
        batch.BatchCommands.Add(take);
        var free = new NpgsqlBatchCommand(Free);
        free.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [id.Value] });
        batch.BatchCommands.Add(free);
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
