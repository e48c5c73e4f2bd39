namespace Regional.Silo.Hosting;

/// <summary>The host cannot run here; its message is for whoever started it.</summary>
internal sealed class HostRefused(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;
}
