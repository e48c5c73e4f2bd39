using System.Globalization;
using System.Net;
using System.Text;
using Regional.Contracts.Directory;
using Regional.Domain.Money;

namespace Regional.Silo.Reports;

/// <summary>What pages to read and print share: looks, head, figures.</summary>
internal static class PrintPage
{
    private const string Style = """
        body{font:14px/1.45 system-ui,sans-serif;color:#1a1a1a;max-width:56rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.4rem;margin:0}h2{font-size:1.05rem;margin:1.6rem 0 .4rem}p{margin:.3rem 0}
        table{border-collapse:collapse;width:100%}th,td{padding:.3rem .5rem;border-bottom:1px solid #ccc;text-align:left}
        th{font-weight:600;border-bottom:2px solid #444;vertical-align:bottom}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}th.n{white-space:normal}
        .minus{color:#a00000}.own td{color:#555}tfoot td{font-weight:600;border-top:2px solid #444;border-bottom:0}
        .note{color:#555;font-size:12px}.bad{color:#a00000;font-weight:600}
        @media print{body{margin:0;max-width:none;font-size:11px}tr{break-inside:avoid}@page{margin:15mm}}
        """;

    public static StringBuilder Begin(string title) => new StringBuilder("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
        .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
        .Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title><style>{Style}</style></head><body>")
        .Append(CultureInfo.InvariantCulture, $"<h1>{Text(title)}</h1>");

    public static IResult End(StringBuilder page) =>
        Results.Text(page.Append("</body></html>").ToString(), "text/html; charset=utf-8", Encoding.UTF8);

    public static void AppendFigure(StringBuilder page, long minor, Currency currency) => page.Append(
        CultureInfo.InvariantCulture,
        $"<td class=\"n{(minor < 0 ? " minus" : "")}\">{MoneyText.Format(minor, currency.Scale)}</td>");

    /// <summary>A ledger's currency as people know it: <c>River hours (Rh)</c>, or its code where it has no name.</summary>
    public static string Unit(LedgerAddress book) =>
        Text((book.CurrencyName ?? book.Currency.Code) + (book.CurrencySymbol is { } symbol ? $" ({symbol})" : ""));

    public static string Text(string text) => WebUtility.HtmlEncode(text);
}
