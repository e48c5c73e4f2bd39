using System.Runtime.InteropServices;
using Regional.Cli.CommandLine;

namespace Regional.Cli;

/// <summary>Starts the command with the process's own streams and environment.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var stopped = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        return await RegionalCommand.RunAsync(arguments, Shell.OfThisProcess(), stopped.Token);

        // The first asks to end in order (a checkpoint is written); a second ends at once.
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = !stopped.IsCancellationRequested;
            stopped.Cancel();
        }
    }
}
