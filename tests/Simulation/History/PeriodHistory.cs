using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>The calendar of a ledger's periods; the first one opens the first period.</summary>
internal sealed record AskedPeriodCalendar(
    int Ledger, string Cycle, TimeOnly ClosesAt, ImmutableArray<int> Weekend, ImmutableArray<DateOnly> Holidays,
    DateOnly? FirstDate) : AskedChange
{
    public override string ToString() =>
        $"period calendar {Id:N} of ledger {Ledger}: {Cycle} at {ClosesAt}, weekend {string.Join(',', Weekend)}, holidays "
        + $"{string.Join(',', Holidays.Select(static day => $"{day:yyyy-MM-dd}"))}, from {FirstDate:yyyy-MM-dd}";
}

/// <summary>The end of a period: its books close, and all accounts are totalled.</summary>
internal sealed record AskedPeriodEnd(int Community, int Ledger, int No) : Asked
{
    public override string ToString() => $"end {Id:N} of period {No} of ledger {Ledger}";
}

/// <summary>A totalled period is signed off, or a signed-off one published.</summary>
internal sealed record AskedPeriodMark(int Ledger, int No, bool IsPublished) : AskedChange
{
    public override string ToString() =>
        $"{(IsPublished ? "publication" : "sign-off")} {Id:N} of period {No} of ledger {Ledger}";
}

/// <summary>How far a period's end came, as its asker was told.</summary>
internal sealed record ToldPeriod(int? Status) : Told
{
    public override string ToString() => $"period stands at {Status}";
}

/// <summary>A period takes no more lines; its end begins.</summary>
internal sealed record PeriodBeginCommand(int Ledger, int No) : JournalCommand
{
    public override string ToString() => $"end of period {No} of ledger {Ledger} begins";
}

/// <summary>Some accounts were totalled, or a step of the scheme went over them.</summary>
/// <param name="Period">The period's number in the store.</param>
/// <param name="Step">What was done.</param>
/// <param name="After">Accounts up to this one were done before.</param>
internal sealed record PeriodChunkCommand(long Period, string Step, long After) : JournalCommand
{
    public override string ToString() => $"period {Period}: {Step} after account {After}";
}

/// <summary>A period is totalled, with the report that stands from now on.</summary>
internal sealed record PeriodCompleteCommand(JournalPeriod Period) : JournalCommand
{
    public override string ToString() => $"{Period}";
}

/// <summary>A period as it is stored. Status by its stored number: 1 open, 2 totalling, 3 totalled, 4 signed off, 5 published.</summary>
internal sealed record JournalPeriod(
    long Id, int Ledger, int No, DateOnly First, DateOnly Last, int Status, ImmutableArray<JournalTotals> Totals,
    JournalReport? Report)
{
    public override string ToString() =>
        $"period {No} of ledger {Ledger}, {First:yyyy-MM-dd} to {Last:yyyy-MM-dd}: {Report}; {string.Join("; ", Totals)}";
}

/// <summary>One account's totals of a period.</summary>
internal readonly record struct JournalTotals(long Account, long Opening, long Debits, long Credits)
{
    public override string ToString() => $"{Account}: {Opening} -{Debits} +{Credits}";
}

/// <summary>The sums over all accounts of a totalled period.</summary>
internal sealed record JournalReport(
    long Accounts, long Moved, long Debits, long Credits, long Positive, long Negative, long Postings, long Exceptions);
