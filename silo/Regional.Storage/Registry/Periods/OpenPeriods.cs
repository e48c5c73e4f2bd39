using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;

namespace Regional.Storage.Registry.Periods;

/// <summary>The one period of a ledger that takes lines.</summary>
internal static class OpenPeriods
{
    /// <summary>Opens the next one.</summary>
    public static async Task<PeriodSpan> AddAsync(
        CommandScope scope, LedgerId ledger, int no, DateOnly first, BusinessCalendar calendar)
    {
        var last = PeriodSchedule.LastDate(calendar, first);
        var id = await scope.GetValueAsync<long>(
            "insert into periods (ledger_id, no, first_date, last_date) values ($1, $2, $3, $4) returning id",
            ledger, no, first, last);
        return new PeriodSpan(new PeriodId(id), no, first, last);
    }

    /// <summary>Lays its end out anew.</summary>
    public static async Task<PeriodSpan> MoveEndAsync(CommandScope scope, PeriodSpan open, BusinessCalendar calendar)
    {
        var moved = open with { LastDate = PeriodSchedule.LastDate(calendar, open.FirstDate) };
        await scope.ExecuteAsync("update periods set last_date = $2 where id = $1", moved.Id, moved.LastDate);
        return moved;
    }
}
