namespace Regional.Contracts;

/// <summary>A fault: the database could not be reached and nothing was sent. Send the same id again.</summary>
public sealed class LedgerUnavailable : Exception
{
    /// <summary>Says what failed.</summary>
    public LedgerUnavailable(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}

/// <summary>A fault: it may or may not have happened. Send the same id again to learn which.</summary>
public sealed class OutcomeUnknown : Exception
{
    /// <summary>Says what failed.</summary>
    public OutcomeUnknown(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
