using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Cli.ParallelRuns;

/// <summary>A cell in which the spreadsheet and Regional differ.</summary>
/// <param name="Name">The row.</param>
/// <param name="Column">The column.</param>
/// <param name="Spreadsheet">What the spreadsheet says; null: it has no such row.</param>
/// <param name="Regional">What Regional says; null: it has no such row.</param>
internal sealed record CellDifference(string Name, string Column, string? Spreadsheet, string? Regional);

/// <summary>Compares a spreadsheet with a month end, cell by cell.</summary>
internal static class Cells
{
    /// <summary>Every cell that differs, in the order of the spreadsheet, then what only Regional has.</summary>
    public static IReadOnlyList<CellDifference> Compare(
        IReadOnlyList<SpreadsheetRow> rows, PoolStatementView statement, byte scale)
    {
        var differences = new List<CellDifference>();
        var lines = statement.Lines.ToDictionary(static line => line.Name, StringComparer.OrdinalIgnoreCase);
        var columns = Spreadsheet.ColumnNames.ToArray();
        foreach (var row in rows)
        {
            if (!lines.Remove(row.Name, out var line))
            {
                differences.Add(new CellDifference(row.Name, columns[0], row.Name, null));
                continue;
            }

            long[] theirs = [row.Balance, row.Added, row.Opening, row.Total];
            string[] ours = [line.Balance, line.Added, line.Opening, line.Total];
            for (var at = 0; at < theirs.Length; at++)
            {
                var said = MoneyText.Format(theirs[at], scale);
                if (said != ours[at])
                {
                    differences.Add(new CellDifference(row.Name, columns[at + 1], said, ours[at]));
                }
            }
        }

        // A member whom the spreadsheet leaves out and who has nothing is no difference.
        differences.AddRange(lines.Values
            .Where(static line => line.IsMember && !(IsZero(line.Balance) && IsZero(line.Total) && IsZero(line.Opening)))
            .Select(line => new CellDifference(line.Name, columns[0], null, line.Name)));
        return differences;
    }

    private static bool IsZero(string figure) => figure.All(static c => c is '0' or '.');
}
