using System.Text.Json;
using Regional.Client.Model;
using Regional.Silo.Edge;

namespace Regional.Silo.Problems;

/// <summary>A problem as an answer.</summary>
internal sealed class ProblemAnswer(Problem problem, int? retryAfterSeconds = null) : IResult
{
    public Problem Problem { get; } = problem;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Problem.Status;
        if (retryAfterSeconds is { } seconds
            || (Problem.Status == StatusCodes.Status503ServiceUnavailable && (seconds = ProblemOf.RetryAfterSeconds) > 0))
        {
            response.Headers.RetryAfter = $"{seconds}";
        }

        if (Problem.Status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        response.ContentType = ProblemOf.ContentType;
        return JsonSerializer.SerializeAsync(response.Body, Problem, ApiJson.Of<Problem>(), httpContext.RequestAborted);
    }
}
