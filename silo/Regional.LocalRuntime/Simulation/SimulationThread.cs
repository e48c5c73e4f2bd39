namespace Regional.LocalRuntime.Simulation;

/// <summary>The one thread of a run, and the caller's watch over it.</summary>
internal static class SimulationThread
{
    private static readonly TimeSpan WatchPeriod = TimeSpan.FromMilliseconds(100);

    public static SimulationResult Run(Simulator simulator, SimulationOptions options, Func<Simulator, Task> body)
    {
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                PumpUntilDone(simulator, options, body);
            }
            catch (Exception fault)
            {
                failure = fault;
            }
        })
        {
            IsBackground = true,
            Name = $"simulation {options.Seed}",
        };

        // Unsafe: nothing ambient of the caller (a test runner's context) may reach the simulator.
        thread.UnsafeStart();
        Watch(thread, simulator, options);
        return failure is null
            ? new SimulationResult(
                options.Seed, simulator.Pump.Hash.Value, simulator.Pump.Hash.Count, simulator.Now - options.Start)
            : throw failure as SimulationFailedException
                ?? new SimulationFailedException(options.Seed, failure.Message, failure);
    }

    private static void PumpUntilDone(Simulator simulator, SimulationOptions options, Func<Simulator, Task> body)
    {
        SynchronizationContext.SetSynchronizationContext(null);
        var pump = simulator.Pump;
        pump.BindToThisThread();
        var done = simulator.Client(async () =>
        {
            await simulator.StartAsync();
            await body(simulator);
        });
        var end = options.Start + options.VirtualTimeMax;
        while (!done.IsCompleted)
        {
            if (!pump.Step())
            {
                throw new SimulationFailedException(
                    options.Seed, "nothing is left that could happen, and the body waits.");
            }

            if (pump.Leak is { } leak)
            {
                throw new SimulationFailedException(options.Seed, leak.Message, leak);
            }

            if (simulator.Now > end)
            {
                throw new SimulationFailedException(
                    options.Seed, $"no end after {options.VirtualTimeMax} of virtual time.");
            }
        }

        done.GetAwaiter().GetResult();
    }

    private static void Watch(Thread thread, Simulator simulator, SimulationOptions options)
    {
        var seen = -1L;
        var since = System.Diagnostics.Stopwatch.GetTimestamp();
        while (!thread.Join(WatchPeriod))
        {
            var count = simulator.Pump.Hash.Count;
            if (count != seen)
            {
                (seen, since) = (count, System.Diagnostics.Stopwatch.GetTimestamp());
            }
            else if (System.Diagnostics.Stopwatch.GetElapsedTime(since) > options.RealTurnTimeMax)
            {
                var who = simulator.Pump.Running?.Activation?.ToString() ?? "a client";
                throw new SimulationFailedException(options.Seed, $"a turn of {who} blocks its thread.");
            }
        }
    }
}
