using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Regional.Client.Model;

namespace Regional.Silo.Edge;

/// <summary>
/// The wire records as the server reads them: as the client writes them, but a missing member is left to the edge, which
/// names it, instead of to the serializer.
/// </summary>
internal static class ApiJson
{
    public static JsonSerializerOptions Options { get; } = Make();

    public static JsonTypeInfo<T> Of<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(WireJson.Default.Options)
        {
            TypeInfoResolver = WireJson.Default.WithAddedModifier(Relax),
        };
        options.MakeReadOnly();
        return options;
    }

    private static void Relax(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            property.IsRequired = false;
            property.IsSetNullable |= !property.PropertyType.IsValueType;
        }
    }
}
