namespace Regional.Domain;

/// <summary>A bug: something that can never be was seen. The grain deactivates and an alert fires.</summary>
public sealed class InvariantViolation : Exception
{
    /// <summary>Says what was seen.</summary>
    public InvariantViolation(string message)
        : base(message)
    {
    }

    /// <summary>Says what was seen, with its cause.</summary>
    public InvariantViolation(string message, Exception cause)
        : base(message, cause)
    {
    }
}
