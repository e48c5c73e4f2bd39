using System.Runtime.InteropServices;
using Regional.Chaos;
using Regional.Chaos.Report;

if (ChaosOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine("Regional.Chaos [--minutes M] [--seed S] [--clients C] [--silos N] [--folder F]");
    return 2;
}

// However it is told to end, what it started is stopped first.
using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
try
{
    var report = await new ChaosRun(options, new Progress(Console.Out)).RunAsync(stop.Token);
    report.Write(Console.Out);
    return report.Shortfalls.Count == 0 ? 0 : 1;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.Error.WriteLine("stopped before its end");
    return 130;
}

void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
