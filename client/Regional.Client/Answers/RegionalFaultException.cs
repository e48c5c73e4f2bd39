using Regional.Client.Model;

namespace Regional.Client;

/// <summary>
/// The machinery failed and the attempts are used up. A command with an id may or may not have happened: send the same
/// id again to learn which.
/// </summary>
public sealed class RegionalFaultException : Exception
{
    internal RegionalFaultException(FaultKind kind, string message, Problem? problem = null, Exception? cause = null)
        : base(message, cause) => (Kind, Problem) = (kind, problem);

    /// <summary>What failed.</summary>
    public FaultKind Kind { get; }

    /// <summary>What the server said, when it said anything.</summary>
    public Problem? Problem { get; }
}

/// <summary>What failed.</summary>
public enum FaultKind
{
    /// <summary>No connection, or no answer in time.</summary>
    Unreachable = 1,

    /// <summary>The server answered that it cannot reach its ledger, or does not know the outcome.</summary>
    ServerFault = 2,

    /// <summary>The answer is not one this client understands: another version, or not a Regional server.</summary>
    NotUnderstood = 3,
}
