using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Regional.Domain.Ledger;

/// <summary>
/// Digest of a caller's command: 16 bytes of SHA-256 over all fields, then 4 bytes per field. Equal digests are a
/// retry; otherwise the first differing field can be named without the command being stored.
/// </summary>
/// <remarks>The field list of an operation kind is fixed by the order of <see cref="Builder.Add(string, string?)"/>
/// calls; a new field goes last.</remarks>
public readonly record struct Fingerprint
{
    private const int WholeBytes = 16;
    private const int FieldBytes = 4;

    private readonly byte[]? _bytes;
    private readonly IReadOnlyList<string>? _names;

    private Fingerprint(byte[] bytes, IReadOnlyList<string>? names) => (_bytes, _names) = (bytes, names);

    /// <summary>The stored form; empty for <c>default</c>.</summary>
    public byte[] Bytes => _bytes ?? [];

    /// <summary>Takes a stored form back.</summary>
    public static Fingerprint FromBytes(byte[] bytes) => new(bytes, names: null);

    /// <summary>Whether both digest the same command.</summary>
    public bool Equals(Fingerprint other) => Bytes.AsSpan().SequenceEqual(other.Bytes);

    /// <inheritdoc />
    public override int GetHashCode() =>
        Bytes is { Length: >= 4 } ? BinaryPrimitives.ReadInt32LittleEndian(Bytes) : 0;

    /// <summary>Name of the first field in which this command differs from the one stored under its id.</summary>
    public string NameDifference(Fingerprint stored)
    {
        var index = FirstDifference(stored);
        return _names is not null && index >= 0 && index < _names.Count ? _names[index] : "content";
    }

    /// <summary>Index of the first field that differs from <paramref name="stored"/>; −1 when none is told apart.</summary>
    public int FirstDifference(Fingerprint stored)
    {
        var fields = Math.Max(Bytes.Length, stored.Bytes.Length) - WholeBytes;
        for (var at = WholeBytes; at < WholeBytes + fields; at += FieldBytes)
        {
            if (at + FieldBytes > Bytes.Length || at + FieldBytes > stored.Bytes.Length
                || !Bytes.AsSpan(at, FieldBytes).SequenceEqual(stored.Bytes.AsSpan(at, FieldBytes)))
            {
                return (at - WholeBytes) / FieldBytes;
            }
        }

        return -1;
    }

    /// <summary>Collects the fields of one command.</summary>
    public sealed class Builder(OperationKind kind)
    {
        private readonly StringBuilder _text = new(((int)kind).ToString(CultureInfo.InvariantCulture));
        private readonly List<string> _names = ["kind"];
        private readonly List<uint> _fields = [Digest(((int)kind).ToString(CultureInfo.InvariantCulture))];

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, string? value)
        {
            _names.Add(name);
            // Length-prefixed, so that no two lists of fields read the same.
            _text.Append('\n').Append(value?.Length ?? -1).Append(':').Append(value);
            _fields.Add(Digest(value));
            return this;
        }

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, IFormattable? value) =>
            Add(name, value?.ToString(value is DateOnly ? "O" : null, CultureInfo.InvariantCulture));

        /// <summary>The digest.</summary>
        public Fingerprint Build()
        {
            var bytes = new byte[WholeBytes + (FieldBytes * _fields.Count)];
            SHA256.HashData(Encoding.UTF8.GetBytes(_text.ToString())).AsSpan(0, WholeBytes).CopyTo(bytes);
            for (var i = 0; i < _fields.Count; i++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(WholeBytes + (i * FieldBytes)), _fields[i]);
            }

            return new Fingerprint(bytes, _names);
        }

        // FNV-1a, 32 bit: only names the field that differs; equality rests on SHA-256.
        private static uint Digest(string? value)
        {
            var hash = 2166136261u;
            foreach (var c in value ?? "\u0000")
            {
                hash = unchecked((hash ^ c) * 16777619u);
            }

            return hash;
        }
    }
}
