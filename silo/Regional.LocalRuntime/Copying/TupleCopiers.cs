using System.Reflection;

namespace Regional.LocalRuntime.Copying;

/// <summary>Copies tuples and key-value pairs, whose parts are known by their constructor.</summary>
internal sealed class TupleCopier<T>(CopierSet copiers) : Copier<T>
{
    private readonly ConstructorInfo _make = typeof(T).GetConstructor(typeof(T).GetGenericArguments())!;
    private readonly Func<T, object?>[] _parts =
        [.. Enumerable.Range(0, typeof(T).GetGenericArguments().Length).Select(Part)];

    public override T Copy(T value, CopyContext context)
    {
        if (value is null)
        {
            return value;
        }

        var types = typeof(T).GetGenericArguments();
        var copies = _parts.Select((part, i) =>
            part(value) is { } item ? copiers.For(types[i]).CopyObject(item, context) : null);
        return (T)_make.Invoke([.. copies]);
    }

    private static Func<T, object?> Part(int index)
    {
        var name = typeof(T).GetGenericTypeDefinition() == typeof(KeyValuePair<,>)
            ? (index == 0 ? "Key" : "Value")
            : $"Item{index + 1}";
        return typeof(T).GetField(name) is { } field
            ? value => field.GetValue(value)
            : value => typeof(T).GetProperty(name)!.GetValue(value);
    }
}
