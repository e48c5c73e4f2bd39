using System.Text.Json;
using System.Threading.Channels;
using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Overload;
using Regional.Silo.Telemetry;

namespace Regional.Silo.Api.Clearing;

/// <summary>Has the whole journal replayed and compared with everything derived from it.</summary>
internal sealed class VerifyEndpoints(IVerifier verifier, ILogger<VerifyEndpoints> log) : IEndpointGroup
{
    // Lines are small and readers quick; a slow one slows its own run down, nothing else.
    private const int LineCountMax = 1000;

    public void Map(RouteGroupBuilder v1) =>
        v1.Get("/verify", VerifyAsync).WithTags("Clearing").WithMetadata(new StreamingMark()).ReadsText(
            "application/x-ndjson", "Replay the journal and compare", "A line of JSON each: progress, differences, and last the result.");

    private async Task VerifyAsync(HttpContext http)
    {
        var caller = Caller.Of(http);
        Permissions.Demand(caller, AccessAction.Verify, new Target(caller.Region));
        var lines = Channel.CreateBounded<VerifyLine>(
            new BoundedChannelOptions(LineCountMax) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        var run = RunAsync(lines.Writer, http.RequestAborted);
        http.Response.ContentType = "application/x-ndjson; charset=utf-8";
        await foreach (var line in lines.Reader.ReadAllAsync(http.RequestAborted))
        {
            await WriteAsync(http, line);
        }

        var result = await run;
        foreach (var difference in result.Differences)
        {
            await WriteAsync(http, Line(difference));
        }

        log.Verified(caller.Actor, result.DifferenceCount);
        await WriteAsync(http, new VerifyLine
        {
            Line = "result",
            Done = result.Transfers,
            Differences = result.DifferenceCount,
            Detail = $"{result.Transfers} transfers, {result.Accounts} accounts and {result.Operations} operations compared; "
                + (result.Holds ? "the books hold." : $"{result.DifferenceCount} differences."),
        });
    }

    private async Task<Verification> RunAsync(ChannelWriter<VerifyLine> lines, CancellationToken cancellationToken)
    {
        Exception? fault = null;
        try
        {
            return await verifier.VerifyAsync(new Reporter(lines), cancellationToken);
        }
        catch (Exception thrown)
        {
            fault = thrown;
            throw;
        }
        finally
        {
            lines.Complete(fault);
        }
    }

    private static VerifyLine Line(VerificationDifference difference) => new()
    {
        Line = "difference",
        Check = difference.Check,
        Subject = difference.Subject,
        Expected = difference.Expected,
        Found = difference.Found,
    };

    private static async Task WriteAsync(HttpContext http, VerifyLine line)
    {
        await JsonSerializer.SerializeAsync(http.Response.Body, line, ApiJson.Of<VerifyLine>(), http.RequestAborted);
        await http.Response.WriteAsync("\n", http.RequestAborted);
        await http.Response.Body.FlushAsync(http.RequestAborted);
    }

    // Differences come with the result, in order; here only how far it is.
    private sealed class Reporter(ChannelWriter<VerifyLine> lines) : IProgress<VerificationProgress>
    {
        public void Report(VerificationProgress value)
        {
            if (value.Difference is null)
            {
                lines.TryWrite(new VerifyLine
                {
                    Line = "progress",
                    Check = value.Check,
                    Done = value.Done,
                    Total = value.Total,
                });
            }
        }
    }
}
