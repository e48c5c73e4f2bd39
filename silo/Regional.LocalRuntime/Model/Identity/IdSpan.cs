using System.Text;
using Regional.LocalRuntime.Identity;

namespace Orleans.Runtime;

/// <summary>
/// A part of a grain's identity: text whose hash is the same in every process and under both runtimes.
/// </summary>
public readonly struct IdSpan : IEquatable<IdSpan>, IComparable<IdSpan>
{
    private readonly string? _value;
    private readonly int _hash;

    private IdSpan(string value)
    {
        _value = value;
        _hash = unchecked((int)XxHash32.Compute(Encoding.UTF8.GetBytes(value)));
    }

    public bool IsDefault => string.IsNullOrEmpty(_value);

    internal string Text => _value ?? string.Empty;

    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);

    public static IdSpan Create(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new IdSpan(id);
    }

    public bool Equals(IdSpan obj) => _hash == obj._hash && string.Equals(_value, obj._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => obj is IdSpan other && Equals(other);

    public int CompareTo(IdSpan other) => string.CompareOrdinal(_value, other._value);

    public override int GetHashCode() => _hash;

    public uint GetUniformHashCode() => unchecked((uint)_hash);

    public override string ToString() => Text;
}
