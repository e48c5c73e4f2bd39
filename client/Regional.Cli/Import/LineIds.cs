using System.Security.Cryptography;
using System.Text;
using Regional.Domain.Ledger;

namespace Regional.Cli.Import;

/// <summary>
/// The id of an import's line, so that a file imported twice adds nothing: the <c>id</c> column's UUID; or derived from
/// ledger and the column's text; or, without one, from ledger, content and how often that content came before.
/// </summary>
/// <param name="ledger">Code of the ledger.</param>
/// <param name="salt">Set apart on purpose, to send lines again that were refused; empty: not.</param>
/// <param name="isHistory">
/// The UUIDs are those of other books, whose operations may be in the same database: the ids here derive from them.
/// </param>
/// <remarks>
/// Counting content takes some 40 bytes for every different line without id: 400 MB for ten million. Larger files give
/// ids.
/// </remarks>
internal sealed class LineIds(string ledger, string salt, bool isHistory = false)
{
    private readonly Dictionary<UInt128, int> _seen = [];
    private readonly string _space = salt.Length == 0 ? $"import/{ledger}" : $"import/{ledger}/again/{salt}";

    public Guid Of(string idText, IEnumerable<string> values)
    {
        if (idText.Length == 0)
        {
            var content = string.Join('\u001F', values);
            var number = Count(content);
            return Derived($"{_space}/line/{number}/{content}");
        }

        return Guid.TryParse(idText, out var id) && salt.Length == 0 && !isHistory
            ? id
            : Derived($"{_space}/id/{idText}");
    }

    /// <summary>The id of what belongs to an account of the ledger and happens once.</summary>
    public static Guid OfAccount(string ledger, string account, string what) =>
        Derived($"import/{ledger}/account/{account}/{what}");

    private static Guid Derived(string text) => DerivedId.Of(text).Value;

    private int Count(string content)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(content), hash);
        var key = System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(hash);
        _seen.TryGetValue(key, out var before);
        return _seen[key] = before + 1;
    }
}
