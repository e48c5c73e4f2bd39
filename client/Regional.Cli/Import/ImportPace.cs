namespace Regional.Cli.Import;

/// <summary>How an import runs.</summary>
/// <param name="Server">Where to, for the checkpoint.</param>
/// <param name="InFlightMax">Batches under way at once.</param>
/// <param name="Time">The clock.</param>
/// <param name="Progress">Where to say how far it is.</param>
internal sealed record ImportPace(string Server, int InFlightMax, TimeProvider Time, ProgressLine Progress)
{
    /// <summary>Enough to keep the server's batcher full while answers travel; more only adds memory.</summary>
    public const int InFlightDefault = 4;

    /// <summary>The server bounds what one caller may have under way.</summary>
    public const int InFlightCountMax = 16;
}
