using System.Text;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>A month end of the pool for spreadsheets: exactly 001's columns, one line per account.</summary>
internal static class PoolStatementCsv
{
    public static IResult Answer(PoolStatementDetail statement)
    {
        var text = new StringBuilder(Csv.Line(PoolColumns.All.AsSpan()));
        foreach (var line in statement.Lines)
        {
            text.Append(Row(line.Name, line.Line, statement.Currency));
        }

        return Results.Text(text.ToString(), Csv.ContentType, Encoding.UTF8);
    }

    public static string Row(string name, PointsLine line, Currency currency)
    {
        string Units(long minor) => MoneyText.Format(minor, currency.Scale);
        return Csv.Line(
            name, Units(line.BalanceMinor), Units(line.AddedMinor), Units(line.OpeningPointsMinor), Units(line.TotalMinor));
    }
}
