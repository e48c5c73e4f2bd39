using Regional.Silo.Hosting;

namespace Regional.Silo.Api;

/// <summary>Whether the process lives and whether it can work; for supervisors, without a token.</summary>
internal static class HealthEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/health").WithTags("Health").AllowAnonymous();
        group.MapGet("/live", static () => Results.Text("live\n")).Says("The process runs", description: null);
        group.MapGet("/ready", AskAsync).Says("The database is prepared and answers; 503 otherwise, saying why", description: null);
    }

    private static async Task<IResult> AskAsync(Readiness readiness, HttpContext http) =>
        await readiness.AskAsync(http.RequestAborted) is { } why
            ? Results.Text($"{why}\n", statusCode: StatusCodes.Status503ServiceUnavailable)
            : Results.Text("ready\n");
}
