using Regional.Contracts.Periods;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Simulation.Model.Tables;

internal sealed class PeriodRow
{
    public required PeriodSpan Span { get; set; }

    public required LedgerId Ledger { get; init; }

    public PeriodStatus Status { get; set; } = PeriodStatus.Open;

    public long? AccountCount { get; set; }

    public List<PeriodMark> Marks { get; } = [];

    /// <summary>In the order of their places.</summary>
    public SortedList<int, StepProgress> Steps { get; } = [];

    public SortedDictionary<AccountId, PeriodTotals> Totals { get; } = [];

    /// <summary>How many entries an account had when it was totalled.</summary>
    public Dictionary<AccountId, long> TotalledEntries { get; } = [];

    public List<(string Step, PeriodException Exception)> Exceptions { get; } = [];

    public PeriodReportTotals? Report { get; set; }
}

/// <summary>The calendar in force, and when the ledger's first was set.</summary>
internal sealed record PeriodCalendarRow(BusinessCalendar Calendar, DateTimeOffset FirstSetAt);
