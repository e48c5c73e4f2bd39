using Regional.Client.Model;
using Regional.Silo.Edge;
using Regional.Silo.Problems;

namespace Regional.Silo.Api;

/// <summary>What the API's description says of an endpoint.</summary>
internal static class Describe
{
    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden,
        StatusCodes.Status404NotFound, StatusCodes.Status503ServiceUnavailable,
    ];

    private static readonly int[] CommandRefusals =
    [
        StatusCodes.Status409Conflict, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity,
        StatusCodes.Status429TooManyRequests,
    ];

    // A handler of the one parameter HttpContext would else be taken for a RequestDelegate, and its answer dropped.
    public static RouteHandlerBuilder Get(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapGet(pattern, handler);

    public static RouteHandlerBuilder Post(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapPost(pattern, handler);

    public static RouteHandlerBuilder Put(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapPut(pattern, handler);

    public static RouteHandlerBuilder Delete(this IEndpointRouteBuilder routes, string pattern, Delegate handler) =>
        routes.MapDelete(pattern, handler);

    /// <summary>Something read.</summary>
    public static RouteHandlerBuilder Reads<TView>(this RouteHandlerBuilder endpoint, string summary, string? description = null) =>
        endpoint.Says(summary, description).Produces<TView>(StatusCodes.Status200OK).Refuses(Refusals);

    /// <summary>Something read as another kind of text.</summary>
    public static RouteHandlerBuilder ReadsText(
        this RouteHandlerBuilder endpoint, string contentType, string summary, string? description = null) =>
        endpoint.Says(summary, description)
            .Produces<string>(StatusCodes.Status200OK, contentType).Refuses(Refusals);

    /// <summary>A command with a body, idempotent by its id.</summary>
    public static RouteHandlerBuilder Commands<TBody, TView>(
        this RouteHandlerBuilder endpoint, string summary, string? description = null)
        where TBody : notnull =>
        endpoint.Says(summary, $"{description} Idempotent by its id (in the body or the header {CommandIds.Header}): 201 the first time, 200 with isReplay after that.".TrimStart())
            .Accepts<TBody>("application/json")
            .Produces<TView>(StatusCodes.Status201Created).Produces<TView>(StatusCodes.Status200OK)
            .Refuses(Refusals).Refuses(CommandRefusals);

    /// <summary>A question with a body; nothing happens.</summary>
    public static RouteHandlerBuilder Asks<TBody, TView>(
        this RouteHandlerBuilder endpoint, string summary, string? description = null)
        where TBody : notnull =>
        endpoint.Says(summary, description).Accepts<TBody>("application/json")
            .Produces<TView>(StatusCodes.Status200OK).Refuses(Refusals).Refuses(CommandRefusals);

    public static RouteHandlerBuilder Says(this RouteHandlerBuilder endpoint, string summary, string? description) =>
        description is null ? endpoint.WithSummary(summary) : endpoint.WithSummary(summary).WithDescription(description);

    private static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint, int[] statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<Problem>(status, ProblemOf.ContentType);
        }

        return endpoint;
    }
}
