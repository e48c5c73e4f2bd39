using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Schemes.Periods;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Periods;

/// <summary>What the routes of periods name, and who may see what of it.</summary>
internal sealed class PeriodPlaces(Places places, IPeriodReader reader, IPeriodQueries queries)
{
    /// <summary>A ledger whose periods the caller may see: which there are, how far they are.</summary>
    public async Task<LedgerAddress> LedgerAsync(HttpContext http, string code, AccessAction action)
    {
        var book = await places.LedgerAsync(code, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), action, Target.Of(book));
        return book;
    }

    /// <summary>A period; 404 when there is none.</summary>
    public async Task<BookPeriod> FindAsync(LedgerAddress book, int no, CancellationToken cancellationToken) =>
        await reader.FindAsync(book.Id, no, cancellationToken)
        ?? throw EdgeRefusal.NotFound("period", no.ToString(CultureInfo.InvariantCulture));

    /// <summary>A period whose figures the caller may see and which has some.</summary>
    public async Task<BookPeriod> ReportedAsync(HttpContext http, LedgerAddress book, int no)
    {
        var period = await FindAsync(book, no, http.RequestAborted);
        if (!MayReadFigures(http, book, period))
        {
            throw Permissions.NotPermitted(Caller.Of(http), AccessAction.ReadSummary);
        }

        return period.Totals is not null
            ? period
            : throw EdgeRefusal.NotFound("report", no.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>As the wire shows it to this caller.</summary>
    public async Task<PeriodView> ViewAsync(HttpContext http, LedgerAddress book, int no)
    {
        var period = await FindAsync(book, no, CancellationToken.None);
        return PeriodViews.View(
            period, book, await queries.FindLayoutAsync(book.Id, CancellationToken.None), MayReadFigures(http, book, period));
    }

    /// <summary>What is published is for every member; what is not, for those who watch over the books.</summary>
    public static bool MayReadFigures(HttpContext http, LedgerAddress book, BookPeriod period) => Permissions.Allows(
        Caller.Of(http),
        period.Status == PeriodStatus.Published ? AccessAction.ReadMemberSummary : AccessAction.ReadSummary,
        Target.Of(book));
}
