using System.Diagnostics;
using System.Text.Json;
using Regional.Benchmarks.Measuring;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;
using Regional.Client;

namespace Regional.Benchmarks.Http;

/// <summary>The callers over HTTP: this program once more, as a process of its own.</summary>
internal static class ClientProcess
{
    /// <summary>First word of its command line.</summary>
    public const string Verb = "client";

    // More than the server works on and keeps waiting (512 and 2,048), so that it must shed.
    private const int UnderWayMax = 6_000;

    // Beyond the run itself: its start, and answers still under way at the end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Starts one, waits for it, and reads what it saw. Processor time is of this process and PostgreSQL.</summary>
    public static async Task<Run> RunAsync(string subject, ClientWork work, CpuMeter cpu, BatchMeter batches)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, [Verb])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        using var timeout = new CancellationTokenSource(work.WarmUp + work.Length + Patience);
        try
        {
            batches.Take();
            var before = cpu.Read();
            await process.StandardInput.WriteAsync(JsonSerializer.Serialize(work, ClientJson.Default.ClientWork));
            process.StandardInput.Close();
            var said = await process.StandardOutput.ReadToEndAsync(timeout.Token);
            await process.WaitForExitAsync(timeout.Token);
            var run = JsonSerializer.Deserialize(said, ClientJson.Default.ClientReport)!.ToRun(subject, work);
            // Warm-up included: the share of the measured time is what a rate is divided by.
            var used = cpu.Read() - before;
            var share = run.Length / (work.WarmUp + run.Length);
            run.Cpu = new CpuReading(used.Own * share, used.Postgres * share);
            run.Batches = batches.Take();
            return run;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    /// <summary>The other side: does the work named on standard input and says what it saw on standard output.</summary>
    public static async Task<int> ServeAsync()
    {
        var work = JsonSerializer.Deserialize(await Console.In.ReadToEndAsync(), ClientJson.Default.ClientWork)!;
        using var client = new RegionalClient(new RegionalClientOptions
        {
            Url = work.Url,
            Token = work.Town.Main.Code,
            AttemptCountMax = 1,
        });
        var codes = work.Town.Main.Members.Select(static (account, at) => (account, at))
            .ToDictionary(static one => one.account, static one => $"m{one.at}");
        var sender = new HttpSender(client, work.Town, codes);
        var workload = Workload.Find(work.Workload);
        var run = work.Callers > 0
            ? await new ClosedLoop(work.Town, cpu: null).RunAsync(
                "http", workload, work.Callers, _ => sender, work.WarmUp, work.Length)
            : await new OpenLoop(work.Town, sender, cpu: null, underWayMax: UnderWayMax).RunAsync(
                "http", workload, work.RatePerSecond, work.WarmUp, work.Length);
        Console.Out.Write(JsonSerializer.Serialize(ClientReport.Of(run), ClientJson.Default.ClientReport));
        return 0;
    }
}
