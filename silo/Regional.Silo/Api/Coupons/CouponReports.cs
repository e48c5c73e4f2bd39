using System.Globalization;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.Coupons.Indicators;
using Regional.Domain.Schemes.Periods;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Reports.Coupons;

namespace Regional.Silo.Api.Coupons;

/// <summary>002's ledgers and summaries of a month or any dates: JSON, CSV, or pages to print, in two languages.</summary>
internal sealed class CouponReports(
    Places places, ICouponQueries queries, IIndicatorQueries indicators, IPeopleQueries people, IPeriodReader periods,
    BusinessDates dates)
    : IEndpointGroup
{
    // More periods than a book that is asked for one of them could have.
    private const int PeriodCountMax = 1200;

    // More than a region has.
    private const int FamilyCountMax = 1_000_000;

    private const string Parameters =
        "?month=2001-03, or from= and to=; format=json (default), csv or html; lang=en (default) or id. Recomputed from the "
        + "journal at each call, by business date.";

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/coupons/reports").WithTags("Coupons");
        group.Get("/{report}", ReportAsync).Reads<CouponReportView>(
            "transactions, administration, fund, journal, summary, balances, repayments, baseline, indicators, "
            + "assumptions, volume, decisions or pack",
            Parameters + " pack: html only. baseline, indicators, assumptions: every month that begins within the dates. "
            + "volume: how many coupons the community needs, both ways; needs= and families=, volume= of a month.");
        group.Get("/accounts/{account}", IndividualAsync).Reads<CouponReportView>(
            "An individual or enterprise account ledger", Parameters);
    }

    private async Task<IResult> ReportAsync(HttpContext http, string ledger, string report)
    {
        var caller = Caller.Of(http);
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, ActionOf(report), Target.Of(book));
        var asked = await AskedAsync(http, book);
        var tables = new CouponTables(asked.Texts, book.Currency);
        if (report == "balances")
        {
            return Answered(asked, book, report, tables.Balances(
                await queries.FindBalancesAsync(book.Id, asked.Last, http.RequestAborted), asked.First, asked.Last));
        }

        if (report == "repayments")
        {
            return Answered(asked, book, report, tables.Repayments(
                await queries.FindRepaymentsAsync(book.Id, asked.First, asked.Last, http.RequestAborted),
                asked.First, asked.Last));
        }

        if (report == "decisions")
        {
            return Answered(asked with { Standing = null }, book, report, DecisionTable.Of(
                await people.FindDecisionsAsync(book.Id, asked.First, asked.Last, http.RequestAborted), asked.Texts,
                book.Currency, asked.First, asked.Last));
        }

        if (report is "baseline" or "indicators" or "assumptions" or "volume")
        {
            var table = await IndicatorsAsync(http, book, report, asked);
            return Answered(asked with { Standing = null }, book, report, table);
        }

        if (report is "administration" or "fund")
        {
            return Answered(asked, book, report, await FundAsync(tables, book, report, asked, http.RequestAborted));
        }

        var period = await queries.FindPeriodAsync(book.Id, asked.First, asked.Last, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("coupon book", ledger);
        return report switch
        {
            "transactions" => Answered(asked, book, report, tables.Transactions(period)),
            "journal" => Answered(asked, book, report, tables.Journal(period)),
            "summary" => Answered(asked, book, report, tables.Summary(period)),
            _ => await PackAsync(tables, book, period, asked, http.RequestAborted),
        };
    }

    private async Task<CouponTable> IndicatorsAsync(HttpContext http, LedgerAddress book, string report, Asked asked)
    {
        var detail = await indicators.FindAsync(book.Id, asked.First, asked.Last, http.RequestAborted);
        var tables = new IndicatorTables(asked.Texts, book.Currency, asked.First, asked.Last);
        return report switch
        {
            "baseline" => tables.Baseline(detail),
            "indicators" => tables.Months(detail),
            "assumptions" => tables.Assumptions(detail),
            _ => await VolumeAsync(http, book, asked, tables, detail),
        };
    }

    // Without a volume of one's own, what a month of the dates has turned over on average.
    private async Task<CouponTable> VolumeAsync(
        HttpContext http, LedgerAddress book, Asked asked, IndicatorTables tables, IndicatorDetail detail)
    {
        var query = http.Request.Query;
        Amount? Of(string name) => query[name].ToString() is { Length: > 0 } text
            ? new Amount(Fields.Amount(name, text, book.Currency.Scale), book.Currency)
            : null;
        var families = query["families"].ToString() is { Length: > 0 } given
            ? int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= FamilyCountMax
                ? count
                : throw EdgeRefusal.Malformed("families", given)
            : (int?)null;
        var period = await queries.FindPeriodAsync(book.Id, asked.Last, asked.Last, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("coupon book", book.Code);
        var turnover = IndicatorUnits.MeanHundredths([.. detail.Months.Select(static month => month.Turnover)]) ?? 0;
        return tables.Volume(
            detail, period.Terms.Ladder[0], checked((int)period.Accounts),
            Of("volume") ?? new Amount(turnover / 100, book.Currency), Of("needs"), families);
    }

    private async Task<IResult> IndividualAsync(HttpContext http, string ledger, string account)
    {
        var caller = Caller.Of(http);
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        var whose = await places.AccountAsync(book, account, http.RequestAborted);
        Permissions.DemandRead(caller, whose);
        var asked = await AskedAsync(http, book);
        var found = await queries.FindIndividualAsync(book.Id, whose.Id, asked.First, asked.Last, http.RequestAborted);
        var period = await queries.FindPeriodAsync(book.Id, asked.Last, asked.Last, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("coupon book", ledger);
        var limit = found.Limit is { } marked ? new Amount(marked, book.Currency) : period.Terms.Ladder[0];
        return Answered(asked, book, "individual", new CouponTables(asked.Texts, book.Currency).Individual(
            whose.Name, whose.Code, found, asked.First, asked.Last, whose.Role == AccountRole.Member ? limit : null,
            whose.Role == AccountRole.Member
                ? RepaymentLine.Of(found.Opening, paidMinor: 0, period.Terms.Repayment, book.Currency)?.DueMinor ?? 0
                : 0));
    }

    // What a book does not ask for is no page of its pack.
    private async Task<IResult> PackAsync(
        CouponTables tables, LedgerAddress book, CouponPeriodDetail period, Asked asked,
        CancellationToken cancellationToken) => CouponPage.Html(
        book.Code, asked.Texts, asked.Standing,
        [
            tables.Transactions(period),
            await FundAsync(tables, book, "administration", asked, cancellationToken),
            await FundAsync(tables, book, "fund", asked, cancellationToken),
            tables.Journal(period),
            tables.Summary(period),
            .. period.Terms.Repayment.IsZero
                ? Array.Empty<CouponTable>()
                : [tables.Repayments(
                    await queries.FindRepaymentsAsync(book.Id, asked.First, asked.Last, cancellationToken),
                    asked.First, asked.Last)],
            tables.Balances(
                await queries.FindBalancesAsync(book.Id, asked.Last, cancellationToken), asked.First, asked.Last),
        ]);

    private async Task<CouponTable> FundAsync(
        CouponTables tables, LedgerAddress book, string report, Asked asked, CancellationToken cancellationToken)
    {
        var account = await places.AccountAsync(
            book, report == "fund" ? "community-fund" : "administration", cancellationToken);
        return tables.Fund(
            report,
            await queries.FindIndividualAsync(book.Id, account.Id, asked.First, asked.Last, cancellationToken),
            asked.First,
            asked.Last);
    }

    private static AccessAction ActionOf(string report) => report switch
    {
        "transactions" or "administration" or "fund" or "journal" or "repayments" or "pack" => AccessAction.ReadCommunity,
        "summary" or "baseline" or "indicators" or "assumptions" or "volume" => AccessAction.ReadSummary,
        "decisions" => AccessAction.ReadMemberSummary,
        "balances" => AccessAction.ReadMemberSummary,
        _ => throw EdgeRefusal.NotFound("report", report),
    };

    private static IResult Answered(Asked asked, LedgerAddress book, string report, CouponTable table) =>
        asked.Format switch
        {
            "csv" => CouponPage.Csv(table),
            "html" => CouponPage.Html(book.Code, asked.Texts, asked.Standing, table),
            _ => Answer.Ok(new CouponReportView
            {
                Report = report,
                From = asked.First,
                To = asked.Last,
                Currency = book.Currency.Code,
                Title = table.Title,
                Columns = table.Columns,
                Rows = [.. table.Rows],
                Totals = table.Totals,
            }),
        };

    private async Task<Asked> AskedAsync(HttpContext http, LedgerAddress book)
    {
        var query = http.Request.Query;
        string? Of(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;
        var texts = CouponTexts.Find(Of("lang")) ?? throw EdgeRefusal.Malformed("lang", $"{Of("lang")}: en or id");
        var format = Of("format") ?? "json";
        if (format is not ("json" or "csv" or "html"))
        {
            throw EdgeRefusal.Malformed("format", $"{format}: json, csv or html");
        }

        if (Of("from") is null && Of("to") is null)
        {
            var today = await dates.TodayAsync(book.Region, http.RequestAborted);
            var first = Of("month") is { } month ? Date("month", $"{month}-01") : new DateOnly(today.Year, today.Month, 1);
            return await AskedAsync(book, first, first.AddMonths(1).AddDays(-1), texts, format, http.RequestAborted);
        }

        var (from, to) = (Date("from", Of("from")), Date("to", Of("to")));
        return from <= to
            ? await AskedAsync(book, from, to, texts, format, http.RequestAborted)
            : throw EdgeRefusal.Malformed("to", $"{to:O}");
    }

    // Final is what somebody answers for: the figures of exactly one period that was signed off.
    private async Task<Asked> AskedAsync(
        LedgerAddress book, DateOnly first, DateOnly last, CouponTexts texts, string format,
        CancellationToken cancellationToken)
    {
        var period = (await periods.FindAllAsync(book.Id, PeriodCountMax, cancellationToken))
            .FirstOrDefault(period => (period.Span.FirstDate, period.Span.LastDate) == (first, last));
        var signed = period?.Marks.FirstOrDefault(static mark => mark.Status == PeriodStatus.SignedOff);
        return new Asked(
            first, last, texts, format, signed is null ? texts["preliminary"] : texts["signedOff", signed.Actor]);
    }

    private static DateOnly Date(string field, string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw EdgeRefusal.For(
                Domain.Refusals.RefusalReason.DateMalformed, new("field", field), new("value", text ?? ""));

    /// <param name="First">First date.</param>
    /// <param name="Last">Last date.</param>
    /// <param name="Texts">In which language.</param>
    /// <param name="Format">json, csv or html.</param>
    /// <param name="Standing">Preliminary, or who has signed the period off; null: nobody signs it.</param>
    private sealed record Asked(DateOnly First, DateOnly Last, CouponTexts Texts, string Format, string? Standing);
}
