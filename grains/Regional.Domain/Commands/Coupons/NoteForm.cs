using System.Collections.Immutable;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Domain.Commands.Coupons;

/// <summary>The form of commands about notes and tills.</summary>
internal static class NoteForm
{
    /// <summary>Most notes printed, taken over or counted at once.</summary>
    public const int NoteCountMax = 20_000;

    private const int SeriesLengthMin = 2;
    private const int SeriesLengthMax = 12;
    private const int DesignCountMax = 40;

    public static Refusal? Check(RegisterSeries command)
    {
        if (!IsSeries(command.Code))
        {
            return Refusal.For(RefusalReason.CodeMalformed, new("field", "code"), new("value", command.Code ?? ""));
        }

        return CommandForm.Text("name", command.Name, CommandForm.TextLengthMax)
            ?? (command.LastValidDay < command.IssuedOn
                ? CommandForm.Malformed("lastValidDay", $"{command.LastValidDay:O}")
                : null)
            ?? CheckDesign(command.Design);
    }

    public static Refusal? Check(PrintNotes command) =>
        CheckNotes([command.Notes], isEmptyAllowed: false)
        ?? (command.Value.IsZero ? CommandForm.Malformed("value", "0") : null);

    public static Refusal? Check(OpenTill command) => CheckNotes(command.Notes, isEmptyAllowed: true);

    public static Refusal? Check(CloseTill command) =>
        command.Counted is null || command.Counted.Counts.Any(static pair => pair.Key <= 0 || pair.Value < 0)
            ? CommandForm.Malformed("counted", command.Counted?.ToString() ?? "")
            : CheckNotes(command.Notes, isEmptyAllowed: true);

    public static Refusal? Check(SetPin command) =>
        command.Salt.IsDefaultOrEmpty || command.Hash.IsDefaultOrEmpty ? CommandForm.Missing("pin") : null;

    /// <summary>Whether the text may be a series' code: as it is printed, upper case, never first a hyphen.</summary>
    public static bool IsSeries(string? code) =>
        code is { Length: >= SeriesLengthMin and <= SeriesLengthMax }
        && char.IsAsciiLetterUpper(code[0])
        && code.All(static c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c == '-');

    private static Refusal? CheckDesign(ImmutableSortedDictionary<string, string>? design)
    {
        if (design is null)
        {
            return CommandForm.Missing("design");
        }

        if (design.Count > DesignCountMax)
        {
            return CommandForm.Malformed("design", $"{design.Count}");
        }

        foreach (var (name, value) in design)
        {
            if ((CommandForm.Text("design", name, CommandForm.CodeLengthMax)
                ?? CommandForm.TooLong(name, value, CommandForm.ParameterLengthMax)) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    private static Refusal? CheckNotes(ImmutableArray<NoteRange> notes, bool isEmptyAllowed)
    {
        if (notes.IsDefault || (notes.IsEmpty && !isEmptyAllowed))
        {
            return Malformed("");
        }

        if (notes.Any(static range => !range.IsValid) || notes.Sum(static range => range.Count) > NoteCountMax)
        {
            return Malformed(string.Join(", ", notes.Take(3)));
        }

        var ordered = notes.OrderBy(static range => range.Series, StringComparer.Ordinal)
            .ThenBy(static range => range.First).ToArray();
        for (var at = 1; at < ordered.Length; at++)
        {
            if (ordered[at].Overlaps(ordered[at - 1]))
            {
                return Malformed(ordered[at].ToString());
            }
        }

        return null;
    }

    private static Refusal Malformed(string value) =>
        Refusal.For(RefusalReason.NotesMalformed, new("value", value), new("limit", $"{NoteCountMax}"));
}
