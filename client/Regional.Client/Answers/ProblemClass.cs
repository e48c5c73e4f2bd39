namespace Regional.Client;

/// <summary>The classes of a <see cref="Model.Problem"/>, as sent.</summary>
public static class ProblemClass
{
    /// <summary>Makes no sense; nothing stored: send it again, corrected.</summary>
    public const string Malformed = "malformed";

    /// <summary>The rules say no; stored: the id stays refused for ever.</summary>
    public const string State = "state";

    /// <summary>Busy or overloaded; nothing stored: send the same id again.</summary>
    public const string Transient = "transient";

    /// <summary>Its time or its turn has not come; nothing stored: send the same id again then.</summary>
    public const string Early = "early";

    /// <summary>Not a refusal: the server's machinery failed.</summary>
    public const string Fault = "fault";
}
