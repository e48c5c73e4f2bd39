using Regional.Benchmarks.Growth;
using Regional.Benchmarks.Http;
using Regional.Benchmarks.Micro;
using Regional.Benchmarks.Options;
using Regional.Benchmarks.Ours;
using Regional.Benchmarks.Periods;
using Regional.Benchmarks.Report;
using Regional.Benchmarks.Suites;

if (args is [ClientProcess.Verb])
{
    return await ClientProcess.ServeAsync();
}

if (BenchOptions.Parse(args, Environment.GetEnvironmentVariable("REGIONAL_BENCH_DB")) is not { } options)
{
    await Console.Error.WriteLineAsync(BenchOptions.Usage);
    return 2;
}

Console.WriteLine($"runtime {OwnSilo.Runtime}, {Environment.ProcessorCount} processors, .NET {Environment.Version}");
var figures = new Figures();
switch (options.Mode)
{
    case BenchMode.Full or BenchMode.Quick:
        await MainSuite.RunAsync(options, figures, Console.Out);
        break;
    case BenchMode.Growth:
        await GrowthSuite.RunAsync(options, figures, Console.Out);
        await ResidentSuite.RunAsync(options, figures, Console.Out);
        break;
    case BenchMode.Periods:
        if (options.Wants("pool"))
        {
            await PeriodSuite.RunAsync(options, figures, Console.Out);
        }

        if (options.Wants("charged"))
        {
            await PeriodSuite.RunChargedAsync(options, figures, Console.Out);
        }

        break;
    case BenchMode.Micro:
        return MicroSuite.Run();
}

return Verdict.Print(figures, OwnSilo.Runtime, Console.Out);
