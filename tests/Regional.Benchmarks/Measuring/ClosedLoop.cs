using System.Diagnostics;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Measuring;

/// <summary>Callers that each send the next order when the last is answered.</summary>
internal sealed class ClosedLoop(Town town, CpuMeter? cpu, BatchMeter? batches = null)
{
    private const int MeasuringNotYet = 0, Measuring = 1, Over = 2;

    // Different runs draw different orders; the same call of the program draws the same.
    private static ulong _seed = 1;

    /// <summary>Runs the workload for a time after a warm-up.</summary>
    public async Task<Run> RunAsync(
        string subject, Workload workload, int callers, Func<int, ISender> senderOf, TimeSpan warmUp, TimeSpan length)
    {
        var run = new Run(subject, workload.Name, callers);
        var phase = new StrongBox();
        var tasks = new Task[callers];
        for (var at = 0; at < callers; at++)
        {
            var (sender, draw, told) = (senderOf(at), new Draw(_seed += 1_000_003), new Acknowledged());
            run.Acknowledged.Add(told);
            tasks[at] = Task.Run(() => CallAsync(run, workload, sender, draw, told, phase));
        }

        await Task.Delay(warmUp);
        batches?.Take();
        var (began, before, garbage) = (Stopwatch.GetTimestamp(), cpu?.Read() ?? default, GcReading.Now());
        Volatile.Write(ref phase.Value, Measuring);
        await Task.Delay(length);
        Volatile.Write(ref phase.Value, Over);
        run.Length = Stopwatch.GetElapsedTime(began);
        run.Cpu = (cpu?.Read() ?? default) - before;
        run.Gc = GcReading.Now() - garbage;
        run.Batches = batches?.Take() ?? default;
        await Task.WhenAll(tasks);
        return run;
    }

    private async Task CallAsync(
        Run run, Workload workload, ISender sender, Draw draw, Acknowledged told, StrongBox phase)
    {
        while (Volatile.Read(ref phase.Value) != Over)
        {
            var order = workload.Next(draw, town);
            var began = Stopwatch.GetTimestamp();
            var answer = await sender.SendAsync(order);
            if (answer == Answered.Posted)
            {
                told.Add(order);
            }

            // By the time of the answer: each second of the measured time has as many answers as orders.
            if (Volatile.Read(ref phase.Value) == Measuring)
            {
                run.Count(order, answer, Stopwatch.GetElapsedTime(began));
            }
        }
    }

    private sealed class StrongBox
    {
        public int Value = MeasuringNotYet;
    }
}
