using System.Collections.Immutable;
using System.Text;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>One member's month ends for spreadsheets: the month, then exactly 001's columns.</summary>
internal static class MemberMonthsCsv
{
    public static IResult Answer(AccountAddress account, ImmutableArray<AccountMonthDetail> months)
    {
        var text = new StringBuilder(Csv.Line(["Month end", .. PoolColumns.All]));
        foreach (var month in months)
        {
            text.Append($"{month.LastDate:yyyy-MM-dd},").Append(PoolStatementCsv.Row(account.Name, month.Line, account.Currency));
        }

        return Results.Text(text.ToString(), Csv.ContentType, Encoding.UTF8);
    }
}
