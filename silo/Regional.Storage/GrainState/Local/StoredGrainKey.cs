using System.Buffers.Text;
using System.Text;
using Orleans.Runtime;
using Regional.LocalRuntime.Identity;

namespace Regional.Storage.GrainState.Local;

/// <summary>
/// How Orleans' AdoNet storage writes a grain's key: text that reads as a GUID or as hexadecimal goes into two numbers,
/// with what follows a '+' beside them; other text stays text. Its hash is taken over the bytes backwards.
/// </summary>
internal readonly record struct StoredGrainKey(long N0, long N1, string? Extension, int Hash)
{
    private const int GuidLength = 32;

    public static StoredGrainKey Of(GrainId id)
    {
        var key = Encoding.UTF8.GetBytes(id.Key.ToString()!);
        return OfGuid(key) ?? OfInteger(key) ?? Make(0, 0, Encoding.UTF8.GetString(key), []);
    }

    /// <summary>Hash of a state's name.</summary>
    public static int HashOf(string name) => unchecked((int)XxHash32.Compute(Encoding.UTF8.GetBytes(name)));

    private static StoredGrainKey? OfGuid(byte[] key)
    {
        var hasExtension = key.Length > GuidLength && key[GuidLength] == (byte)'+';
        if (key.Length != GuidLength && !hasExtension)
        {
            return null;
        }

        return Utf8Parser.TryParse(key.AsSpan(0, GuidLength), out Guid guid, out var read, 'N') && read == GuidLength
            ? Make(
                BitConverter.ToInt64(guid.ToByteArray(), 0),
                BitConverter.ToInt64(guid.ToByteArray(), 8),
                hasExtension ? Encoding.UTF8.GetString(key.AsSpan(GuidLength + 1)) : null,
                guid.ToByteArray())
            : null;
    }

    private static StoredGrainKey? OfInteger(byte[] key)
    {
        var plus = Array.IndexOf(key, (byte)'+');
        var digits = plus < 0 ? key : key[..plus];
        return Utf8Parser.TryParse(digits, out long number, out var read, 'X') && read == digits.Length
            ? Make(
                0, number, plus < 0 ? null : Encoding.UTF8.GetString(key.AsSpan(plus + 1)), BitConverter.GetBytes(number))
            : null;
    }

    private static StoredGrainKey Make(long n0, long n1, string? extension, byte[] start)
    {
        byte[] bytes = [.. start, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        return new StoredGrainKey(n0, n1, extension, unchecked((int)XxHash32.Compute(bytes)));
    }
}
