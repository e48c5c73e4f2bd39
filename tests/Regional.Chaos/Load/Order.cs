using System.Text.Json.Nodes;
using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>A command to be sent, as often as it takes.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Actor">Whose token goes with it.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Path">From the root.</param>
/// <param name="Body">Holds the id.</param>
public sealed record Order(CommandKind Kind, string Actor, HttpMethod Method, string Path, JsonObject Body)
{
    public Guid Id { get; } = (Guid)Body["id"]!;

    /// <summary>A POST under an id of its own.</summary>
    public static Order New(CommandKind kind, string actor, string path, JsonObject body) =>
        New(HttpMethod.Post, kind, actor, path, body);

    public static Order New(HttpMethod method, CommandKind kind, string actor, string path, JsonObject body)
    {
        body["id"] = Guid.CreateVersion7();
        return new Order(kind, actor, method, path, body);
    }

    /// <summary>The same id for something else.</summary>
    public Order Altered(string member, JsonNode value)
    {
        var body = (JsonObject)Body.DeepClone();
        body[member] = value;
        return this with { Body = body };
    }
}
