using System.Diagnostics;

namespace Regional.TestKit;

/// <summary>
/// A PostgreSQL server for tests. The shared one is named by REGIONAL_TEST_DB (a superuser's connection string, set by
/// ops/test), or a private cluster started once per process; both may run without fsync. It is dropped when the process
/// ends, however it ends.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Environment variable that names an existing server.</summary>
    public const string Variable = "REGIONAL_TEST_DB";

    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);

    private readonly string? _folder;

    private PostgresServer(string connectionString, string? folder) =>
        (ConnectionString, _folder) = (connectionString, folder);

    /// <summary>Of a superuser, to the database "postgres".</summary>
    public string ConnectionString { get; }

    /// <summary>Whether this process started it and may stop it.</summary>
    public bool IsOwn => _folder is not null;

    /// <summary>The server all ordinary tests of this process use.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    /// <summary>A server for one test that stops or crashes it; durable unless told otherwise.</summary>
    public static async Task<PostgresServer> StartOwnAsync(bool isDurable = true)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"regional-test-{Guid.NewGuid():N}");
        var connectionString = await RunAsync(StartArguments(folder, isDurable));
        return new PostgresServer(connectionString, folder);
    }

    /// <summary>Stops it in good order; the data stays.</summary>
    public Task StopAsync() => RunAsync("stop", Own);

    /// <summary>Stops it as a power cut would, every process at once by kill -9; the data stays.</summary>
    public Task KillAsync() => RunAsync("kill", Own);

    /// <summary>The postmaster, then its children as they are now; empty when it does not run.</summary>
    public IReadOnlyList<ServerProcess> FindProcesses()
    {
        var file = Path.Combine(Own, "data", "postmaster.pid");
        if (!File.Exists(file) || !int.TryParse(File.ReadLines(file).FirstOrDefault(), out var postmaster))
        {
            return [];
        }

        return ServerProcess.Find(postmaster);
    }

    /// <summary>Starts it again after a stop.</summary>
    public Task RestartAsync() => RunAsync(StartArguments(Own, isDurable: true)[..2]);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        if (_folder is not null)
        {
            await RunAsync("drop", _folder);
        }
    }

    private string Own => _folder ?? throw new InvalidOperationException("This server was not started here.");

    private static async Task<PostgresServer> StartSharedAsync() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? new PostgresServer(named, folder: null)
            : await StartOwnAsync(isDurable: false);

    private static string[] StartArguments(string folder, bool isDurable)
    {
        string[] start = ["start", folder, "--watch", $"{Environment.ProcessId}"];
        return isDurable ? start : [.. start, "--fast"];
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var script = FindScript();
        using var process = Process.Start(new ProcessStartInfo(script, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output.Trim()
            : throw new InvalidOperationException($"{script} {string.Join(' ', arguments)}: {await errors}");
    }

    private static string FindScript()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "ops", "lib", "postgres");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new InvalidOperationException($"ops/lib/postgres was not found above {AppContext.BaseDirectory}.");
    }
}
