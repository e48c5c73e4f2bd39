using System.Diagnostics;

namespace Regional.TestKit.Processes;

/// <summary>The <c>regional</c> command with an environment of its own, as a shell starts it.</summary>
public sealed class Cli(Uri url, string? token, string folder)
{
    // The longest is an import that waits out a silo's restart.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(120);

    public Cli With(string otherToken) => new(url, otherToken, folder);

    public Task<CliResult> RunAsync(params string[] arguments) => RunAsync(CancellationToken.None, arguments);

    /// <summary>Runs it to its end, or until it is given up: then it is killed.</summary>
    public async Task<CliResult> RunAsync(CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(Programs.Cli, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["REGIONAL_URL"] = url.ToString(), ["REGIONAL_TOKEN"] = token, ["HOME"] = folder },
        };
        start.Environment.Remove("REGIONAL_DB");
        start.Environment.Remove("REGIONAL_TOKEN_FILE");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(Timeout);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        return new CliResult(string.Join(' ', arguments), process.ExitCode, await output, await errors);
    }

    /// <summary>Runs it and demands that it was done.</summary>
    public async Task<CliResult> DoAsync(params string[] arguments) => (await RunAsync(arguments)).Done();
}
