using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>What the auditor knows of coupon books besides balances: every note in its one place.</summary>
internal sealed class AuditCoupons
{
    public const int Stock = 1, InTill = 2, Outside = 3, Withdrawn = 4;

    /// <summary>By the code of a series: whose it is, its last valid day, and since which place of the journal.</summary>
    public Dictionary<string, (int Ledger, DateOnly LastValidDay, long Since)> Series { get; } = [];

    public SortedDictionary<(string Series, long Number), AuditNote> Notes { get; } =
        new(Comparer<(string Series, long Number)>.Create(static (a, b) =>
            string.CompareOrdinal(a.Series, b.Series) is var order && order != 0 ? order : a.Number.CompareTo(b.Number)));

    public Dictionary<Guid, AuditTill> Tills { get; } = [];

    /// <summary>Lines of the counter by the posting that made them; a line undone is none.</summary>
    public Dictionary<Guid, JournalPosting> Lines { get; } = [];

    /// <summary>The limit an account was marked with, and deposits since then.</summary>
    public Dictionary<long, (long? Limit, Int128 Deposited)> Limits { get; } = [];

    /// <summary>By ledger: what the notes outside are worth.</summary>
    public Dictionary<int, Int128> WorthOutside { get; } = [];

    /// <summary>Accounts that a period's end has charged, by the period's number in the store.</summary>
    public HashSet<(long Period, long Account)> Charged { get; } = [];

    /// <summary>Where series or notes were added last, by ledger.</summary>
    public Dictionary<int, long> PrintedAt { get; } = [];

    /// <summary>The notes that a text such as <c>SA 000001-000005, SB 000007</c> names, one by one, in its order.</summary>
    public static IEnumerable<(string Series, long Number)> Read(string text)
    {
        foreach (var range in text.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var (series, ends) = (range[..range.LastIndexOf(' ')], range[(range.LastIndexOf(' ') + 1)..].Split('-'));
            var first = long.Parse(ends[0], CultureInfo.InvariantCulture);
            var last = long.Parse(ends[^1], CultureInfo.InvariantCulture);
            for (var number = first; number <= last; number++)
            {
                yield return (series, number);
            }
        }
    }

    public static string Word((string Series, long Number) note) =>
        $"{note.Series} {note.Number.ToString("000000", CultureInfo.InvariantCulture)}";

    /// <summary>What these notes are worth; one that was never printed is worth nothing.</summary>
    public Int128 Worth(string notes) =>
        Read(notes).Aggregate((Int128)0, (sum, note) => sum + (Notes.TryGetValue(note, out var known) ? known.Value : 0));
}

/// <summary>One note: whose, what it is worth, where it is, how often it was handed out.</summary>
internal sealed class AuditNote
{
    public required int Ledger { get; init; }

    public required long Value { get; init; }

    public int State { get; set; } = AuditCoupons.Stock;

    public Guid? Till { get; set; }

    public long Issued { get; set; }

    public string StateWord => State switch
    {
        AuditCoupons.Stock => "stock",
        AuditCoupons.InTill => "till",
        AuditCoupons.Outside => "outside",
        _ => "withdrawn",
    };
}

internal sealed class AuditTill
{
    public required int Ledger { get; init; }

    public required string Teller { get; init; }

    /// <summary>At which place it was opened; closed at the greatest of all places: not yet.</summary>
    public required long OpenedAt { get; init; }

    public long ClosedAt { get; set; } = long.MaxValue;

    public bool IsOpen => ClosedAt == long.MaxValue;

    /// <summary>What its count found to be missing, and too much.</summary>
    public string Missing { get; set; } = "";

    public string Found { get; set; } = "";

    public Guid? SettledBy { get; set; }
}
