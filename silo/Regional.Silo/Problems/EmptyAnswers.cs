using Microsoft.AspNetCore.Diagnostics;
using Regional.Domain.Refusals;
using Regional.Silo.Edge;

namespace Regional.Silo.Problems;

/// <summary>Answers that routing gives without words (no such path, no such method) get some.</summary>
internal static class EmptyAnswers
{
    public static Task FillAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var where = $"{http.Request.Method} {EdgeRefusal.Shown(http.Request.Path)}";
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound =>
                Refusal.For(RefusalReason.NotFound, new("what", "path"), new("value", where)),
            StatusCodes.Status413PayloadTooLarge =>
                Refusal.For(RefusalReason.BodyTooLarge, new RefusalFact("limit", "the server's")),
            _ => Refusal.For(RefusalReason.BodyMalformed, new RefusalFact("where", where)),
        };
        var problem = ProblemOf.From(refusal) with { Status = http.Response.StatusCode };
        return new ProblemAnswer(problem).ExecuteAsync(http);
    }
}
