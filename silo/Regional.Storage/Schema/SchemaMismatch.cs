namespace Regional.Storage.Schema;

/// <summary>A fault: the database's migrations are not those of this program. Nothing was changed.</summary>
public sealed class SchemaMismatch : Exception
{
    /// <summary>Says which migration and what to do.</summary>
    public SchemaMismatch(string message)
        : base(message)
    {
    }
}
