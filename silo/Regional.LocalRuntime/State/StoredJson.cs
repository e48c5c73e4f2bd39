using System.Text.Json;

namespace Regional.LocalRuntime.State;

/// <summary>
/// How grain state is stored: plain JSON without type names, so that either runtime reads the other's.
/// </summary>
public static class StoredJson
{
    public static byte[] Write<T>(T value) => JsonSerializer.SerializeToUtf8Bytes(value);

    public static T? Read<T>(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<T>(json);
}
