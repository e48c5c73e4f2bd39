using System.Collections.Concurrent;
using System.Diagnostics;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Measuring;

/// <summary>
/// Orders that arrive at a fixed rate whether or not earlier ones are answered. Latency counts from the moment an order
/// was due, so that a sender held up by the system does not hide it.
/// </summary>
internal sealed class OpenLoop(Town town, ISender sender, CpuMeter? cpu)
{
    // Finer than the latencies looked for; the time until the next tick counts as latency.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    public async Task<Run> RunAsync(
        string subject, Workload workload, double ratePerSecond, TimeSpan warmUp, TimeSpan length)
    {
        var run = new Run(subject, workload.Name, callers: 0);
        var draw = new Draw((ulong)Stopwatch.GetTimestamp());
        var told = new ConcurrentBag<Order>();
        var underWay = new ConcurrentBag<Task>();
        using var timer = new PeriodicTimer(Tick);
        var began = Stopwatch.GetTimestamp();
        var sent = 0L;
        CpuReading? before = null;
        for (var elapsed = TimeSpan.Zero; elapsed < warmUp + length; elapsed = Stopwatch.GetElapsedTime(began))
        {
            before ??= elapsed >= warmUp ? cpu?.Read() ?? default : null;
            var due = (long)(elapsed.TotalSeconds * ratePerSecond);
            for (; sent < due; sent++)
            {
                var dueAt = TimeSpan.FromSeconds(sent / ratePerSecond);
                underWay.Add(SendAsync(run, workload.Next(draw, town), told, began, dueAt, dueAt >= warmUp));
            }

            await timer.WaitForNextTickAsync();
        }

        run.Length = length;
        run.Cpu = (cpu?.Read() ?? default) - (before ?? default);
        await Task.WhenAll(underWay);
        var acknowledged = new Acknowledged();
        foreach (var order in told)
        {
            acknowledged.Add(order);
        }

        run.Acknowledged.Add(acknowledged);
        return run;
    }

    private async Task SendAsync(
        Run run, Order order, ConcurrentBag<Order> told, long began, TimeSpan dueAt, bool isMeasured)
    {
        // The pacing goes on while the order is worked on.
        await Task.Yield();
        var answer = await sender.SendAsync(order);
        if (answer == Answered.Posted)
        {
            told.Add(order);
        }

        if (isMeasured)
        {
            run.Count(order, answer, Stopwatch.GetElapsedTime(began) - dueAt);
        }
    }
}
