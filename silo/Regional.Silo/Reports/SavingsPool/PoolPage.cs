using System.Globalization;
using System.Text;
using Regional.Domain.Money;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>What a pool's pages share: tables of 001's columns.</summary>
internal static class PoolPage
{
    /// <summary>The head of a table of 001's columns.</summary>
    public static void AppendColumns(StringBuilder page, string first)
    {
        page.Append(CultureInfo.InvariantCulture, $"<table><thead><tr><th>{PrintPage.Text(first)}</th>");
        foreach (var column in PoolColumns.All.AsSpan()[1..])
        {
            page.Append(CultureInfo.InvariantCulture, $"<th class=\"n\">{PrintPage.Text(column)}</th>");
        }

        page.Append("</tr></thead><tbody>");
    }

    /// <summary>The four figures of a line.</summary>
    public static void AppendLine(StringBuilder page, PointsLine line, Currency currency)
    {
        PrintPage.AppendFigure(page, line.BalanceMinor, currency);
        PrintPage.AppendFigure(page, line.AddedMinor, currency);
        PrintPage.AppendFigure(page, line.OpeningPointsMinor, currency);
        PrintPage.AppendFigure(page, line.TotalMinor, currency);
    }
}
