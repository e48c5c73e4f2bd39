using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Regional.Cli.Screen;

/// <summary>
/// Writes JSON for scripts with the wire's own names: one document, indented; lists one item to the line.
/// </summary>
internal static class JsonText
{
    // Names in any script stay readable; the output is a file or a terminal, never a web page.
    private static readonly JsonWriterOptions Indented =
        new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly JsonWriterOptions OneLine = Indented with { Indented = false };

    public static void Write<T>(TextWriter to, T value, JsonTypeInfo<T> type) =>
        to.WriteLine(Text(value, type, Indented));

    /// <summary>One line, for a stream of documents.</summary>
    public static void WriteLine<T>(TextWriter to, T value, JsonTypeInfo<T> type) =>
        to.WriteLine(Text(value, type, OneLine));

    public static async Task WriteAsync<T>(
        TextWriter to, IAsyncEnumerable<T> items, JsonTypeInfo<T> type, CancellationToken cancel)
    {
        var before = "[\n";
        await foreach (var item in items.WithCancellation(cancel))
        {
            await to.WriteAsync(before + Text(item, type, OneLine));
            before = ",\n";
        }

        await to.WriteLineAsync(before.StartsWith('[') ? "[]" : "\n]");
    }

    private static string Text<T>(T value, JsonTypeInfo<T> type, JsonWriterOptions options)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, options))
        {
            JsonSerializer.Serialize(writer, value, type);
        }

        return System.Text.Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }
}
