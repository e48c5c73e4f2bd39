using System.Diagnostics.CodeAnalysis;

namespace Regional.Domain.Refusals;

/// <summary>
/// What a rule answers: what was asked for, or the first rule that says no. Never both, never neither.
/// </summary>
/// <typeparam name="T">What was asked for.</typeparam>
public sealed record Ruling<T>
    where T : class
{
    private readonly T? _value;
    private readonly Refusal? _refusal;

    private Ruling(T? value, Refusal? refusal) => (_value, _refusal) = (value, refusal);

    /// <summary>Whether the rules say yes.</summary>
    public bool IsGranted => _value is not null;

    /// <summary>The rules say yes.</summary>
    public static implicit operator Ruling<T>(T value) => new(value, refusal: null);

    /// <summary>The rules say yes; for interfaces, which cannot be converted implicitly.</summary>
    public static Ruling<T> Grant(T value) => new(value, refusal: null);

    /// <summary>The rules say no.</summary>
    public static implicit operator Ruling<T>(Refusal refusal) => new(value: null, refusal);

    /// <summary>True and the value, or false and the refusal.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (_value, _refusal);
        return value is not null;
    }
}
