namespace Regional.Silo.Hosting;

/// <summary>What the process says to whoever started it. Published in the runbook; never change a number.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>Something unforeseen; the log says what.</summary>
    public const int Failed = 1;

    /// <summary>A setting is missing or cannot be read.</summary>
    public const int BadSettings = 2;

    /// <summary>Another process hosts the local runtime on this database.</summary>
    public const int DatabaseTaken = 3;

    /// <summary>The database's schema is not this program's.</summary>
    public const int SchemaMismatch = 4;
}
