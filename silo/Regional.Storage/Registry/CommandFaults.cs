using System.Net.Sockets;
using Npgsql;
using Regional.Contracts;
using Regional.Domain;
using Regional.Domain.Commands;

namespace Regional.Storage.Registry;

/// <summary>What a caller may conclude from a failure within a command's transaction.</summary>
internal static class CommandFaults
{
    /// <summary>Two transactions got in each other's way and the server undid this one: try again.</summary>
    public static bool IsPassing(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.LockNotAvailable;

    /// <summary>Whether the failure is the database's or the network's.</summary>
    public static bool IsOfDatabase(Exception fault) =>
        fault is NpgsqlException or IOException or SocketException or TimeoutException;

    /// <summary>The fault to throw instead.</summary>
    public static Exception Translate(Exception fault, Command command) => fault switch
    {
        PostgresException server when IsUndone(server) => IsMachinery(server)
            ? new LedgerUnavailable($"{Name(command)} was undone by the database: {server.MessageText}", server)
            : new InvariantViolation($"{Name(command)} broke the database's rules: {server.MessageText} ({server.SqlState})"),
        _ => new OutcomeUnknown($"{Name(command)}: {fault.Message}", fault),
    };

    // The server answered with an error and is still there: the transaction has ended without effect.
    private static bool IsUndone(PostgresException fault) =>
        !fault.SqlState.StartsWith("08", StringComparison.Ordinal)
        && (!fault.SqlState.StartsWith("57P", StringComparison.Ordinal));

    // Lack of something, a time-out, a lock: not a rule.
    private static bool IsMachinery(PostgresException fault) =>
        IsPassing(fault) || fault.SqlState[..2] is "53" or "54" or "55" or "57" or "58" or "25";

    private static string Name(Command command) => $"{command.GetType().Name} {command.Id}";
}
