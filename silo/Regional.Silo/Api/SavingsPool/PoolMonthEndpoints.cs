using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Periods;
using Regional.Domain;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.SavingsPool;

/// <summary>
/// The month ends of a pool by the dates people know: calendar months, without a calendar to be set first. What runs is the
/// end of the ledger's period.
/// </summary>
internal sealed class PoolMonthEndpoints(
    HostSettings settings, PoolPlaces places, CommandDesk desk, IPeriodReader periods, IGrainFactory grains) : IEndpointGroup
{
    // More months than a pool that is asked for one of them could have closed.
    private const int PeriodCountMax = 1200;

    public void Map(RouteGroupBuilder v1) =>
        v1.MapGroup("/ledgers/{ledger}/pool").WithTags("Savings pool").Post("/months/{month}/end", EndAsync)
            .Commands<CommandBody, PoolMonthView>(
                "End a month, YYYY-MM: points = points + balance",
                "The first one opens the pool's calendar: months that end on their last day. Done twice: it stays as it is.");

    private async Task<IResult> EndAsync(HttpContext http, string ledger, string month)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(http, ledger, "month end");
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var last = LastDay(month);
        if (await FindAsync(book, last) is null && await OpenAsync(http, caller, id, book, last) is { } refused)
        {
            return refused;
        }

        var period = await FindAsync(book, last) ?? throw await NotLaidOutAsync(book, month, last);
        var reply = await grains.GetGrain<ICommunityGrain>($"{book.Community}").EndPeriodAsync(
            DerivedId.Of(id, "end"), book.Id, period.Span.No, caller.Actor, body.Reason);
        return reply.Refusal is { } refusal
            ? await desk.RefuseAsync(caller, refusal)
            : Answer.Ok(new PoolMonthView(
                period.Span.No, period.Span.FirstDate, period.Span.LastDate,
                Words.Of(reply.Status ?? throw new InvariantViolation($"Month {month} of {book.Code} ended as nothing."))));
    }

    private async Task<BookPeriod?> FindAsync(LedgerAddress book, DateOnly last) =>
        (await periods.FindAllAsync(book.Id, PeriodCountMax, CancellationToken.None))
        .FirstOrDefault(period => period.Span.Contains(last));

    // Periods are laid out one ahead: what lies beyond the open one waits for it.
    private async Task<EdgeRefusal> NotLaidOutAsync(LedgerAddress book, string month, DateOnly last)
    {
        var newest = (await periods.FindAllAsync(book.Id, 1, CancellationToken.None))[0];
        return last > newest.Span.LastDate
            ? EdgeRefusal.For(
                RefusalReason.PeriodOutOfOrder,
                new("period", month), new("before", $"{newest.Span.No}"), new("state", Words.Of(newest.Status)))
            : EdgeRefusal.NotFound("month", month);
    }

    // Null: the ledger has a calendar, or has one now.
    private async Task<IResult?> OpenAsync(HttpContext http, Caller caller, OperationId id, LedgerAddress book, DateOnly last)
    {
        if (!(await periods.FindAllAsync(book.Id, 1, http.RequestAborted)).IsEmpty)
        {
            return null;
        }

        var calendar = new SetPeriodCalendar(
            book.Id, "monthly:31", TimeOnly.MinValue, Weekend: [], Holidays: [], new DateOnly(last.Year, last.Month, 1))
        {
            Id = DerivedId.Of(id, "calendar"),
            Actor = caller.Actor,
        };
        var answer = await desk.ExecuteThenAsync(caller, calendar, static _ => Task.FromResult(Results.Empty));
        return answer == Results.Empty ? null : answer;
    }

    private static DateOnly LastDay(string month) =>
        DateOnly.TryParseExact($"{month}-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var first)
            ? first.AddMonths(1).AddDays(-1)
            : throw EdgeRefusal.Malformed("month", $"{month}: write YYYY-MM");
}
