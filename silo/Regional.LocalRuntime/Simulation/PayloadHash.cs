using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans.Runtime;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.Copying;

namespace Regional.LocalRuntime.Simulation;

/// <summary>Hashes what a call carries by its values, alike in every process.</summary>
internal static class PayloadHash
{
    /// <summary>Values nested deeper add nothing: it bounds values that hold themselves.</summary>
    private const int DepthMax = 12;

    private static readonly ConcurrentDictionary<Type, FieldInfo[]> Layouts = new();

    public static ulong Of(object? value) => Of(value, 0);

    public static ulong OfAll(object?[] values) =>
        values.Aggregate(17UL, static (hash, value) => EventHash.Combine(hash, Of(value)));

    private static ulong Of(object? value, int depth) => value switch
    {
        null => 0,
        _ when depth > DepthMax => 1,
        string text => EventHash.Of(text),
        bool flag => flag ? 3UL : 2UL,
        GrainProxy reference => reference.GrainId.GetUniformHashCode(),
        CancellationToken => 5,
        Exception fault => EventHash.Combine(EventHash.Of(fault.GetType().FullName!), EventHash.Of(fault.Message)),
        DateTime time => (ulong)time.Ticks,
        DateTimeOffset time => (ulong)time.UtcTicks,
        TimeSpan time => unchecked((ulong)time.Ticks),
        IFormattable when IsPlain(value) =>
            EventHash.Of(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        ITuple tuple => OfTuple(tuple, depth),
        IDictionary pairs => OfPairs(pairs, depth),
        IEnumerable items => OfItems(items, depth),
        _ => OfMembers(value, depth),
    };

    private static bool IsPlain(object value) =>
        value is decimal or Guid or DateOnly or TimeOnly
        || value.GetType() is { IsPrimitive: true } or { IsEnum: true };

    private static ulong OfTuple(ITuple tuple, int depth)
    {
        var hash = 7UL;
        for (var i = 0; i < tuple.Length; i++)
        {
            hash = EventHash.Combine(hash, Of(tuple[i], depth + 1));
        }

        return hash;
    }

    /// <summary>Pairs add up: their order is nobody's choice.</summary>
    private static ulong OfPairs(IDictionary pairs, int depth)
    {
        var hash = 11UL;
        foreach (DictionaryEntry pair in pairs)
        {
            hash = unchecked(hash + EventHash.Combine(Of(pair.Key, depth + 1), Of(pair.Value, depth + 1)));
        }

        return hash;
    }

    private static ulong OfItems(IEnumerable items, int depth)
    {
        // A default immutable array throws when walked.
        if (items.GetType() is { IsValueType: true } type && items.Equals(RuntimeHelpers.GetUninitializedObject(type)))
        {
            return 13;
        }

        var ordered = items is IList;
        var hash = 19UL;
        foreach (var item in items)
        {
            var next = Of(item, depth + 1);
            hash = ordered ? EventHash.Combine(hash, next) : unchecked(hash + EventHash.Mix(next));
        }

        return hash;
    }

    /// <summary>
    /// Members with an id; of a type that has none (a Domain value behind a surrogate), all its fields.
    /// </summary>
    private static ulong OfMembers(object value, int depth)
    {
        var fields = Layouts.GetOrAdd(value.GetType(), static type =>
            MemberLayout.IsSerializable(type) ? [.. MemberLayout.Fields(type)] : MemberLayout.AllFields(type));
        return fields.Aggregate(
            EventHash.Of(value.GetType().Name),
            (hash, field) => EventHash.Combine(hash, Of(field.GetValue(value), depth + 1)));
    }
}
