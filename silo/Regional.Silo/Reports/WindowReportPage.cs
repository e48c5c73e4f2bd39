using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports;

/// <summary>A window's report as a page to print and sign: every figure traceable to the journal.</summary>
internal static class WindowReportPage
{
    private const string Style = """
        body{font:14px/1.45 system-ui,sans-serif;color:#1a1a1a;max-width:64rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0}
        table{border-collapse:collapse;width:100%}th,td{padding:.3rem .5rem;border-bottom:1px solid #ccc;text-align:left}
        th{font-weight:600;border-bottom:2px solid #444}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        tfoot td{font-weight:600;border-top:2px solid #444;border-bottom:0}.note{color:#555;font-size:12px}
        .mark{display:inline-block;border:2px solid #444;padding:.1rem .6rem;font-weight:600}.bad{color:#a00000;font-weight:600}
        .sign{display:flex;gap:3rem;margin-top:3rem}.sign div{flex:1;border-top:1px solid #444;padding-top:.3rem}
        @media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}@page{margin:15mm}}
        """;

    public static IResult Answer(
        WindowReportDetail report, ImmutableArray<BilateralFlow> flows, RegionAddress region, DateTimeOffset now)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        var window = report.Window.Window;
        page.Append(CultureInfo.InvariantCulture, $"<title>{Text(report.Region)}: window {window.No}</title><style>{Style}</style></head><body>");
        AppendHead(page, report, region, now);
        AppendPositions(page, report);
        AppendInstructions(page, report);
        AppendFlows(page, flows);
        page.Append("<div class=\"sign\"><div>Coordinator, date</div><div>Trustee, date</div></div></body></html>");
        return Results.Text(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static void AppendHead(
        StringBuilder page, WindowReportDetail report, RegionAddress region, DateTimeOffset now)
    {
        var window = report.Window.Window;
        page.Append(CultureInfo.InvariantCulture, $"""
            <h1>Settlement window {window.No} of {Text(report.Region)}</h1>
            <p><span class="mark">{(report.Window.Report == ReportStatus.None ? "so far" : Words.Of(report.Window.Report))}</span>
            business date {window.BusinessDate:yyyy-MM-dd}, window {Words.Of(window.Status)}</p>
            <p>From {Time(window.Opens, region)} (included) to {Time(window.Closes, region)} (not included), {Text(region.TimeZone)}.
            Amounts in {Text(report.Currency.Code)}.</p>
            <p class="note">Recomputed from the journal at {now.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: opening is what
            earlier windows carried (all their entries and the cash of their settlements), paid and received are the entries
            of this one apart from such cash. Each entry can be listed with
            GET /v1/ledgers/{Text(report.Region)}/accounts/{"{account}"}/statement, where it carries its number, its operation
            and window {window.No}.</p>
            """);
    }

    private static void AppendPositions(StringBuilder page, WindowReportDetail report)
    {
        page.Append("<h2>Positions</h2><table><thead><tr><th>Community</th>");
        foreach (var column in (string[])["Opening", "Paid", "Received", "Position", "May carry", "Carried", "Settled"])
        {
            page.Append(CultureInfo.InvariantCulture, $"<th class=\"n\">{column}</th>");
        }

        page.Append("</tr></thead><tbody>");
        foreach (var line in report.Lines)
        {
            var position = line.Position;
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{Text(position.Code)}{(line.IsAsPlanned ? "" : " <span class=\"bad\">differs from the plan</span>")}</td>");
            AppendFigures(page, report.Currency, position.Opening, position.Paid, position.Received, position.Position,
                line.CarryLimit, line.Carried, line.Settled);
            page.Append("</tr>");
        }

        page.Append("</tbody><tfoot><tr><td>Sum</td>");
        AppendFigures(
            page, report.Currency, report.Lines.Sum(static line => line.Position.Opening),
            report.Lines.Sum(static line => line.Position.Paid), report.Lines.Sum(static line => line.Position.Received),
            report.Lines.Sum(static line => line.Position.Position), null,
            report.Lines.Sum(static line => line.Carried), report.Lines.Sum(static line => line.Settled));
        page.Append("</tr></tfoot></table><p class=\"note\">Opening − paid + received = position = carried + settled. "
            + "Settled below zero pays in, above zero is paid out.</p>");
    }

    private static void AppendInstructions(StringBuilder page, WindowReportDetail report)
    {
        if (report.Instructions.IsEmpty)
        {
            page.Append("<h2>Settlement payments</h2><p>None.</p>");
            return;
        }

        page.Append("<h2>Settlement payments</h2><table><thead><tr><th>Community</th><th>Direction</th>"
            + "<th class=\"n\">Amount</th><th>Due</th><th>Status</th><th>Id</th></tr></thead><tbody>");
        foreach (var detail in report.Instructions)
        {
            var payment = detail.Instruction;
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(payment.AccountCode)}</td><td>{(payment.IsPayOut ? "paid out" : "pays in")}</td>
                <td class="n">{Money(payment.AmountMinor, report.Currency)}</td><td>{payment.Due:yyyy-MM-dd}</td>
                <td>{Words.Of(payment.Status)}{(payment.IsInArrears ? " <span class=\"bad\">late</span>" : "")}</td><td class="note">{payment.Id}</td></tr>
                """);
        }

        page.Append("</tbody></table>");
    }

    private static void AppendFlows(StringBuilder page, ImmutableArray<BilateralFlow> flows)
    {
        if (flows.IsEmpty)
        {
            return;
        }

        page.Append("<h2>Who paid whom</h2><table><thead><tr><th>From</th><th>To</th><th class=\"n\">Transfers</th>"
            + "<th class=\"n\">Amount</th></tr></thead><tbody>");
        foreach (var flow in flows)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(flow.Payer)}</td><td>{Text(flow.Payee)}</td><td class="n">{flow.Transfers}</td>
                <td class="n">{flow.Amount.ToDecimalString()}</td></tr>
                """);
        }

        page.Append("</tbody></table>");
    }

    private static void AppendFigures(StringBuilder page, Currency currency, params ReadOnlySpan<long?> figures)
    {
        foreach (var figure in figures)
        {
            page.Append(CultureInfo.InvariantCulture, $"<td class=\"n\">{Money(figure, currency)}</td>");
        }
    }

    private static string Money(long? minor, Currency currency) =>
        minor is { } given ? MoneyText.Format(given, currency.Scale) : "–";

    private static string Time(DateTimeOffset at, RegionAddress region) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(region.TimeZone, out var zone) ? TimeZoneInfo.ConvertTime(at, zone) : at)
        .ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
