using System.Text.Json;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry;

/// <summary>
/// How a refusal stands in <c>operations</c> and <c>trades</c>: its number, and its facts as a JSON array of
/// <c>{"name","value"}</c> in order (an object of jsonb would lose the order).
/// </summary>
internal static class StoredRefusal
{
    /// <summary>The number.</summary>
    public static short Number(Refusal refusal) => checked((short)refusal.Reason);

    /// <summary>The facts as JSON text.</summary>
    public static string WriteFacts(Refusal refusal) => JsonSerializer.Serialize(
        refusal.Facts.Select(static fact => new StoredFact(fact.Name, fact.Value)), JsonSerializerOptions.Web);

    /// <summary>The refusal again.</summary>
    public static Refusal Read(short number, string? facts) => new(
        (RefusalReason)number,
        facts is null
            ? []
            : [.. JsonSerializer.Deserialize<StoredFact[]>(facts, JsonSerializerOptions.Web)!
                .Select(static fact => new RefusalFact(fact.Name, fact.Value))]);

    private sealed record StoredFact(string Name, string Value);
}
