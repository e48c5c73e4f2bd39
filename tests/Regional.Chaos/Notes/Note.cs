using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Regional.Chaos.Notes;

/// <summary>A line of the clients' notes: what was asked, or what the answer was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "note")]
[JsonDerivedType(typeof(Asked), "asked")]
[JsonDerivedType(typeof(Told), "told")]
public abstract record Note
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>Number of the attempt; asked and told have the same.</summary>
    public required long No { get; init; }

    /// <summary>By the chaos process's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The line, without its end.</summary>
    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null: it was cut off before its end.</summary>
    public static Note? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<Note>(line, Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>One attempt, written down before it is sent.</summary>
public sealed record Asked : Note
{
    /// <summary>The command's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is, for the checker and for people.</summary>
    public required CommandKind Kind { get; init; }

    /// <summary>Who asks: the token's role and community.</summary>
    public required string Actor { get; init; }

    public required string Method { get; init; }

    public required string Path { get; init; }

    /// <summary>Exactly what is sent, id included.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>Whom: the silo's address, or the command line for an import.</summary>
    public required string Silo { get; init; }

    /// <summary>
    /// Equal for attempts at the same thing: same id, same content. A reason is words about a command, not a part of it:
    /// with another one it is the same command.
    /// </summary>
    [JsonIgnore]
    public string Content
    {
        get
        {
            var said = (JsonObject)Body.DeepClone();
            said.Remove("reason");
            return $"{Method} {Path} {said.ToJsonString()}";
        }
    }
}

/// <summary>What came back, written down before anything else is done with it.</summary>
public sealed record Told : Note
{
    /// <summary>HTTP status; null: no answer.</summary>
    public int? Status { get; init; }

    /// <summary>The answer's body.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>Why there is none.</summary>
    public string? Broken { get; init; }
}
