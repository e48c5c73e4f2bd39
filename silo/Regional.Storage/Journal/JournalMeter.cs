using System.Diagnostics;
using System.Diagnostics.Metrics;
using Regional.Contracts.Telemetry;

namespace Regional.Storage.Journal;

/// <summary>What the journal store measures, on the product's one meter.</summary>
internal static class JournalMeter
{
    private static readonly Histogram<double> CommitSeconds = RegionalMeter.Meter.CreateHistogram<double>(
        "regional.journal.commit.duration", "s", "From the connection to the last commit of a batch.");

    private static readonly Histogram<int> BatchSize = RegionalMeter.Meter.CreateHistogram<int>(
        "regional.journal.batch.size", "{posting}", "Members of a batch, by the path that decided them.");

    private static readonly Counter<long> SecondPath = RegionalMeter.Meter.CreateCounter<long>(
        "regional.journal.second_path", "{batch}", "Batches that the fast statement rejected, by SQLSTATE.");

    private static readonly Counter<long> Unknown = RegionalMeter.Meter.CreateCounter<long>(
        "regional.journal.outcome_unknown", "{batch}", "Batches whose outcome was not learned.");

    public static long Start() => Stopwatch.GetTimestamp();

    public static void RecordCommit(long started, int certain, int doubtful)
    {
        CommitSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
        if (doubtful == 0)
        {
            BatchSize.Record(certain, new KeyValuePair<string, object?>("path", "fast"));
        }
        else
        {
            BatchSize.Record(doubtful, new KeyValuePair<string, object?>("path", "second"));
        }
    }

    public static void CountSecondPath(string reason) =>
        SecondPath.Add(1, new KeyValuePair<string, object?>("reason", reason));

    public static void CountUnknown() => Unknown.Add(1);
}
