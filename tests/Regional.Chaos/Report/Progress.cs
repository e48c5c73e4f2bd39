using System.Diagnostics;

namespace Regional.Chaos.Report;

/// <summary>What happens, for people, with the seconds since the start.</summary>
public sealed class Progress(TextWriter output)
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _gate = new();

    public void Say(string line)
    {
        lock (_gate)
        {
            output.WriteLine($"{_clock.Elapsed.TotalSeconds,7:0.0}  {line}");
            output.Flush();
        }
    }
}
