using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Storage.Registry.Coupons;

/// <summary>Statements about notes that several commands need.</summary>
internal static class NoteRows
{
    /// <summary>Every note of the ranges, locked in order, with its state; fewer than asked when some were never printed.</summary>
    public const string Lock = """
        select n.series, n.number, n.value, n.state, n.till
        from unnest($2::text[], $3::bigint[], $4::bigint[]) as r (series, first_number, last_number)
        join coupon_notes n on n.ledger_id = $1 and n.series = r.series
          and n.number between r.first_number and r.last_number
        order by n.series, n.number for no key update of n
        """;

    public static async Task<LockedNote[]> LockAsync(
        CommandScope scope, LedgerId ledger, ImmutableArray<NoteRange> ranges) =>
        [.. await scope.FindRowsAsync(
            Lock,
            static row => new LockedNote(
                new NoteSerial(row.GetString(0), row.GetInt64(1)), row.GetInt64(2), (NoteState)row.GetInt16(3),
                row.IsDBNull(4) ? null : new OperationId(row.GetGuid(4))),
            [ledger, .. Columns(ranges)])];

    /// <summary>Where the notes of these ranges are now.</summary>
    public static Task<int> MoveAsync(
        CommandScope scope, ImmutableArray<NoteRange> ranges, NoteState state, OperationId? till) =>
        scope.ExecuteAsync(
            """
            update coupon_notes n set state = $4, till = $5, operation = $6
            from unnest($1::text[], $2::bigint[], $3::bigint[]) as r (series, first_number, last_number)
            where n.series = r.series and n.number between r.first_number and r.last_number
            """,
            [.. Columns(ranges), state, till, scope.Id]);

    public static CommandOutcome Refused(RefusalReason reason, NoteSerial serial, string? state = null) =>
        state is null
            ? Outcome.Refused(reason, new RefusalFact("note", serial.ToString()))
            : Outcome.Refused(reason, new("note", serial.ToString()), new("state", state));

    /// <summary>The first note of the ranges that was not locked, because it was never printed; null: none.</summary>
    public static NoteSerial? FindMissing(
        ImmutableArray<NoteRange> ranges, LockedNote[] locked)
    {
        var known = locked.Select(static note => note.Serial).ToHashSet();
        foreach (var serial in ranges.SelectMany(NoteRules.Serials))
        {
            if (!known.Contains(serial))
            {
                return serial;
            }
        }

        return null;
    }

    public static string Word(NoteState state) => state.ToString().ToLower(CultureInfo.InvariantCulture);

    private static object?[] Columns(ImmutableArray<NoteRange> ranges) =>
    [
        ranges.Select(static range => range.Series).ToArray(),
        ranges.Select(static range => range.First).ToArray(),
        ranges.Select(static range => range.Last).ToArray(),
    ];
}

/// <summary>A note under lock.</summary>
internal sealed record LockedNote(NoteSerial Serial, long Value, NoteState State, OperationId? Till);
