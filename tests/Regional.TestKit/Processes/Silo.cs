using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Regional.TestKit.Processes;

/// <summary>A silo as an operator starts it: its own process, on a loopback port and a database.</summary>
public sealed class Silo : IAsyncDisposable
{
    // A cold start on a busy machine with two cores takes some seconds, migrations included.
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LookPeriod = TimeSpan.FromMilliseconds(50);

    // Of a silo that runs through many faults, the newest part says why it ended.
    private const int LogLengthMax = 1 << 20;

    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Process _process;
    private readonly StringBuilder _log = new();
    private readonly string? _logPath;

    private Silo(Process process, Uri url, string? logPath) =>
        (_process, Url, Id, _logPath) = (process, url, process.Id, logPath);

    public Uri Url { get; }

    /// <summary>Of its process.</summary>
    public int Id { get; }

    /// <summary>Whether the process is over; then with which code.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Of a process that is over.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote so far, on either stream.</summary>
    public string Log
    {
        get
        {
            lock (_log)
            {
                return _log.ToString();
            }
        }
    }

    /// <summary>Started and ready.</summary>
    public static async Task<Silo> StartAsync(string connectionString, Uri? url = null)
    {
        var silo = Launch(connectionString, url);
        await silo.WaitUntilAsync("/health/ready", HttpStatusCode.OK);
        return silo;
    }

    /// <summary>Started; the caller waits for what it wants.</summary>
    public static Silo Launch(string connectionString, Uri? url = null) =>
        Launch(connectionString, new SiloSettings { Url = url });

    /// <summary>Started as told; the caller waits for what it wants.</summary>
    public static Silo Launch(string connectionString, SiloSettings settings)
    {
        var url = settings.Url ?? new Uri($"http://127.0.0.1:{FreePort()}");
        var start = new ProcessStartInfo(Programs.Silo)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["REGIONAL_DB"] = connectionString, ["REGIONAL_URL"] = url.ToString() },
        };
        foreach (var (name, value) in settings.Environment)
        {
            start.Environment[name] = value;
        }

        var silo = new Silo(Process.Start(start)!, url, settings.LogPath);
        silo._process.OutputDataReceived += silo.Note;
        silo._process.ErrorDataReceived += silo.Note;
        silo._process.BeginOutputReadLine();
        silo._process.BeginErrorReadLine();
        return silo;
    }

    /// <summary>Waits for it to answer so; an end or a time-out of the process fails the test with its log.</summary>
    public async Task WaitUntilAsync(string path, HttpStatusCode status)
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        while (await StatusAsync(path) != status)
        {
            Assert.False(HasExited, $"The silo ended while {path} was to answer {status}:\n{Log}");
            Assert.False(timeout.IsCancellationRequested, $"{path} did not answer {status} in {StartTimeout}:\n{Log}");
            await Task.Delay(LookPeriod, CancellationToken.None);
        }
    }

    /// <summary>Null: nobody answers.</summary>
    public async Task<HttpStatusCode?> StatusAsync(string path)
    {
        try
        {
            using var response = await Http.GetAsync(new Uri(Url, path));
            return response.StatusCode;
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>Waits for it to end by itself; its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        using var timeout = new CancellationTokenSource(StartTimeout);
        try
        {
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"The silo has not ended in {StartTimeout}:\n{Log}");
        }

        return _process.ExitCode;
    }

    /// <summary>As kill -9: no handler runs, nothing is flushed.</summary>
    public Task KillAsync()
    {
        _process.Kill();
        return _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!HasExited)
        {
            await Signals.SendAsync("TERM", Id);
            using var timeout = new CancellationTokenSource(StopTimeout);
            try
            {
                await _process.WaitForExitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                await KillAsync();
            }
        }

        _process.Dispose();
    }

    private void Note(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        lock (_log)
        {
            _log.AppendLine(line.Data);
            if (_log.Length > LogLengthMax)
            {
                _log.Remove(0, LogLengthMax / 2);
            }

            if (_logPath is not null)
            {
                File.AppendAllText(_logPath, $"{line.Data}\n");
            }
        }
    }

    /// <summary>Free when asked; nothing else on the machine hands this one out again at once.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
