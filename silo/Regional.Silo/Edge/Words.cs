using System.Collections.Frozen;
using System.Text.Json;

namespace Regional.Silo.Edge;

/// <summary>Closed sets as words on the wire: the camelCase name of the enum's member.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => Table<T>.Words[value];

    public static T Parse<T>(string field, string? word)
        where T : struct, Enum =>
        Table<T>.Values.TryGetValue(Fields.Required(field, word), out var value)
            ? value
            : throw EdgeRefusal.Malformed(field, word!);

    private static class Table<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Words = Enum.GetValues<T>()
            .ToFrozenDictionary(static value => value, static value => JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> Values =
            Words.ToFrozenDictionary(static pair => pair.Value, static pair => pair.Key, StringComparer.Ordinal);
    }
}
