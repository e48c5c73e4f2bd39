using System.Globalization;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>One note: the code of its series and its number in it, as printed on it.</summary>
public readonly record struct NoteSerial(string Series, long Number)
{
    /// <inheritdoc />
    public override string ToString() => $"{Series} {Number.ToString("000000", CultureInfo.InvariantCulture)}";
}

/// <summary>Notes of one series with consecutive numbers, both ends included, as they are entered.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="First">From 1.</param>
/// <param name="Last">Not before the first.</param>
public readonly record struct NoteRange(string Series, long First, long Last)
{
    /// <summary>The greatest number a note may have: nine digits.</summary>
    public const long NumberMax = 999_999_999;

    /// <summary>How many notes.</summary>
    public long Count => Last - First + 1;

    /// <summary>Whether both ends are numbers of notes in order.</summary>
    public bool IsValid => First >= 1 && Last >= First && Last <= NumberMax;

    /// <summary>Whether both hold some note.</summary>
    public bool Overlaps(NoteRange other) => Series == other.Series && First <= other.Last && other.First <= Last;

    /// <summary>Reads <c>A 000101-000150</c> or <c>A 101</c>; null when the text is no range.</summary>
    public static NoteRange? TryParse(string? text)
    {
        var words = (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length != 2 || Ends(words[1]) is not { } ends)
        {
            return null;
        }

        var range = new NoteRange(words[0], ends.First, ends.Last);
        return range.IsValid ? range : null;
    }

    /// <inheritdoc />
    public override string ToString() => First == Last
        ? new NoteSerial(Series, First).ToString()
        : $"{new NoteSerial(Series, First)}-{Last.ToString("000000", CultureInfo.InvariantCulture)}";

    /// <summary>The fewest ranges that hold exactly these notes, in order.</summary>
    public static IEnumerable<NoteRange> Of(IEnumerable<NoteSerial> notes)
    {
        NoteRange? open = null;
        foreach (var note in notes.Distinct().OrderBy(static note => note.Series, StringComparer.Ordinal)
            .ThenBy(static note => note.Number))
        {
            if (open is { } range && range.Series == note.Series && range.Last + 1 == note.Number)
            {
                open = range with { Last = note.Number };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = new NoteRange(note.Series, note.Number, note.Number);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static (long First, long Last)? Ends(string text)
    {
        var parts = text.Split('-');
        return parts.Length is 1 or 2
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            ? (first, last)
            : null;
    }
}
