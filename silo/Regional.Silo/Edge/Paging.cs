using System.Globalization;
using Regional.Client.Model;

namespace Regional.Silo.Edge;

/// <summary>Pages of lists: <c>?limit=&amp;after=</c>, the cursor being the last code or id of the page before.</summary>
internal static class Paging
{
    /// <summary>When nobody says: a screenful or two.</summary>
    public const int LimitDefault = 100;

    /// <summary>A page beyond this is a report; ask for the next one.</summary>
    public const int LimitMax = 1000;

    public static int Limit(string? text) =>
        string.IsNullOrEmpty(text) ? LimitDefault
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is >= 1 and <= LimitMax
            ? limit
            : throw EdgeRefusal.Malformed("limit", $"{text}: 1 to {LimitMax}");

    /// <summary>An entry number; null: from the end.</summary>
    public static long? Number(string field, string? text) =>
        string.IsNullOrEmpty(text) ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw EdgeRefusal.Malformed(field, text);

    /// <summary>A page of what was read one beyond the limit.</summary>
    public static Page<T> Of<TRow, T>(
        IReadOnlyList<TRow> rows, int limit, Func<TRow, T> view, Func<TRow, string> cursor) =>
        new([.. rows.Take(limit).Select(view)], rows.Count > limit ? cursor(rows[limit - 1]) : null);
}
