using System.Text.Json;
using System.Text.Json.Serialization;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Towns;

namespace Regional.Benchmarks.Http;

/// <summary>What a client process is to do.</summary>
/// <param name="Callers">Of a closed loop; 0: orders arrive at <paramref name="RatePerSecond"/>.</param>
internal sealed record ClientWork(
    Uri Url, string Workload, int Callers, double RatePerSecond, TimeSpan WarmUp, TimeSpan Length, Town Town);

/// <summary>What it saw.</summary>
/// <param name="Latency">Buckets with their counts.</param>
/// <param name="Ids">Acknowledged, 16 bytes each.</param>
internal sealed record ClientReport(
    long Posted, long Transfers, long Shed, long Refused, long Failed, TimeSpan Length, double CpuSeconds,
    Dictionary<int, long> Latency, byte[] Ids)
{
    public static ClientReport Of(Run run)
    {
        var (posted, transfers, shed, refused, failed) = run.Counts;
        return new ClientReport(
            posted, transfers, shed, refused, failed, run.Length, Environment.CpuUsage.TotalTime.TotalSeconds,
            run.Latency.NotEmpty().ToDictionary(static one => one.Bucket, static one => one.Count),
            [.. run.Acknowledged.SelectMany(static one => one.Ids).SelectMany(static one => one.Id.ToByteArray())]);
    }

    public Run ToRun(string subject, ClientWork work)
    {
        var run = new Run(subject, work.Workload, work.Callers) { Length = Length };
        run.Take(Posted, Transfers, Shed, Refused, Failed);
        foreach (var (bucket, count) in Latency)
        {
            run.Latency.Add(bucket, count);
        }

        var told = new Acknowledged();
        for (var at = 0; at < Ids.Length; at += 16)
        {
            told.Add(new Guid(Ids.AsSpan(at, 16)), transfers: 1);
        }

        run.Acknowledged.Add(told);
        return run;
    }
}

[JsonSerializable(typeof(ClientWork))]
[JsonSerializable(typeof(ClientReport))]
internal sealed partial class ClientJson : JsonSerializerContext;
