using System.Net.Sockets;
using Npgsql;
using Regional.Contracts;

namespace Regional.Storage.Journal;

/// <summary>What may be concluded from a failure after something was sent.</summary>
internal static class JournalFaults
{
    /// <summary>SQLSTATE of the functions' own rejections (migration 0010).</summary>
    public const string Rejected = "RG001";

    /// <summary>
    /// The statement was undone by a rule or by a race: the second path finds out which member it was. Everything else
    /// leaves the outcome unknown.
    /// </summary>
    public static bool IsRejection(PostgresException fault) => IsRace(fault) || IsBroken(fault);

    /// <summary>Two transactions got in each other's way and this one was undone: trying again helps.</summary>
    public static bool IsRace(PostgresException fault) => fault.SqlState
        is PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.UniqueViolation;

    /// <summary>A constraint, a function's own check or arithmetic said no: on the second path a bug.</summary>
    public static bool IsBroken(PostgresException fault) => fault.SqlState
        is Rejected
        or PostgresErrorCodes.CheckViolation
        or PostgresErrorCodes.NumericValueOutOfRange;

    /// <summary>Whether the failure is one of the connection, the server, or this host's end.</summary>
    public static bool IsMachinery(Exception fault) =>
        fault is NpgsqlException or SocketException or TimeoutException or IOException or ObjectDisposedException;

    /// <summary>The fault for the caller.</summary>
    public static OutcomeUnknown Unknown(Exception fault) =>
        new($"The commit's outcome is unknown: {fault.Message}", fault);
}
