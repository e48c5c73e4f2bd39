using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>
/// What the numbers of notes tell by themselves: whose they are, what they are worth, whether they are still valid. Print
/// runs never change, so this needs no lock; where each note is, <see cref="NoteRules"/> judge on committed rows.
/// </summary>
public static class NoteCheck
{
    /// <summary>Most notes in one transaction: 500,000 in notes of a thousand.</summary>
    public const int NoteCountMax = 500;

    /// <summary>
    /// The notes by value. Refusals in order: <c>notesMalformed</c> (no notes, no range, too many, one twice); then range
    /// by range <c>seriesUnknown</c>, <c>noteOfOtherCommunity</c>, <c>noteOfOtherSeries</c>, <c>noteUnknown</c>.
    /// </summary>
    /// <param name="notes">As entered.</param>
    /// <param name="known">Print runs of the series named and of the numbers named, wherever they belong.</param>
    /// <param name="ledger">The coupon book.</param>
    public static Ruling<CountedNotes> Count(
        ImmutableArray<NoteRange> notes, ImmutableArray<NoteRun> known, LedgerId ledger)
    {
        if (CheckForm(notes) is { } malformed)
        {
            return malformed;
        }

        var counts = NoteCounts.None;
        var runs = ImmutableArray.CreateBuilder<NoteRun>();
        foreach (var range in notes)
        {
            for (var next = range.First; next <= range.Last;)
            {
                var serial = new NoteSerial(range.Series, next);
                if (!Find(serial, known, ledger).TryGet(out var run, out var refusal))
                {
                    return refusal;
                }

                var last = Math.Min(run.Range.Last, range.Last);
                counts = counts.With(run.Value.Minor, last - next + 1);
                runs.Add(run with { Range = new NoteRange(range.Series, next, last) });
                next = last + 1;
            }
        }

        return new CountedNotes(counts, runs.ToImmutable());
    }

    /// <summary>The form of what was entered: <c>notesMalformed</c>, or null.</summary>
    public static Refusal? CheckForm(ImmutableArray<NoteRange> notes)
    {
        if (notes.IsDefaultOrEmpty || notes.Any(static range => !range.IsValid)
            || notes.Sum(static range => range.Count) > NoteCountMax)
        {
            return Malformed(notes.IsDefaultOrEmpty ? "" : string.Join(", ", notes));
        }

        for (var at = 0; at < notes.Length; at++)
        {
            for (var earlier = 0; earlier < at; earlier++)
            {
                if (notes[at].Overlaps(notes[earlier]))
                {
                    return Malformed(notes[at].ToString());
                }
            }
        }

        return null;
    }

    /// <summary><c>noteExpired</c> for the first note that is no longer valid on that day, or null.</summary>
    public static Refusal? CheckValid(CountedNotes notes, DateOnly day) =>
        notes.Runs.FirstOrDefault(run => !run.IsValidOn(day)) is { } run
            ? Refusal.For(RefusalReason.NoteExpired, Note(run), new("lastValidDay", $"{run.LastValidDay:O}"))
            : null;

    /// <summary><c>noteNotExpired</c> for the first note that is still valid on that day, or null.</summary>
    public static Refusal? CheckExpired(CountedNotes notes, DateOnly day) =>
        notes.Runs.FirstOrDefault(run => run.IsValidOn(day)) is { } run
            ? Refusal.For(RefusalReason.NoteNotExpired, Note(run), new("lastValidDay", $"{run.LastValidDay:O}"))
            : null;

    private static Ruling<NoteRun> Find(NoteSerial serial, ImmutableArray<NoteRun> known, LedgerId ledger)
    {
        var note = new RefusalFact("note", serial.ToString());
        var ofSeries = known.Where(run => run.Range.Series == serial.Series).ToArray();
        if (ofSeries.Length == 0)
        {
            return Refusal.For(RefusalReason.SeriesUnknown, new RefusalFact("series", serial.Series));
        }

        if (ofSeries.All(run => run.Ledger != ledger))
        {
            return Refusal.For(RefusalReason.NoteOfOtherCommunity, note);
        }

        if (Array.Find(ofSeries, run => Holds(run, serial.Number)) is { } found)
        {
            return found;
        }

        return known.FirstOrDefault(run => run.Ledger == ledger && Holds(run, serial.Number)) is { } other
            ? Refusal.For(RefusalReason.NoteOfOtherSeries, note, new("printedIn", other.Range.Series))
            : Refusal.For(RefusalReason.NoteUnknown, note);
    }

    private static bool Holds(NoteRun run, long number) => run.Range.First <= number && number <= run.Range.Last;

    private static RefusalFact Note(NoteRun run) =>
        new("note", new NoteSerial(run.Range.Series, run.Range.First).ToString());

    private static Refusal Malformed(string value) =>
        Refusal.For(RefusalReason.NotesMalformed, new("value", value.Length > 140 ? value[..140] : value), new("limit", $"{NoteCountMax}"));
}

/// <summary>Notes whose numbers are known.</summary>
/// <param name="Counts">How many of each value.</param>
/// <param name="Runs">The same notes, range by range, each with its value and last valid day.</param>
public sealed record CountedNotes(NoteCounts Counts, ImmutableArray<NoteRun> Runs);
