using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Regional.Contracts.Directory;
using Regional.Contracts.Periods;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Periods;

/// <summary>A period's report as a page to print and sign: sums as they were stored, then the accounts.</summary>
internal static class PeriodReportPage
{
    private const string Style = """
        body{font:14px/1.45 system-ui,sans-serif;color:#1a1a1a;max-width:60rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0}
        table{border-collapse:collapse;width:100%}th,td{padding:.3rem .5rem;border-bottom:1px solid #ccc;text-align:left}
        th{font-weight:600;border-bottom:2px solid #444}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
        .minus{color:#a00000}.own td{color:#555}.note{color:#555;font-size:12px}.bad{color:#a00000;font-weight:600}
        .mark{display:inline-block;border:2px solid #444;padding:.1rem .6rem;font-weight:600}
        .sign{display:flex;gap:3rem;margin-top:3rem}.sign div{flex:1;border-top:1px solid #444;padding-top:.3rem}
        @media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}@page{margin:15mm}}
        """;

    public static IResult Answer(
        BookPeriod period, LedgerAddress book, Page<PeriodLineDetail> lines, ImmutableArray<StepException> exceptions,
        DateTimeOffset now)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
            + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        page.Append(CultureInfo.InvariantCulture, $"<title>{Text(book.Code)}: period {period.Span.No}</title><style>{Style}</style></head><body>");
        AppendHead(page, period, book, now);
        AppendTotals(page, period.Totals!, book.Currency);
        AppendLines(page, period, book, lines);
        AppendExceptions(page, exceptions);
        page.Append("<div class=\"sign\"><div>Signed off by, date</div><div>Published by, date</div></div></body></html>");
        return Results.Text(page.ToString(), "text/html; charset=utf-8", Encoding.UTF8);
    }

    private static void AppendHead(StringBuilder page, BookPeriod period, LedgerAddress book, DateTimeOffset now)
    {
        page.Append(CultureInfo.InvariantCulture, $"""
            <h1>Period {period.Span.No} of {Text(book.Code)}</h1>
            <p><span class="mark">{Words.Of(period.Status)}</span>
            {period.Span.FirstDate:yyyy-MM-dd} to {period.Span.LastDate:yyyy-MM-dd}, amounts in {PrintPage.Unit(book)}</p>
            <p class="note">By business date, posted amounts only: opening − debits + credits = closing. Totalled once, for
            good; a later line is refused or dated into the open period. Each line can be followed with
            GET /v1/ledgers/{Text(book.Code)}/accounts/{"{account}"}/statement. Printed
            {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</p>
            <table><thead><tr><th>State</th><th>When (UTC)</th><th>Who</th><th>Why</th></tr></thead><tbody>
            """);
        foreach (var mark in period.Marks)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Words.Of(mark.Status)}</td><td>{mark.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}</td>
                <td>{Text(mark.Actor)}</td><td>{Text(mark.Reason ?? "")}</td></tr>
                """);
        }

        page.Append("</tbody></table>");
    }

    private static void AppendTotals(StringBuilder page, PeriodReportTotals totals, Currency currency)
    {
        page.Append("<h2>Sums</h2><table><tbody>");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Accounts", Count(totals.Accounts)), ("with lines in the period", Count(totals.MovedAccounts)),
            ("Debits", Money(totals.Debits, currency)), ("Credits", Money(totals.Credits, currency)),
            ("Balances above zero", Money(totals.PositiveBalances, currency)),
            ("Balances below zero", Money(totals.NegativeBalances, currency)),
            ("Postings the period's end made", Count(totals.Postings)),
            ("Accounts for which a step failed", Count(totals.Exceptions)),
        ])
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"n\">{value}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static void AppendLines(
        StringBuilder page, BookPeriod period, LedgerAddress book, Page<PeriodLineDetail> lines)
    {
        page.Append("<h2>Accounts</h2><table><thead><tr><th>Account</th><th>Name</th><th class=\"n\">Opening</th>"
            + "<th class=\"n\">Debits</th><th class=\"n\">Credits</th><th class=\"n\">Closing</th></tr></thead><tbody>");
        foreach (var line in lines.Items)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr{(line.Role == AccountRole.Member ? "" : " class=\"own\"")}><td>{Text(line.Account.Code)}</td><td>{Text(line.Account.Name)}</td>
                """);
            foreach (var figure in (ReadOnlySpan<long>)[line.Opening, line.Debits, line.Credits, line.Closing])
            {
                page.Append(CultureInfo.InvariantCulture, $"<td class=\"n{(figure < 0 ? " minus" : "")}\">{Money(figure, book.Currency)}</td>");
            }

            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
        if (lines.Next is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p class="note">The first {lines.Items.Length} of {Count(period.Totals!.Accounts)} accounts; all of them in report.csv.</p>
                """);
        }
    }

    private static void AppendExceptions(StringBuilder page, ImmutableArray<StepException> exceptions)
    {
        if (exceptions.IsEmpty)
        {
            return;
        }

        page.Append("<h2>Steps that could not be carried out</h2><table><thead><tr><th>Account</th><th>Step</th><th>Why</th>"
            + "<th>What to do</th></tr></thead><tbody>");
        foreach (var one in exceptions)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{Text(one.AccountCode)}</td><td>{Text(one.Step)}</td><td class="bad">{Text(one.Refusal.ToString())}</td>
                <td>{Text(one.Refusal.Entry.Advice)}</td></tr>
                """);
        }

        page.Append("</tbody></table>");
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Money(long minor, Currency currency) => MoneyText.Format(minor, currency.Scale);

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
