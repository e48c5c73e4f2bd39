using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;

namespace Regional.Silo.Reports.MutualCredit;

/// <summary>How healthy a ledger's credit is, as a page to read and print: figures, purposes, who has not crossed zero.</summary>
internal static class IndicatorPage
{
    public static IResult Answer(
        LedgerAddress book, CreditIndicatorsView found, ImmutableArray<PurposeTurnover> purposes,
        Contracts.Queries.Page<StagnantAccount> stagnant, int days, DateOnly today, DateTimeOffset now)
    {
        var page = PrintPage.Begin($"{book.Code}: health of credit");
        page.Append(CultureInfo.InvariantCulture, $"""
            <p>Business dates {found.From:yyyy-MM-dd} to {found.To:yyyy-MM-dd}, amounts in {PrintPage.Unit(book)}. Balances and
            credit lines as they are now.</p>
            """);
        AppendFigures(page, found);
        AppendPurposes(page, purposes, book);
        AppendStagnant(page, stagnant, days, today, book);
        page.Append(CultureInfo.InvariantCulture, $"""
            <p class="note">Turnover is what members paid, and were paid from other ledgers, posted and not corrected; bookkeeping does
            not count. Velocity is turnover by the mean of positive balances at both ends. Use is what members with a limit are below
            zero, of their limits. Figures: GET /v1/ledgers/{PrintPage.Text(book.Code)}/credit/indicators and …/credit/stagnant; each
            balance: GET /v1/ledgers/{PrintPage.Text(book.Code)}/accounts/{"{account}"}/statement. Printed
            {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.</p>
            """);
        return PrintPage.End(page);
    }

    private static void AppendFigures(StringBuilder page, CreditIndicatorsView found)
    {
        page.Append("<h2>Indicators</h2><table><tbody>");
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
        [
            ("Turnover", $"{found.Turnover.Amount}"),
            ("Payments", Count(found.Payments)),
            ("Mean of positive balances", $"{found.MeanVolume.Amount}"),
            ("Velocity", found.Velocity is null ? "none" : $"{found.Velocity}, {found.VelocityAYear} a year"),
            ("Credit used", $"{found.CreditUsed.Amount}"),
            ("Credit lines", $"{found.CreditLines.Amount}"),
            ("Utilisation", found.UtilisationPercent is null ? "none" : $"{found.UtilisationPercent} %"),
            ("Members’ accounts", Count(found.Accounts)),
            ("below zero", Count(found.AccountsBelowZero)),
            ("without a limit", Count(found.UnlimitedAccounts)),
        ])
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{name}</td><td class=\"n\">{value}</td></tr>");
        }

        page.Append("</tbody></table>");
    }

    private static void AppendPurposes(StringBuilder page, ImmutableArray<PurposeTurnover> purposes, LedgerAddress book)
    {
        page.Append("<h2>What members paid for</h2>");
        if (purposes.IsEmpty)
        {
            page.Append("<p>Nothing.</p>");
            return;
        }

        page.Append("<table><thead><tr><th>Purpose</th><th class=\"n\">Payments</th><th class=\"n\">Amount</th></tr></thead><tbody>");
        foreach (var (purpose, payments, amount) in purposes)
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{PrintPage.Text(purpose)}</td><td class=\"n\">{Count(payments)}</td>");
            PrintPage.AppendFigure(page, amount, book.Currency);
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
    }

    private static void AppendStagnant(
        StringBuilder page, Contracts.Queries.Page<StagnantAccount> stagnant, int days, DateOnly today, LedgerAddress book)
    {
        page.Append(CultureInfo.InvariantCulture, $"<h2>Not crossed zero for {days} days</h2>");
        if (stagnant.Items.IsEmpty)
        {
            page.Append("<p>No account.</p>");
            return;
        }

        page.Append("<table><thead><tr><th>Account</th><th>Name</th><th>Last at zero</th><th class=\"n\">Days</th>"
            + "<th class=\"n\">Balance</th></tr></thead><tbody>");
        foreach (var (_, code, name, balance, crossed) in stagnant.Items)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <tr><td>{PrintPage.Text(code)}</td><td>{PrintPage.Text(name)}</td><td>{crossed:yyyy-MM-dd}</td>
                <td class="n">{Count(today.DayNumber - crossed.DayNumber)}</td>
                """);
            PrintPage.AppendFigure(page, balance, book.Currency);
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
        if (stagnant.Next is not null)
        {
            page.Append(CultureInfo.InvariantCulture, $"""
                <p class="note">The first {stagnant.Items.Length}; all of them with `regional credit stagnant`.</p>
                """);
        }
    }

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
