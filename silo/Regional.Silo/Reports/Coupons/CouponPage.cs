using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Regional.Silo.Reports.Coupons;

/// <summary>Tables as a page to print and sign, one after the other, or as CSV.</summary>
internal static class CouponPage
{
    private const string Style = """
        body{font:13px/1.4 system-ui,sans-serif;color:#1a1a1a;max-width:72rem;margin:2rem auto;padding:0 1rem}
        h1{font-size:1.2rem;margin:1.5rem 0 .2rem}p{margin:.2rem 0}
        table{border-collapse:collapse;width:100%;margin-top:.5rem}
        th,td{padding:.25rem .45rem;border:1px solid #999;text-align:left}th{background:#f2f2f2}
        .n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}tfoot td{font-weight:600}
        .mark{border:2px solid #444;padding:.1rem .6rem;font-weight:600;display:inline-block}
        .sign{display:flex;gap:3rem;margin:3rem 0 1rem}.sign div{flex:1;border-top:1px solid #444;padding-top:.3rem}
        @media print{body{margin:0;max-width:none;font-size:10px}section{break-after:page}tr{break-inside:avoid}@page{margin:12mm}}
        """;

    public static IResult Html(
        string community, CouponTexts texts, string? mark, params ReadOnlySpan<CouponTable> tables)
    {
        var page = new StringBuilder("<!doctype html><html lang=\"")
            .Append(texts.Language).Append("\"><head><meta charset=\"utf-8\"><title>").Append(Text(community))
            .Append("</title><style>").Append(Style).Append("</style></head><body>");
        foreach (var table in tables)
        {
            Append(page, community, mark, table);
        }

        return Results.Text(page.Append("</body></html>").ToString(), "text/html; charset=utf-8", Encoding.UTF8);
    }

    public static IResult Csv(CouponTable table)
    {
        var text = new StringBuilder(Reports.Csv.Line([.. table.Columns]));
        foreach (var row in table.Rows)
        {
            text.Append(Reports.Csv.Line([.. row]));
        }

        return Results.Text(text.ToString(), Reports.Csv.ContentType, Encoding.UTF8);
    }

    private static void Append(StringBuilder page, string community, string? mark, CouponTable table)
    {
        page.Append(CultureInfo.InvariantCulture, $"<section><h1>{Text(table.Title)}</h1><p>{Text(community)}</p>");
        if (mark is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p class=\"mark\">{Text(mark)}</p>");
        }

        foreach (var note in table.Notes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<p>{Text(note)}</p>");
        }

        page.Append("<table><thead>");
        AppendRow(page, table, table.Columns, "th");
        page.Append("</thead><tbody>");
        foreach (var row in table.Rows)
        {
            AppendRow(page, table, row, "td");
        }

        page.Append("</tbody>");
        if (!table.Totals.IsEmpty)
        {
            page.Append("<tfoot>");
            AppendRow(page, table, table.Totals, "td");
            page.Append("</tfoot>");
        }

        page.Append("</table>");
        if (!table.Signatures.IsEmpty)
        {
            page.Append("<div class=\"sign\">");
            foreach (var who in table.Signatures)
            {
                page.Append(CultureInfo.InvariantCulture, $"<div>{Text(who)}</div>");
            }

            page.Append("</div>");
        }

        page.Append("</section>");
    }

    private static void AppendRow(StringBuilder page, CouponTable table, ImmutableArray<string> cells, string tag)
    {
        page.Append("<tr>");
        for (var at = 0; at < cells.Length; at++)
        {
            page.Append(CultureInfo.InvariantCulture, $"<{tag}{(table.IsNumber[at] ? " class=\"n\"" : "")}>{Text(cells[at])}</{tag}>");
        }

        page.Append("</tr>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
