using Regional.Benchmarks.Workloads;

namespace Regional.Benchmarks.Measuring;

/// <summary>One measured run: what was answered within the measured time, and every acknowledgement to be checked.</summary>
internal sealed class Run(string subject, string workload, int callers)
{
    private long _posted, _transfers, _shed, _refused, _failed;

    /// <summary>Who did it: ours, http, baseline, bare.</summary>
    public string Subject => subject;

    public string Workload => workload;

    public int Callers => callers;

    public TimeSpan Length { get; set; }

    /// <summary>Whether its audit found nothing wrong: otherwise its figures do not count.</summary>
    public bool IsValid { get; set; }

    /// <summary>Orders posted within the measured time.</summary>
    public long Posted => _posted;

    public long Shed => _shed;

    /// <summary>Refusals and faults: none is expected.</summary>
    public long Wrong => _refused + _failed;

    public LatencyHistogram Latency { get; } = new();

    public CpuReading Cpu { get; set; }

    public BatchSizes Batches { get; set; }

    /// <summary>Collections of garbage in the process that was measured.</summary>
    public GcReading Gc { get; set; }

    /// <summary>Of the whole run with its warm-up, by caller.</summary>
    public List<Acknowledged> Acknowledged { get; } = [];

    /// <summary>Orders per second.</summary>
    public double Rate => _posted / Length.TotalSeconds;

    /// <summary>Processor seconds of both processes per thousand transfers.</summary>
    public CpuReading CpuPerThousand => _transfers == 0
        ? default
        : new CpuReading(Cpu.Own / _transfers * 1000, Cpu.Postgres / _transfers * 1000);

    public void Count(Order order, Answered answer, TimeSpan latency)
    {
        switch (answer)
        {
            case Answered.Posted:
                Interlocked.Increment(ref _posted);
                Interlocked.Add(ref _transfers, order.TransferCount);
                Latency.Record(latency);
                break;
            case Answered.Shed:
                Interlocked.Increment(ref _shed);
                break;
            case Answered.Refused:
                Interlocked.Increment(ref _refused);
                break;
            case Answered.Failed:
                Interlocked.Increment(ref _failed);
                break;
        }
    }

    /// <summary>Takes counts that were made elsewhere.</summary>
    public void Take(long posted, long transfers, long shed, long refused, long failed) =>
        (_posted, _transfers, _shed, _refused, _failed) = (posted, transfers, shed, refused, failed);

    public (long Posted, long Transfers, long Shed, long Refused, long Failed) Counts =>
        (_posted, _transfers, _shed, _refused, _failed);
}
