using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Regional.Benchmarks.Micro;

/// <summary>BenchmarkDotNet over the parts of a payment that have no database in them; bounded to about a minute.</summary>
internal static class MicroSuite
{
    private const int WarmUpCount = 3;
    private const int IterationCount = 10;
    private const int IterationMilliseconds = 200;

    /// <summary>0: all ran.</summary>
    public static int Run()
    {
        // In this process: the projects' settings (artifacts by runtime) are not for generated projects to repeat.
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(WarmUpCount)
            .WithIterationCount(IterationCount)
            .WithIterationTime(Perfolizer.Horology.TimeInterval.FromMilliseconds(IterationMilliseconds));
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default)
            .AddColumnProvider(DefaultColumnProviders.Instance).AddLogger(ConsoleLogger.Ascii)
            .AddExporter(MarkdownExporter.Console)
            .WithArtifactsPath(Path.Combine(Path.GetTempPath(), $"regional-micro-{Environment.ProcessId}"));
        var summaries = BenchmarkRunner.Run(
            [typeof(RulesBenchmark), typeof(BatcherBenchmark), typeof(CallBenchmark)], config);
        foreach (var report in summaries.SelectMany(static summary => summary.Reports))
        {
            if (report.ResultStatistics is { } statistics)
            {
                Console.WriteLine($"micro_{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}_ns {statistics.Median:0.0}");
            }
        }

        Directory.Delete(config.ArtifactsPath, recursive: true);
        return summaries.All(static summary => summary.Reports.All(static report => report.Success)) ? 0 : 1;
    }
}
