using System.Buffers;
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
    public sealed class Builder
    {
        // Room for the widest number and date; a list of fields is about 300 bytes.
        private const int TextLengthMax = 64;
        private const int BytesAtFirst = 512;
        private const int FieldsAtFirst = 32;

        private readonly ArrayBufferWriter<byte> _text = new(BytesAtFirst);
        private readonly List<string> _names = new(FieldsAtFirst);
        private readonly List<uint> _fields = new(FieldsAtFirst);
        private bool _isShared;

        /// <summary>Starts the list with the kind.</summary>
        public Builder(OperationKind kind) => Start(kind);

        [ThreadStatic]
        private static Builder? _spare;

        /// <summary>
        /// A builder that this thread lends until <see cref="Build"/>: orders are many, and what is written here is not kept.
        /// </summary>
        public static Builder Borrow(OperationKind kind)
        {
            var builder = _spare ?? new Builder(kind);
            if (ReferenceEquals(builder, _spare))
            {
                _spare = null;
                builder.Start(kind);
            }

            builder._isShared = true;
            return builder;
        }

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, string? value) =>
            value is null ? Add(name, "\u0000", length: -1) : Add(name, value, value.Length);

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, long value)
        {
            Span<char> text = stackalloc char[TextLengthMax];
            value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            return Add(name, text[..length], length);
        }

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, DateOnly? value)
        {
            if (value is not { } date)
            {
                return Add(name, (string?)null);
            }

            Span<char> text = stackalloc char[TextLengthMax];
            date.TryFormat(text, out var length, "O", CultureInfo.InvariantCulture);
            return Add(name, text[..length], length);
        }

        /// <summary>Adds a field.</summary>
        public Builder Add(string name, IFormattable? value) =>
            Add(name, value?.ToString(format: null, CultureInfo.InvariantCulture));

        /// <summary>The digest. What was borrowed goes back: it must not be used any more.</summary>
        public Fingerprint Build()
        {
            var bytes = new byte[WholeBytes + (FieldBytes * _fields.Count)];
            Span<byte> whole = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(_text.WrittenSpan, whole);
            whole[..WholeBytes].CopyTo(bytes);
            for (var i = 0; i < _fields.Count; i++)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(WholeBytes + (i * FieldBytes)), _fields[i]);
            }

            var digest = new Fingerprint(bytes, FieldNames.Of(_names));
            if (_isShared)
            {
                _isShared = false;
                _spare = this;
            }

            return digest;
        }

        private void Start(OperationKind kind)
        {
            _text.ResetWrittenCount();
            _names.Clear();
            _fields.Clear();
            Span<char> text = stackalloc char[TextLengthMax];
            ((int)kind).TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            Write(text[..length]);
            _names.Add("kind");
            _fields.Add(Digest(text[..length]));
        }

        // Length-prefixed, so that no two lists of fields read the same; −1: not given.
        private Builder Add(string name, ReadOnlySpan<char> value, int length)
        {
            Span<char> prefix = stackalloc char[TextLengthMax];
            prefix.TryWrite(CultureInfo.InvariantCulture, $"\n{length}:", out var written);
            Write(prefix[..written]);
            Write(length < 0 ? [] : value);
            _names.Add(name);
            _fields.Add(Digest(value));
            return this;
        }

        private void Write(ReadOnlySpan<char> text)
        {
            var room = _text.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
            _text.Advance(Encoding.UTF8.GetBytes(text, room));
        }

        // FNV-1a, 32 bit: only names the field that differs; equality rests on SHA-256.
        private static uint Digest(ReadOnlySpan<char> value)
        {
            var hash = 2166136261u;
            foreach (var c in value)
            {
                hash = unchecked((hash ^ c) * 16777619u);
            }

            return hash;
        }
    }

    /// <summary>Lists of field names: there are few different ones, and each fingerprint would keep its own.</summary>
    private static class FieldNames
    {
        private static volatile string[][] _known = [];

        private const int CountMax = 256;

        public static string[] Of(List<string> names)
        {
            foreach (var known in _known)
            {
                if (IsSame(known, names))
                {
                    return known;
                }
            }

            string[] fresh = [.. names];
            var all = _known;
            if (all.Length < CountMax)
            {
                _known = [.. all, fresh];
            }

            return fresh;
        }

        private static bool IsSame(string[] known, List<string> names)
        {
            if (known.Length != names.Count)
            {
                return false;
            }

            for (var at = known.Length - 1; at >= 0; at--)
            {
                if (!ReferenceEquals(known[at], names[at]) && known[at] != names[at])
                {
                    return false;
                }
            }

            return true;
        }
    }
}
