using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>What is kept of komokos: holders, lots, what accounts carry of closed ones, what was cleared.</summary>
internal sealed class AuditKomoko
{
    private readonly List<(long Place, AskedHolder Holder)> _holders = [];
    private readonly Dictionary<long, List<AuditLot>> _lotsOf = [];

    public Dictionary<long, AuditLot> Lots { get; } = [];

    /// <summary>Parts of a minor unit by account.</summary>
    public Dictionary<long, Int128> Carries { get; } = [];

    /// <summary>By account: the turnover period whose instalments count, and what they used of the overdraft.</summary>
    public Dictionary<long, (DateOnly Ends, Int128 Drawn)> Instalments { get; } = [];

    /// <summary>Business accounts and the dates on which they were cleared.</summary>
    public HashSet<(long Account, DateOnly Date)> Cleared { get; } = [];

    /// <summary>What the end of a period booked, by account.</summary>
    public HashSet<(long Period, bool IsDemurrage, long Account)> Booked { get; } = [];

    public void Enter(AskedHolder holder, long place) => _holders.Add((place, holder));

    /// <summary>The latest entry of a member, whatever its date; null: none.</summary>
    public AskedHolder? Entered(long member) => _holders.FindLast(one => one.Holder.Member == member).Holder;

    /// <summary>Of the latest first date on or before a date the latest entry, as of a place of the journal.</summary>
    public AskedHolder? InForce(int ledger, long member, DateOnly date, long place)
    {
        AskedHolder? found = null;
        foreach (var (since, holder) in _holders)
        {
            if (since <= place && holder.Ledger == ledger && holder.Member == member && holder.From <= date
                && (found is null || holder.From >= found.From))
            {
                found = holder;
            }
        }

        return found;
    }

    public void Add(AuditLot lot)
    {
        Lots.Add(lot.Id, lot);
        if (!_lotsOf.TryGetValue(lot.Account, out var lots))
        {
            _lotsOf.Add(lot.Account, lots = []);
        }

        lots.Add(lot);
    }

    /// <summary>Open lots of an account, shortest maturity first, of equal ones the older.</summary>
    public List<AuditLot> Open(long account) =>
        [.. _lotsOf.GetValueOrDefault(account, []).Where(static lot => lot.Open > 0)
            .OrderBy(static lot => lot.Matures).ThenBy(static lot => lot.Id)];
}

/// <summary>A credit with its maturity date, and its demurrage day by day.</summary>
internal sealed class AuditLot
{
    /// <summary>Parts of one minor unit: a rate in millionths, for thirty days.</summary>
    public const long PartsPerMinor = 30_000_000;

    public required long Id { get; init; }

    public required long Account { get; init; }

    public required DateOnly Matures { get; init; }

    public required DateOnly Arrived { get; init; }

    public required Int128 Amount { get; init; }

    public required Int128 Open { get; set; }

    /// <summary>The last day that is charged.</summary>
    public required DateOnly AccruedTo { get; set; }

    /// <summary>What is left of days that were posted.</summary>
    public Int128 Fraction { get; set; }

    /// <summary>What days have charged that no posting has booked yet.</summary>
    public SortedDictionary<DateOnly, Int128> Days { get; } = [];

    /// <summary>
    /// Whether payments came out of the order of their dates, or the schedule changed: then it can be said what was
    /// charged, and not any more on which of the days.
    /// </summary>
    public bool IsTwisted { get; set; }

    private int[]? _schedule;

    public Int128 Parts => Days.Values.Aggregate(Fraction, static (sum, day) => sum + day);

    /// <summary>Whether a schedule charges its days as they were charged, one after the other.</summary>
    public bool IsPlainUnder(int[] schedule) => !IsTwisted && (_schedule is null || schedule.SequenceEqual(_schedule));

    /// <summary>What of it days up to a date have charged.</summary>
    public Int128 PartsUpTo(DateOnly date) =>
        Days.Where(day => day.Key <= date).Aggregate(Fraction, static (sum, day) => sum + day.Value);

    /// <summary>Charges every day up to a date on what is open now; a day is charged once.</summary>
    public void Accrue(DateOnly date, int[] schedule)
    {
        IsTwisted |= Days.Count > 0 && !schedule.SequenceEqual(_schedule!);
        _schedule = schedule;
        for (; AccruedTo < date; AccruedTo = AccruedTo.AddDays(1))
        {
            var day = AccruedTo.AddDays(1);
            var parts = RateOn(day, schedule) * Open;
            if (parts > 0)
            {
                Days[day] = parts;
            }
        }
    }

    /// <summary>The same, without doing it.</summary>
    public Int128 PartsOn(DateOnly date, int[] schedule)
    {
        var parts = Parts;
        for (var day = AccruedTo.AddDays(1); day <= date; day = day.AddDays(1))
        {
            parts += RateOn(day, schedule) * Open;
        }

        return parts;
    }

    /// <summary>What stays accrued is that much, of days nobody tells apart any more.</summary>
    public void Leave(Int128 parts)
    {
        Days.Clear();
        Fraction = parts;
    }

    // The maturity date is the first charged day; each thirty days have a rate, the last one stays.
    private Int128 RateOn(DateOnly day, int[] schedule)
    {
        var age = day.DayNumber - Matures.DayNumber;
        return age < 0 ? 0 : schedule[Math.Min(age / 30, schedule.Length - 1)];
    }
}
