namespace Regional.Silo.Hosting;

/// <summary>What the process will say when it has ended.</summary>
internal sealed class HostEnd
{
    public int Code { get; set; } = ExitCode.Done;
}
