using System.Security.Cryptography;
using System.Text;

namespace Regional.Domain.Ledger;

/// <summary>
/// Ids that follow from others, so that a resumed run adds nothing: SHA-256 of a namespace and a text, as a version 8
/// UUID (RFC 9562).
/// </summary>
public static class DerivedId
{
    /// <summary>The id of <paramref name="purpose"/> under an operation.</summary>
    public static OperationId Of(OperationId parent, string purpose) => Of($"{parent}/{purpose}");

    /// <summary>The id of a text that is unique in the database, for example <c>window/17/plan</c>.</summary>
    public static OperationId Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new OperationId(new Guid(hash[..16], bigEndian: true));
    }
}
