using System.Diagnostics;

namespace Regional.TestKit.Processes;

/// <summary>Signals to processes by their ids, as an operator's <c>kill</c> sends them.</summary>
public static class Signals
{
    /// <summary>Sends <c>KILL</c>, <c>STOP</c>, <c>CONT</c> or <c>TERM</c>; a process that is gone already is no fault.</summary>
    public static async Task SendAsync(string name, params IReadOnlyCollection<int> processIds)
    {
        if (processIds.Count == 0)
        {
            return;
        }

        var start = new ProcessStartInfo("kill", [$"-{name}", .. processIds.Select(static id => $"{id}")])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        using var kill = Process.Start(start)!;
        await kill.StandardError.ReadToEndAsync();
        await kill.WaitForExitAsync();
    }
}
