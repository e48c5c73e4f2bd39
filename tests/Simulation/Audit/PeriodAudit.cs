using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Whether periods follow their calendar and each other, close the books, and total what the lines of the journal say; and
/// whether a report, once it stands, stays.
/// </summary>
internal sealed class PeriodAudit(AuditBook book, PoolAudit pools, CouponPeriods coupons)
{
    private const int Open = 1, Totalling = 2, Totalled = 3, SignedOff = 4, Published = 5;

    /// <summary>The first calendar opens the first period; a later one moves the end of the open one.</summary>
    public Violation? Take(AskedPeriodCalendar calendar, JournalChange change, JournalCommit commit)
    {
        var ledger = book.Ledgers[calendar.Ledger];
        var periods = PeriodsOf(ledger.Id);
        var first = Date(change, "firstDate");
        if (periods.Count == 0)
        {
            ledger.FirstCalendarAt = commit.At;
            periods.Add(new AuditPeriod { No = 1, First = first, Last = LastDate(calendar, first) });
            var today = DateIn(ledger, commit.At);
            if (calendar.FirstDate is { } given ? first != given : today < first || today > periods[0].Last)
            {
                return Wrong($"{calendar} opens a period from {first:O} on {today:O}");
            }
        }

        ledger.Calendar = calendar;
        var open = periods[^1];
        book.PeriodIds[long.Parse(change.Result["period"], CultureInfo.InvariantCulture)] = (ledger.Id, open.No);
        open.Last = LastDate(calendar, open.First);
        return open.Status != Open || open.First != first || Date(change, "lastDate") != open.Last
            || change.Result["no"] != $"{open.No}"
                ? Wrong($"{calendar}: the open period is {open.No} from {open.First:O} to {open.Last:O}, not {Words(change)}")
                : null;
    }

    public Violation? Take(PeriodBeginCommand begin, JournalChange change, JournalCommit commit)
    {
        book.PeriodIds[long.Parse(change.Result["period"], CultureInfo.InvariantCulture)] = (begin.Ledger, begin.No);
        var ledger = book.Ledgers[begin.Ledger];
        var periods = PeriodsOf(begin.Ledger);
        if (begin.No < 1 || begin.No > periods.Count)
        {
            return Wrong($"{begin}, which is not there");
        }

        var period = periods[begin.No - 1];
        if (period.Status != Open)
        {
            return null;
        }

        if (DateIn(ledger, commit.At) <= period.Last)
        {
            return Wrong($"{begin} on {DateIn(ledger, commit.At):O}, it lasts until {period.Last:O}");
        }

        if (begin.No > 1 && periods[begin.No - 2].Status < Totalled)
        {
            return Wrong($"{begin} before the one before it has ended");
        }

        (period.Status, period.BegunAt) = (Totalling, book.Place);
        ledger.Closings.Add((book.Place, period.Last));
        var next = period.Last.AddDays(1);
        periods.Add(new AuditPeriod { No = begin.No + 1, First = next, Last = LastDate(ledger.Calendar!, next) });
        return null;
    }

    public Violation? Take(PeriodChunkCommand chunk)
    {
        var period = Find(chunk.Period);
        if (period is not null && chunk is { Step: "points", After: 0 } && !period.Chunks.Contains((chunk.Step, chunk.After)))
        {
            pools.MonthEnd(book.PeriodIds[chunk.Period].Ledger, period.Last);
        }

        return period is null || period.Status != Totalling || !period.Chunks.Add((chunk.Step, chunk.After))
            ? Wrong($"{chunk} comes when the period stands at {period?.Status}, after {period?.Chunks.Count} chunks")
            : coupons.Take(chunk, book.PeriodIds[chunk.Period].Ledger, period);
    }

    public Violation? Take(PeriodCompleteCommand complete)
    {
        var stored = complete.Period;
        var period = PeriodsOf(stored.Ledger)[stored.No - 1];
        if (period.Status >= Totalled)
        {
            return null;
        }

        if (period.Status != Totalling)
        {
            return Wrong($"period {stored.No} of ledger {stored.Ledger} is totalled when it stands at {period.Status}");
        }

        period.Status = Totalled;
        period.Report = Report(stored);
        return stored.First != period.First || stored.Last != period.Last
            ? Wrong($"{stored} should be from {period.First:O} to {period.Last:O}")
            : CheckTotals(stored);
    }

    public Violation? Take(AskedPeriodMark mark)
    {
        var periods = PeriodsOf(mark.Ledger);
        var (wanted, before) = mark.IsPublished ? (Published, SignedOff) : (SignedOff, Totalled);
        if (mark.No < 1 || mark.No > periods.Count)
        {
            return Wrong($"{mark}, which is not there");
        }

        var period = periods[mark.No - 1];
        if (period.Status >= wanted)
        {
            return null;
        }

        if (period.Status != before || (mark.No > 1 && periods[mark.No - 2].Status < wanted))
        {
            return Wrong($"{mark} when it stands at {period.Status}");
        }

        period.Status = wanted;
        return null;
    }

    /// <summary>Every stored period is as the journal left it, and its report the first that there was.</summary>
    public Violation? CheckStored(IEnumerable<JournalPeriod> stored)
    {
        foreach (var row in stored)
        {
            var known = PeriodsOf(row.Ledger).ElementAtOrDefault(row.No - 1);
            if (known is null || known.Status != row.Status || known.First != row.First || known.Last != row.Last)
            {
                return Wrong($"stored is {row} at {row.Status}, audited {known?.First:O} to {known?.Last:O} at {known?.Status}");
            }

            if (known.Report is { } report && report != Report(row))
            {
                return Wrong($"the report was {report}, now it is {Report(row)}");
            }
        }

        return null;
    }

    /// <summary>What is wrong about a posting that the end of a period made; null: nothing.</summary>
    public string? CheckPosting(JournalPosting posting) =>
        posting.Period is { } id && Find(id) is { Status: Totalling } period
        && posting.Legs.All(leg => leg.Ledger == book.PeriodIds[id].Ledger)
            ? coupons.CheckCharge(posting, period)
            : $"no period ends by {posting}";

    /// <summary>Whether a posting is dated into a period that takes no more lines but those of its own end.</summary>
    public static Violation? CheckLate(AuditBook book, JournalPosting posting)
    {
        foreach (var leg in posting.Legs)
        {
            if (leg.Action is LegAction.Post or LegAction.Pend or LegAction.PostPending
                && book.Ledgers[leg.Ledger].ClosedUntil is { } closed && posting.Date <= closed
                && !IsOwnEnd(book, posting, leg.Ledger))
            {
                return new Violation(
                    "late-line", $"ledger {leg.Ledger} is closed until {closed:O}, {posting.Date:O} is the date of {posting}");
            }
        }

        return null;
    }

    // What a period's end books is dated into that period, while it is totalled.
    private static bool IsOwnEnd(AuditBook book, JournalPosting posting, int ledger) =>
        posting.Period is { } id && book.PeriodIds.TryGetValue(id, out var place) && place.Ledger == ledger
        && book.Periods[ledger][place.No - 1] is { Status: Totalling } period
        && period.First <= posting.Date && posting.Date <= period.Last;

    /// <summary>Whether a refusal of a late line was true when its plan was made or when it was kept.</summary>
    public static bool IsLate(AuditBook book, int ledger, string? date, string? firstOpen) =>
        book.Ledgers.TryGetValue(ledger, out var found)
        && DateOnly.TryParse(date, CultureInfo.InvariantCulture, out var day)
        && new[] { book.TermsPlace, long.MaxValue }.Any(place =>
            found.Closings.FindLast(closing => closing.Place <= place) is { Place: > 0 } closing
            && day <= closing.Until && firstOpen == $"{closing.Until.AddDays(1):O}");

    private List<AuditPeriod> PeriodsOf(int ledger)
    {
        if (!book.Periods.TryGetValue(ledger, out var periods))
        {
            book.Periods.Add(ledger, periods = []);
        }

        return periods;
    }

    // From the lines of the journal and nothing else; accounts that were opened since have none before.
    private Violation? CheckTotals(JournalPeriod stored)
    {
        var sums = new Dictionary<long, (Int128 Opening, Int128 Debits, Int128 Credits)>();
        foreach (var line in book.Lines)
        {
            if (line.Ledger == stored.Ledger && line.Date <= stored.Last)
            {
                var isBefore = line.Date < stored.First;
                var (opening, debits, credits) = sums.GetValueOrDefault(line.Debit);
                sums[line.Debit] = isBefore ? (opening - line.Amount, debits, credits) : (opening, debits + line.Amount, credits);
                (opening, debits, credits) = sums.GetValueOrDefault(line.Credit);
                sums[line.Credit] = isBefore ? (opening + line.Amount, debits, credits) : (opening, debits, credits + line.Amount);
            }
        }

        Int128 positive = 0, negative = 0, moved = 0, debited = 0, credited = 0;
        foreach (var total in stored.Totals)
        {
            var (opening, debits, credits) = sums.GetValueOrDefault(total.Account);
            sums.Remove(total.Account);
            if (total.Opening != opening || total.Debits != debits || total.Credits != credits)
            {
                return Wrong($"{total} in {stored}, the lines say {opening} -{debits} +{credits}");
            }

            var closing = opening - debits + credits;
            (positive, negative) = closing > 0 ? (positive + closing, negative) : (positive, negative + closing);
            moved += debits != 0 || credits != 0 ? 1 : 0;
            (debited, credited) = (debited + debits, credited + credits);
        }

        if (sums.Count > 0)
        {
            return Wrong($"{stored} misses {string.Join(", ", sums.Keys)}");
        }

        var report = stored.Report;
        return report is null || report.Accounts != stored.Totals.Length || report.Moved != moved
            || report.Debits != Fitting(debited) || report.Credits != Fitting(credited) || debited != credited
            || report.Positive != Fitting(positive) || report.Negative != Fitting(negative)
            || positive + negative != 0
                ? Wrong($"{stored}: the lines give {moved} moved, -{debited} +{credited}, balances {positive} and {negative}")
                : null;
    }

    // A sum that fits no long is reported as the most that does.
    private static Int128 Fitting(Int128 sum) => Int128.Clamp(sum, -long.MaxValue, long.MaxValue);

    private AuditPeriod? Find(long id) => book.PeriodIds.TryGetValue(id, out var place)
        ? PeriodsOf(place.Ledger).ElementAtOrDefault(place.No - 1)
        : null;

    /// <summary>
    /// Every date of the cycle is an end; one on which no business is done moves on to the next business day. The first end
    /// not before <paramref name="first"/>.
    /// </summary>
    internal static DateOnly LastDate(AskedPeriodCalendar calendar, DateOnly first)
    {
        bool IsClosed(DateOnly day) =>
            calendar.Weekend.Contains(day.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)day.DayOfWeek) || calendar.Holidays.Contains(day);
        for (var day = first.AddDays(-40); ; day = day.AddDays(1))
        {
            var end = day;
            while (IsClosed(end))
            {
                end = end.AddDays(1);
            }

            if (IsEnd(calendar.Cycle, day) && end >= first)
            {
                return end;
            }
        }
    }

    private static bool IsEnd(string cycle, DateOnly day)
    {
        var number = cycle.Contains(':', StringComparison.Ordinal)
            ? int.Parse(cycle.Split(':')[1], CultureInfo.InvariantCulture)
            : 0;
        return cycle[0] switch
        {
            'd' => true,
            'w' => (number % 7) == (int)day.DayOfWeek,
            _ => day.Day == Math.Min(number, DateTime.DaysInMonth(day.Year, day.Month)),
        };
    }

    private static DateOnly DateIn(AuditLedger ledger, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, ledger.Zone).DateTime);

    private static DateOnly Date(JournalChange change, string name) =>
        DateOnly.Parse(change.Result[name], CultureInfo.InvariantCulture);

    private static string Words(JournalChange change) => string.Join(", ", change.Result.Select(static pair => $"{pair}"));

    private static string Report(JournalPeriod period) => $"{period}";

    private static Violation Wrong(string text) => new("period", text);
}
