using Regional.Contracts.Queries;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Reading;

/// <summary>Pages between the queries and the wire.</summary>
internal static class Pages
{
    public static PageRequest Asked(string? after, string? limit) =>
        new(string.IsNullOrEmpty(after) ? null : after, Paging.Limit(limit));

    public static IResult Answer<TRow, TView>(Page<TRow> page, Func<TRow, TView> view) =>
        Api.Answer.Ok(new Client.Model.Page<TView>([.. page.Items.Select(view)], page.Next));
}
