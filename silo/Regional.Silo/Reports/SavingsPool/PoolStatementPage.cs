using System.Globalization;
using System.Text;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>A month end of the pool as a page to print: 001's table, then the plans that are overdue.</summary>
internal static class PoolStatementPage
{
    public static IResult Answer(PoolStatementDetail statement, LedgerAddress book, DateTimeOffset now)
    {
        var page = PrintPage.Begin($"{statement.LedgerCode}: month end {statement.LastDate:yyyy-MM-dd}");
        page.Append(CultureInfo.InvariantCulture, $"""
            <p>Month {statement.Period}, from {statement.FirstDate:yyyy-MM-dd} to {statement.LastDate:yyyy-MM-dd}. Balances and points in
            {PrintPage.Unit(book)}: savings are positive, loans negative; a point is one {PrintPage.Text(statement.Currency.Code)} held
            or owed at a month end.</p>
            """);
        AppendLines(page, statement);
        AppendOverdue(page, statement);
        page.Append(CultureInfo.InvariantCulture, $"""
            <p class="note">Total = points from last month + balance. Only posted amounts dated in the month or before count.
            The bank account's balance is minus the cash that is not lent out; every column sums to zero. Printed
            {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC. Each balance can be followed with
            GET /v1/ledgers/{PrintPage.Text(statement.LedgerCode)}/accounts/{"{account}"}/statement.</p>
            """);
        return PrintPage.End(page);
    }

    private static void AppendLines(StringBuilder page, PoolStatementDetail statement)
    {
        PoolPage.AppendColumns(page, PoolColumns.All[0]);
        foreach (var line in statement.Lines)
        {
            var isOwn = line.Role != AccountRole.Member;
            page.Append(CultureInfo.InvariantCulture, $"<tr{(isOwn ? " class=\"own\"" : "")}><td>{PrintPage.Text(isOwn ? $"the pool's {line.Name} account" : line.Name)}</td>");
            PoolPage.AppendLine(page, line.Line, statement.Currency);
            page.Append("</tr>");
        }

        page.Append("</tbody><tfoot><tr><td>Sum</td>");
        PoolPage.AppendLine(
            page,
            new PointsLine(
                statement.Lines.Sum(static line => line.Line.BalanceMinor),
                statement.Lines.Sum(static line => line.Line.OpeningPointsMinor)),
            statement.Currency);
        page.Append("</tr></tfoot></table>");
    }

    private static void AppendOverdue(StringBuilder page, PoolStatementDetail statement)
    {
        page.Append("<h2>Overdue plans</h2>");
        if (statement.Overdue.IsEmpty)
        {
            page.Append("<p>None.</p>");
            return;
        }

        page.Append("<table><thead><tr><th>Name</th><th class=\"n\">Payments due</th><th class=\"n\">Balance planned</th>"
            + "<th class=\"n\">Balance</th><th class=\"n\">Behind</th></tr></thead><tbody>");
        foreach (var (_, _, name, standing) in statement.Overdue)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"bad\">{PrintPage.Text(name)}</td><td class=\"n\">{standing.Number}</td>");
            PrintPage.AppendFigure(page, standing.ExpectedMinor, statement.Currency);
            PrintPage.AppendFigure(page, standing.ActualMinor, statement.Currency);
            PrintPage.AppendFigure(page, standing.BehindMinor, statement.Currency);
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
    }
}
