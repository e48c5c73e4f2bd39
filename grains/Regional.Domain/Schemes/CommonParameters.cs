using System.Collections.Immutable;

namespace Regional.Domain.Schemes;

/// <summary>Parameters that every scheme's ledgers have, beside the scheme's own.</summary>
public static class CommonParameters
{
    /// <summary><c>refuse</c> or <c>open-period</c>: what becomes of a line dated into a closed period.</summary>
    public const string LateLines = "lateLines";

    private const string OpenPeriod = "open-period";

    /// <summary>As the catalogue shows them.</summary>
    public static ImmutableArray<SchemeParameter> All { get; } =
    [
        new(
            LateLines,
            "refuse",
            "A line dated into a closed period is refused (refuse), or booked on the first open date with its own date as "
            + "the document's (open-period).",
            "ours: no document says; refusing is what nobody can overlook",
            static (text, _) => text is "refuse" or OpenPeriod),
    ];

    /// <summary>Whether a late line is booked to the open period.</summary>
    public static bool BooksLateLines(SchemeParameters parameters) =>
        parameters.Values.TryGetValue(LateLines, out var text) && text == OpenPeriod;
}
