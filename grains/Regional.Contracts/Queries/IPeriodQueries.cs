using System.Collections.Immutable;
using Regional.Contracts.Periods;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Contracts.Queries;

/// <summary>What people read of a ledger's periods beyond what their end itself must know. Committed rows.</summary>
public interface IPeriodQueries
{
    /// <summary>A ledger's periods, newest first.</summary>
    Task<Page<BookPeriod>> FindPeriodsAsync(LedgerId ledger, PageRequest page, CancellationToken cancellationToken);

    /// <summary>Calendars that a ledger's periods were laid out by, newest first: the first one is in force.</summary>
    Task<Page<PeriodCalendarDetail>> FindCalendarsAsync(
        LedgerId ledger, PageRequest page, CancellationToken cancellationToken);

    /// <summary>What lays out the open period; null: the ledger has no calendar.</summary>
    Task<PeriodLayout?> FindLayoutAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>Totals of a period's accounts, in the order in which they were opened. None before they are totalled.</summary>
    Task<Page<PeriodLineDetail>> FindLinesAsync(PeriodId period, PageRequest page, CancellationToken cancellationToken);

    /// <summary>All of them, page by page: no statement runs long, whatever the ledger's size.</summary>
    IAsyncEnumerable<PeriodLineDetail> ReadLinesAsync(PeriodId period, CancellationToken cancellationToken);
}

/// <summary>A calendar as it was set.</summary>
public sealed record PeriodCalendarDetail
{
    /// <summary>Its number in the database; the order in which they were set.</summary>
    public required long No { get; init; }

    /// <summary>As <see cref="WindowCycle"/> writes it.</summary>
    public required string Cycle { get; init; }

    /// <summary>Local time, on the day after a period's last date, from which its end is due.</summary>
    public required TimeOnly ClosesAt { get; init; }

    /// <summary>ISO weekdays that are no business days.</summary>
    public required ImmutableArray<int> Weekend { get; init; }

    /// <summary>Dates that are no business days.</summary>
    public required ImmutableArray<DateOnly> Holidays { get; init; }

    /// <summary>When it was set.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The command that set it.</summary>
    public required OperationId Operation { get; init; }
}

/// <summary>What lays out the open period.</summary>
/// <param name="Calendar">In force.</param>
/// <param name="FirstSetOn">
/// The date in the region on which the ledger's first calendar was set: a period that was over then waits for a command.
/// </param>
public sealed record PeriodLayout(BusinessCalendar Calendar, DateOnly FirstSetOn);

/// <summary>One account in a period's report. Minor units, by business date, posted amounts only.</summary>
public sealed record PeriodLineDetail
{
    /// <summary>The account.</summary>
    public required AccountName Account { get; init; }

    /// <summary>A member's, or one of the ledger's own.</summary>
    public required AccountRole Role { get; init; }

    /// <summary>The ledger's unit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Balance before the first date, signed.</summary>
    public required long Opening { get; init; }

    /// <summary>Debits of the period.</summary>
    public required long Debits { get; init; }

    /// <summary>Credits of the period.</summary>
    public required long Credits { get; init; }

    /// <summary>Opening − debits + credits.</summary>
    public required long Closing { get; init; }

    /// <summary>Last date until the period's end on which the balance was, left or passed zero; null: no line so far.</summary>
    public DateOnly? CrossedOn { get; init; }
}
