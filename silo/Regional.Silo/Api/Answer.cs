using System.Text.Json;
using Regional.Silo.Edge;

namespace Regional.Silo.Api;

/// <summary>A wire record as an answer.</summary>
internal sealed class Answer<T>(T value, int status) : IResult
{
    public T Value { get; } = value;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return JsonSerializer.SerializeAsync(
            httpContext.Response.Body, Value, ApiJson.Of<T>(), httpContext.RequestAborted);
    }
}

/// <summary>Makes answers.</summary>
internal static class Answer
{
    public static IResult Ok<T>(T value) => new Answer<T>(value, StatusCodes.Status200OK);

    /// <summary>201 the first time, 200 for a replay.</summary>
    public static IResult Done<T>(T value, bool isReplay) =>
        new Answer<T>(value, isReplay ? StatusCodes.Status200OK : StatusCodes.Status201Created);
}
