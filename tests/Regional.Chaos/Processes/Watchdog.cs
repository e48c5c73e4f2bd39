using System.Diagnostics;

namespace Regional.Chaos.Processes;

/// <summary>
/// A process that outlives this one for a moment: when this one is gone, however it ended, it kills the silos that are
/// left. (The PostgreSQL server has one of its own.)
/// </summary>
public sealed class Watchdog : IDisposable
{
    // A number that was handed out anew belongs to another program.
    private const string Script =
        """
        while kill -0 "$1" 2>/dev/null; do sleep 1; done
        while read -r pid program; do
            if [[ "$(readlink "/proc/$pid/exe")" == "$program" ]]; then kill -9 "$pid"; fi
        done <"$2"
        rm -f "$2"
        """;

    private readonly string _list;
    private readonly Process _process;

    public Watchdog(string list)
    {
        _list = list;
        File.WriteAllText(list, "");
        _process = Process.Start(new ProcessStartInfo(
            "setsid", ["bash", "-c", Script, "watch", $"{Environment.ProcessId}", list]))!;
    }

    /// <summary>Has a process killed at the end, should it still run.</summary>
    public void Watch(int processId, string program)
    {
        lock (_process)
        {
            File.AppendAllText(_list, $"{processId} {program}\n");
        }
    }

    /// <summary>Everything is stopped: nothing is left to watch.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
        File.Delete(_list);
    }
}
