using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>One member's month ends as a page to print: 001's columns, newest first.</summary>
internal static class MemberMonthsPage
{
    public static IResult Answer(
        AccountAddress account, LedgerAddress book, ImmutableArray<AccountMonthDetail> months, DateTimeOffset now)
    {
        var page = PrintPage.Begin($"{account.Name}: month ends in {account.LedgerCode}");
        page.Append(CultureInfo.InvariantCulture, $"<p>Account {PrintPage.Text(account.Code)}, balances and points in {PrintPage.Unit(book)}.</p>");
        PoolPage.AppendColumns(page, "Month end");
        foreach (var month in months)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{month.LastDate:yyyy-MM-dd}</td>");
            PoolPage.AppendLine(page, month.Line, account.Currency);
            page.Append("</tr>");
        }

        page.Append(CultureInfo.InvariantCulture, $"""
            </tbody></table><p class="note">Savings are positive, loans negative. Total = points from last month + balance.
            Printed {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</p>
            """);
        return PrintPage.End(page);
    }
}
