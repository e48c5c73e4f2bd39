using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Simulation.Model.Tables;

/// <summary>
/// What coupon books keep besides balances: series and runs of notes, where each note is, tills, the lines of the counter,
/// marked limits, repayments of periods.
/// </summary>
internal sealed class CouponRows
{
    public List<SeriesRow> Series { get; } = [];

    /// <summary>In the order in which they were printed.</summary>
    public List<NoteRun> Runs { get; } = [];

    /// <summary>By series and number.</summary>
    public SortedDictionary<NoteSerial, NoteRow> Notes { get; } = new(Comparer<NoteSerial>.Create(Compare));

    /// <summary>In the order in which they were opened.</summary>
    public List<TillRow> Tills { get; } = [];

    /// <summary>By the operation that made it; a correction's is the same line undone.</summary>
    public Dictionary<OperationId, CounterLine> Lines { get; } = [];

    /// <summary>What moved notes, by operation.</summary>
    public Dictionary<OperationId, List<NotesMoved>> Moves { get; } = [];

    /// <summary>The limit an account was last marked with, and deposits since.</summary>
    public Dictionary<AccountId, LimitRow> Limits { get; } = [];

    public SortedDictionary<(long Period, AccountId Account), RepaymentLine> Repayments { get; } = [];

    public Dictionary<MemberId, string> Pins { get; } = [];

    public TillRow? Till(OperationId id) => Tills.Find(till => till.Id == id);

    /// <summary>Notes of a book of which something is so, in the order of their numbers.</summary>
    public IEnumerable<KeyValuePair<NoteSerial, NoteRow>> NotesOf(LedgerId ledger, Func<NoteRecord, bool> isMeant) =>
        Notes.Where(note => note.Value.Ledger == ledger && isMeant(note.Value.Record));

    /// <summary>The notes of the ranges that a book has printed, in the order of their numbers.</summary>
    public List<KeyValuePair<NoteSerial, NoteRow>> Find(LedgerId ledger, ImmutableArray<NoteRange> ranges)
    {
        var found = new List<KeyValuePair<NoteSerial, NoteRow>>();
        foreach (var serial in ranges.SelectMany(NoteRules.Serials))
        {
            if (Notes.TryGetValue(serial, out var row) && row.Ledger == ledger)
            {
                found.Add(KeyValuePair.Create(serial, row));
            }
        }

        found.Sort(static (a, b) => Compare(a.Key, b.Key));
        return found;
    }

    public static int Compare(NoteSerial a, NoteSerial b) =>
        string.CompareOrdinal(a.Series, b.Series) is var order && order != 0 ? order : a.Number.CompareTo(b.Number);
}

internal sealed record SeriesRow(string Code, LedgerId Ledger, DateOnly LastValidDay);

internal sealed class NoteRow
{
    public required LedgerId Ledger { get; init; }

    /// <summary>Minor units.</summary>
    public required long Value { get; init; }

    public NoteRecord Record { get; set; } = new(NoteState.Stock, Till: null, TimesIssued: 0);
}

internal sealed class TillRow
{
    public required OperationId Id { get; init; }

    public required LedgerId Ledger { get; init; }

    public required string Teller { get; init; }

    public bool IsOpen { get; set; } = true;

    /// <summary>Of a closed one: expected and not counted, counted and not expected.</summary>
    public ImmutableArray<NoteRange> Missing { get; set; } = [];

    public ImmutableArray<NoteRange> Found { get; set; } = [];

    public OperationId? SettledBy { get; set; }

    public TillState State => new(Ledger, Teller, IsOpen);
}

internal readonly record struct LimitRow(long? LimitMinor, long DepositedMinor);
