using System.Diagnostics;
using Npgsql;
using Regional.Contracts;
using Regional.Domain.Refusals;
using Regional.Grains.Telemetry;
using Regional.Silo.Edge;
using Regional.Silo.Telemetry;

namespace Regional.Silo.Problems;

/// <summary>The outermost step: whatever is thrown becomes a problem that says what the caller may conclude.</summary>
internal sealed class FaultFilter(RequestDelegate next, ILogger<FaultFilter> log)
{
    private const string SendAgain = "Send the same id again.";

    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be answered.
        }
        catch (Exception fault) when (http.Response.HasStarted)
        {
            // A stream under way can only be cut: its reader sees that it did not end well, and resumes.
            log.StreamBroken(http.Request.Method, http.Request.Path, fault.Message);
            http.Abort();
        }
        catch (Exception fault)
        {
            await Translate(http, fault).ExecuteAsync(http);
        }
    }

    private ProblemAnswer Translate(HttpContext http, Exception fault)
    {
        switch (fault)
        {
            case EdgeRefusal edge:
                RegionalTelemetry.Count(edge.Refusal);
                return new ProblemAnswer(ProblemOf.From(edge.Refusal));
            case BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge }:
                return Refused(RefusalReason.BodyTooLarge, "limit", "the server's");
            case BadHttpRequestException bad:
                return Refused(RefusalReason.BodyMalformed, "where", bad.Message);
            case LedgerUnavailable or OperationCanceledException or NpgsqlException { IsTransient: true }:
                return Fault(http, ProblemOf.LedgerUnavailable, fault,
                    "The database cannot be reached; this attempt did nothing.");
            case OutcomeUnknown or TimeoutException or OrleansException:
                return Fault(http, ProblemOf.OutcomeUnknown, fault, "It may or may not have happened.");
            case ObjectDisposedException:
                // Requests may still come in while the host's services end, after a failed start for one.
                return Fault(http, ProblemOf.OutcomeUnknown, fault, "This host is ending. It may or may not have happened.");
            default:
                var trace = Activity.Current?.TraceId.ToString() ?? http.TraceIdentifier;
                log.RequestFailed(fault, http.Request.Method, http.Request.Path, trace);
                return new ProblemAnswer(ProblemOf.Fault(
                    "internalError", StatusCodes.Status500InternalServerError,
                    $"Something failed that nobody foresaw; trace {trace}.", SendAgain));
        }
    }

    private static ProblemAnswer Refused(RefusalReason reason, string fact, string value)
    {
        var refusal = Refusal.For(reason, new RefusalFact(fact, EdgeRefusal.Shown(value)));
        RegionalTelemetry.Count(refusal);
        return new ProblemAnswer(ProblemOf.From(refusal));
    }

    private ProblemAnswer Fault(HttpContext http, string code, Exception fault, string detail)
    {
        log.RequestFaulted(http.Request.Method, http.Request.Path, code, fault.Message);
        return new ProblemAnswer(ProblemOf.Fault(code, StatusCodes.Status503ServiceUnavailable, detail, SendAgain));
    }
}
