using Npgsql;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry;

/// <summary>One command's transaction: who, when, and the statements it runs. Its operation row is written already.</summary>
internal sealed class CommandScope(
    NpgsqlConnection connection, NpgsqlTransaction transaction, Command command, DateTimeOffset at,
    CancellationToken cancellation)
    : StorageSession(connection, transaction, cancellation)
{
    /// <summary>The command's id: what every row it writes names as its operation.</summary>
    public OperationId Id => command.Id;

    /// <summary>Who commands it.</summary>
    public string Actor => command.Actor;

    /// <summary>Why.</summary>
    public string? Reason => command.Reason;

    /// <summary>The database's clock when the operation was recorded.</summary>
    public DateTimeOffset At => at;
}
