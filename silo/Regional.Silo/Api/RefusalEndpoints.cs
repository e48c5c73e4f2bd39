using Regional.Client.Model;
using Regional.Domain.Refusals;
using Regional.Silo.Problems;

namespace Regional.Silo.Api;

/// <summary>The catalogue of refusals, which every problem's type points to; without a token.</summary>
internal sealed class RefusalEndpoints : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1) =>
        v1.MapGet("/refusals", static () => Answer.Ok(new Page<Problem>(
                [.. RefusalCatalogue.All.Select(static entry => ProblemOf.From(Refusal.For(entry.Reason)) with
                {
                    Detail = entry.Facts.Length == 0 ? null : $"Facts: {entry.Facts}.",
                })],
                Next: null)))
            .AllowAnonymous().WithTags("Health").Says("Every refusal there is: code, number, class, status, advice", description: null)
            .Produces<Page<Problem>>();
}
