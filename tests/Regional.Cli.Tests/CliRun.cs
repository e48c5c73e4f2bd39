using Regional.Cli.CommandLine;

namespace Regional.Cli.Tests;

/// <summary>One run of the command against a fake server.</summary>
internal sealed record CliRun(int Code, string Out, string Error)
{
    public static async Task<CliRun> OfAsync(
        HttpMessageHandler? server, string[] arguments, IReadOnlyDictionary<string, string>? environment = null,
        CancellationToken cancel = default)
    {
        var (output, error) = (new StringWriter { NewLine = "\n" }, new StringWriter { NewLine = "\n" });
        var shell = new Shell
        {
            Out = output,
            Error = error,
            Environment = name => environment?.GetValueOrDefault(name),
            Network = () => new Undisposed(server ?? new HttpClientHandler()),
            Time = new Regional.Client.Tests.SkippingTime(),
            Width = 120,
        };
        var code = await RegionalCommand.RunAsync(arguments, shell, cancel);
        return new CliRun(code, Trim(output), Trim(error));
    }

    // Tables pad their lines; what is compared is what is read.
    private static string Trim(StringWriter text) =>
        string.Join('\n', text.ToString().Split('\n').Select(static line => line.TrimEnd())).Trim('\n');

    // One server outlives several runs.
    private sealed class Undisposed(HttpMessageHandler inner) : HttpMessageHandler
    {
        private readonly HttpMessageInvoker _inner = new(inner, disposeHandler: false);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            _inner.SendAsync(request, cancellationToken);
    }
}
