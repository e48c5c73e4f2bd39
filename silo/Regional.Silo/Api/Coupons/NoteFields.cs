using System.Collections.Immutable;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Coupons;

/// <summary>Reads notes as tellers write them.</summary>
internal static class NoteFields
{
    // As many ranges as a till of single notes needs; the notes themselves are counted behind the edge.
    private const int RangeCountMax = 5_000;

    public static ImmutableArray<NoteRange> Ranges(string field, IReadOnlyList<string>? given)
    {
        if (given is null)
        {
            return [];
        }

        if (given.Count > RangeCountMax)
        {
            throw Malformed($"{given.Count} ranges in {field}");
        }

        return [.. given.Select(static text => NoteRange.TryParse(text) ?? throw Malformed(text ?? ""))];
    }

    public static NoteCounts Counts(IReadOnlyDictionary<string, long>? given, Currency currency)
    {
        var counts = NoteCounts.None;
        foreach (var (value, count) in given ?? throw EdgeRefusal.Missing("counted"))
        {
            counts = counts.With(Fields.Amount("counted", value, currency.Scale), count);
        }

        return counts;
    }

    private static EdgeRefusal Malformed(string value) => EdgeRefusal.For(
        RefusalReason.NotesMalformed, new("value", EdgeRefusal.Shown(value)), new("limit", $"{NoteCheck.NoteCountMax}"));
}
