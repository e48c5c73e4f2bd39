using System.Collections.Immutable;

namespace Regional.LocalRuntime.Copying;

/// <summary>Copies a collection by rebuilding it from copies of its elements.</summary>
internal abstract class CollectionCopier<TCollection, T>(CopierSet copiers) : Copier<TCollection>
{
    private Copier<T>? _element;

    protected Copier<T> Element => _element ??= copiers.For<T>();
}

internal sealed class ArrayCopier<T>(CopierSet copiers) : CollectionCopier<T[], T>(copiers)
{
    public override T[] Copy(T[] value, CopyContext context)
    {
        if (value is null or [])
        {
            return value!;
        }

        if (context.TryGet(value, out var known))
        {
            return known;
        }

        var copy = new T[value.Length];
        context.Record(value, copy);
        if (Element.IsShared)
        {
            value.CopyTo(copy, 0);
            return copy;
        }

        for (var i = 0; i < value.Length; i++)
        {
            copy[i] = Element.Copy(value[i], context);
        }

        return copy;
    }
}

internal sealed class ListCopier<T>(CopierSet copiers) : CollectionCopier<List<T>, T>(copiers)
{
    public override List<T> Copy(List<T> value, CopyContext context)
    {
        if (value is null)
        {
            return null!;
        }

        if (context.TryGet(value, out var copy))
        {
            return copy;
        }

        copy = new List<T>(value.Count);
        context.Record(value, copy);
        foreach (var item in value)
        {
            copy.Add(Element.Copy(item, context));
        }

        return copy;
    }
}

internal sealed class HashSetCopier<T>(CopierSet copiers) : CollectionCopier<HashSet<T>, T>(copiers)
{
    public override HashSet<T> Copy(HashSet<T> value, CopyContext context)
    {
        if (value is null)
        {
            return null!;
        }

        if (context.TryGet(value, out var copy))
        {
            return copy;
        }

        copy = new HashSet<T>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var item in value)
        {
            copy.Add(Element.Copy(item, context));
        }

        return copy;
    }
}

internal sealed class DictionaryCopier<TKey, TValue>(CopierSet copiers) : Copier<Dictionary<TKey, TValue>>
    where TKey : notnull
{
    private Copier<TKey>? _key;
    private Copier<TValue>? _value;

    public override Dictionary<TKey, TValue> Copy(Dictionary<TKey, TValue> value, CopyContext context)
    {
        if (value is null)
        {
            return null!;
        }

        if (context.TryGet(value, out var copy))
        {
            return copy;
        }

        _key ??= copiers.For<TKey>();
        _value ??= copiers.For<TValue>();
        copy = new Dictionary<TKey, TValue>(value.Count, value.Comparer);
        context.Record(value, copy);
        foreach (var (key, item) in value)
        {
            copy.Add(_key.Copy(key, context), _value.Copy(item, context));
        }

        return copy;
    }
}

internal sealed class ImmutableArrayCopier<T>(CopierSet copiers) : CollectionCopier<ImmutableArray<T>, T>(copiers)
{
    public override ImmutableArray<T> Copy(ImmutableArray<T> value, CopyContext context) =>
        value.IsDefaultOrEmpty || Element.IsShared
            ? value
            : ImmutableArray.CreateRange(value, (item, c) => Element.Copy(item, c), context);
}

internal sealed class ImmutableListCopier<T>(CopierSet copiers) : CollectionCopier<ImmutableList<T>, T>(copiers)
{
    public override ImmutableList<T> Copy(ImmutableList<T> value, CopyContext context) =>
        value is null || Element.IsShared ? value! : [.. value.Select(item => Element.Copy(item, context))];
}

internal sealed class ImmutableDictionaryCopier<TKey, TValue>(CopierSet copiers)
    : Copier<ImmutableDictionary<TKey, TValue>>
    where TKey : notnull
{
    public override ImmutableDictionary<TKey, TValue> Copy(
        ImmutableDictionary<TKey, TValue> value, CopyContext context)
    {
        var (keys, values) = (copiers.For<TKey>(), copiers.For<TValue>());
        return value is null || (keys.IsShared && values.IsShared)
            ? value!
            : value.ToImmutableDictionary(p => keys.Copy(p.Key, context), p => values.Copy(p.Value, context));
    }
}

internal sealed class NullableCopier<T>(CopierSet copiers) : CollectionCopier<T?, T>(copiers)
    where T : struct
{
    public override T? Copy(T? value, CopyContext context) => value is { } some ? Element.Copy(some, context) : null;
}
