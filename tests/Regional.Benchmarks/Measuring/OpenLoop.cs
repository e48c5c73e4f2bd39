using System.Diagnostics;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Measuring;

/// <summary>
/// Orders that arrive at a fixed rate whether or not earlier ones are answered. Latency counts from the moment an order
/// was due, so that a sender held up by the system does not hide it.
/// </summary>
/// <param name="town">Where.</param>
/// <param name="sender">To whom.</param>
/// <param name="cpu">Processor time; null: it is not of this process.</param>
/// <param name="batches">Sizes of the group commits; null: they are not made in this process.</param>
/// <param name="underWayMax">
/// Most orders without an answer: what is due beyond it is never sent and counts nowhere, as no caller would have so many
/// connections.
/// </param>
internal sealed class OpenLoop(
    Town town, ISender sender, CpuMeter? cpu, BatchMeter? batches = null, int underWayMax = int.MaxValue)
{
    // Finer than the latencies looked for; the time until the next tick counts as latency.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>Sends the workload at a rate for a time after a warm-up; waits for every answer.</summary>
    public async Task<Run> RunAsync(
        string subject, Workload workload, double ratePerSecond, TimeSpan warmUp, TimeSpan length)
    {
        var run = new Run(subject, workload.Name, callers: 0);
        var flight = new Flight(run, ratePerSecond, warmUp, length);

        // A thread of its own: arrivals know nothing of how busy the system's threads are, and must not bunch for it.
        await Task.Factory.StartNew(
            () => Pace(flight, workload), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        await flight.EndAsync();
        run.Acknowledged.Add(flight.Told());
        return run;
    }

    private void Pace(Flight flight, Workload workload)
    {
        var draw = new Draw((ulong)Stopwatch.GetTimestamp());
        var run = flight.Run;
        (CpuReading Cpu, GcReading Gc)? before = null;

        // Drawn before the run: an id costs a call of the kernel, of which the measured system has two processors only.
        for (var at = 0; at < flight.Count; at++)
        {
            flight.Orders[at] = workload.Next(draw, town);
        }

        flight.Begin();
        for (var next = 0; next < flight.Count;)
        {
            if (before is null && flight.Elapsed >= flight.WarmUp)
            {
                before = (cpu?.Read() ?? default, GcReading.Now());
                batches?.Take();
            }

            for (var due = Math.Min(flight.Due, flight.Count); next < due; next++)
            {
                if (next - flight.Landed >= underWayMax)
                {
                    flight.CountEnd();
                    continue;
                }

                ThreadPool.UnsafeQueueUserWorkItem(
                    static one => _ = one.Loop.SendAsync(one.Flight, one.At), (Loop: this, Flight: flight, At: next),
                    preferLocal: false);
            }

            Thread.Sleep(Tick);
        }

        run.Length = flight.Elapsed - flight.WarmUp;
        run.Cpu = (cpu?.Read() ?? default) - (before?.Cpu ?? default);
        run.Gc = GcReading.Now() - (before?.Gc ?? default);
        run.Batches = batches?.Take() ?? default;
    }

    private async Task SendAsync(Flight flight, int at)
    {
        var answer = await sender.SendAsync(flight.Orders[at]);
        flight.Land(at, answer);
    }

    /// <summary>
    /// The orders of a run, laid out before it: what the benchmark itself keeps must not lengthen the collections of
    /// garbage in the process that it measures.
    /// </summary>
    private sealed class Flight(Run run, double ratePerSecond, TimeSpan warmUp, TimeSpan length)
    {
        private readonly bool[] _isPosted = new bool[CountOf(ratePerSecond, warmUp + length)];
        private readonly TaskCompletionSource _end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _began;
        private int _landed;

        public Run Run => run;

        /// <summary>Orders that were answered, or never sent.</summary>
        public int Landed => Volatile.Read(ref _landed);

        public Order[] Orders { get; } = new Order[CountOf(ratePerSecond, warmUp + length)];

        public int Count => Orders.Length;

        public TimeSpan WarmUp => warmUp;

        public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_began);

        /// <summary>How many orders are due by now.</summary>
        public int Due => (int)(Elapsed.TotalSeconds * ratePerSecond);

        public void Begin() => _began = Stopwatch.GetTimestamp();

        public void Land(int at, Answered answer)
        {
            var dueAt = TimeSpan.FromSeconds(at / ratePerSecond);
            _isPosted[at] = answer == Answered.Posted;
            if (dueAt >= warmUp)
            {
                run.Count(Orders[at], answer, Elapsed - dueAt);
            }

            CountEnd();
        }

        /// <summary>One more that was answered, or is never sent.</summary>
        public void CountEnd()
        {
            if (Interlocked.Increment(ref _landed) == Count)
            {
                _end.SetResult();
            }
        }

        public Task EndAsync() => _end.Task;

        public Acknowledged Told()
        {
            var told = new Acknowledged();
            for (var at = 0; at < Count; at++)
            {
                if (_isPosted[at])
                {
                    told.Add(Orders[at]);
                }
            }

            return told;
        }

        private static int CountOf(double ratePerSecond, TimeSpan time) =>
            Math.Max(1, (int)(ratePerSecond * time.TotalSeconds));
    }
}
