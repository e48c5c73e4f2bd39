using System.Text.Json;
using System.Text.Json.Nodes;
using Regional.Domain.Refusals;

namespace Regional.Silo.Edge;

/// <summary>Turns what the serializer found wrong into the refusal that names it.</summary>
internal static class BodyFaults
{
    public static Refusal Name(JsonException fault, byte[] body)
    {
        var path = fault.Path ?? "$";
        var leaf = LeafOf(path);
        var value = ValueAt(body, path);
        return leaf switch
        {
            _ when value is null || path == "$" => Body(path, fault),
            "id" => Refusal.For(RefusalReason.IdMalformed, new RefusalFact("value", value)),
            "amount" or "payerAmountMax" or "floor" or "ceiling" =>
                Refusal.For(RefusalReason.AmountMalformed, new RefusalFact("value", value)),
            "businessDate" or "documentDate" or "validFrom" or "holidays" =>
                Refusal.For(RefusalReason.DateMalformed, new("field", leaf), new("value", value)),
            _ when fault.Message.Contains("could not be mapped", StringComparison.Ordinal) => Body(path, fault),
            _ => Refusal.For(RefusalReason.FieldMalformed, new("field", leaf), new("value", value)),
        };
    }

    private static Refusal Body(string path, JsonException fault)
    {
        var why = fault.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => "no such member",
            var m when m.Contains("uplicate", StringComparison.Ordinal) => "given twice",
            var m when m.Contains("depth", StringComparison.Ordinal) => "nested too deeply",
            _ => "not the JSON expected",
        };
        var line = fault.LineNumber is { } number ? $" (line {number + 1})" : "";
        return Refusal.For(RefusalReason.BodyMalformed, new RefusalFact("where", $"{EdgeRefusal.Shown(path)}: {why}{line}"));
    }

    // "$.legs[0].amount" → "amount"; "$.holidays[2]" → "holidays".
    private static string LeafOf(string path)
    {
        var name = path[(path.LastIndexOf('.') + 1)..];
        var bracket = name.IndexOf('[', StringComparison.Ordinal);
        return bracket < 0 ? name : name[..bracket];
    }

    private static string? ValueAt(byte[] body, string path)
    {
        try
        {
            var node = JsonNode.Parse(body);
            foreach (var step in path.Split('.', '[').Skip(1))
            {
                node = node switch
                {
                    JsonObject members => members[step],
                    JsonArray items when int.TryParse(step.TrimEnd(']'), out var at) && at < items.Count => items[at],
                    _ => null,
                };
            }

            return node is null ? null : EdgeRefusal.Shown(node is JsonValue ? node.ToString() : node.ToJsonString());
        }
        catch (Exception fault) when (fault is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }
}
