namespace Regional.Cli.CommandLine;

/// <summary>How the command ends; scripts rely on the numbers (<c>ops/docs/cli.md</c>).</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The rules say no; nothing happened.</summary>
    public const int Refused = 1;

    /// <summary>The command line, or a file named on it, makes no sense.</summary>
    public const int Usage = 2;

    /// <summary>No answer, or an unknown outcome: send the same id again.</summary>
    public const int Fault = 3;

    /// <summary>The books differ (verify, proof).</summary>
    public const int Differences = 4;

    /// <summary>An import is done, but for the lines in its rejects file; a paper day, but for the line named and those behind it.</summary>
    public const int Rejects = 5;

    /// <summary>Interrupted from the keyboard, as shells number it.</summary>
    public const int Interrupted = 130;
}
