using Regional.Cli.CommandLine;
using Regional.Cli.Import.Csv;
using Regional.Domain.Money;

namespace Regional.Cli.ParallelRuns;

/// <summary>
/// A pool's spreadsheet as CSV in 001's columns. Headers are told by what they say, because 001 itself writes one of them in
/// two ways; figures may have a currency sign, a currency code and commas between thousands.
/// </summary>
internal static class Spreadsheet
{
    /// <summary>Most lines: ten times the largest pool of people who know one another.</summary>
    public const int LineCountMax = 100_000;

    private static readonly (string Column, Func<string, bool> Is)[] Columns =
    [
        ("Name", static header => header == "name"),
        ("Savings or loan balance at month end", static header => header.EndsWith("balance at month end", StringComparison.Ordinal)),
        ("Points (reciprocity) added at month end", static header => header.StartsWith("points", StringComparison.Ordinal) && header.Contains("added", StringComparison.Ordinal)),
        ("Points balance from last month", static header => header.StartsWith("points", StringComparison.Ordinal) && header.EndsWith("from last month", StringComparison.Ordinal)),
        ("Total points at month end", static header => header.StartsWith("total points", StringComparison.Ordinal)),
    ];

    /// <summary>The columns by name, in order.</summary>
    public static IEnumerable<string> ColumnNames => Columns.Select(static column => column.Column);

    /// <summary>Reads it whole.</summary>
    /// <exception cref="UsageException">What is wrong, with line and column.</exception>
    public static async Task<IReadOnlyList<SpreadsheetRow>> ReadAsync(
        Stream file, string currency, byte scale, CancellationToken cancel)
    {
        var reader = new CsvReader(file);
        var places = Places(await RecordAsync(reader, cancel) ?? throw Wrong("csvMalformed", 1, "The file is empty; its first line names the columns."));
        var rows = new List<SpreadsheetRow>();
        var names = new Dictionary<string, long>(StringComparer.OrdinalIgnoreCase);
        while (await RecordAsync(reader, cancel) is { } record)
        {
            if (record.Fields.All(static field => string.IsNullOrWhiteSpace(field)))
            {
                continue;
            }

            var row = Read(record, places, currency, scale);
            if (!names.TryAdd(row.Name, row.Line))
            {
                throw Wrong("csvMalformed", row.Line, $"'{row.Name}' stands on line {names[row.Name]} already.");
            }

            rows.Add(row);
            if (rows.Count > LineCountMax)
            {
                throw Wrong("csvMalformed", row.Line, $"More than {LineCountMax} lines.");
            }
        }

        return rows.Count > 0 ? rows : throw Wrong("csvMalformed", 2, "There is no line below the header.");
    }

    /// <summary>Reads a figure such as <c>$ -3,200</c>; null: it is none.</summary>
    public static long? Figure(string text, string currency, byte scale)
    {
        var digits = text.Trim().Replace('\u2212', '-').Replace("\u00A0", "", StringComparison.Ordinal);
        var negative = false;
        foreach (var sign in (string[])["-", "$", currency, "-"])
        {
            if (digits.StartsWith(sign, StringComparison.OrdinalIgnoreCase) && !(sign == "-" && negative))
            {
                negative |= sign == "-";
                digits = digits[sign.Length..].Trim();
            }
        }

        return !HasGroups(digits) || digits.StartsWith('-')
            || MoneyText.Parse(digits.Replace(",", "", StringComparison.Ordinal), scale, out var minor) != MoneyTextError.None
            ? null
            : negative ? -minor : minor;
    }

    // Commas stand between thousands or nowhere: 1,5 is a mistake, not fifteen.
    private static bool HasGroups(string digits)
    {
        var whole = digits.Split('.')[0].Split(',');
        return whole.Length == 1 || (whole[0].Length is >= 1 and <= 3 && whole.Skip(1).All(static group => group.Length == 3));
    }

    private static SpreadsheetRow Read(CsvRecord record, int[] places, string currency, byte scale)
    {
        long Minor(int column)
        {
            var text = record.Fields.Length > places[column] ? record.Fields[places[column]] : "";
            return Figure(text, currency, scale) ?? throw Wrong(
                "amountMalformed", record.Line, $"'{text}' under '{Columns[column].Column}' is no figure of {scale} decimal places.");
        }

        var name = record.Fields[places[0]].Trim();
        return name.Length == 0
            ? throw Wrong("fieldMissing", record.Line, "The name is missing.")
            : new SpreadsheetRow(record.Line, name, Minor(1), Minor(2), Minor(3), Minor(4));
    }

    private static int[] Places(CsvRecord header)
    {
        var names = header.Fields.Select(static name => string.Join(' ', name.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant()).ToArray();
        return
        [
            .. Columns.Select(column => Array.FindIndex(names, name => column.Is(name)) is >= 0 and var place
                ? place
                : throw Wrong("columnMissing", header.Line, $"There is no column '{column.Column}'.")),
        ];
    }

    private static async Task<CsvRecord?> RecordAsync(CsvReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel) switch
        {
            null => null,
            CsvRecord record => record,
            CsvFault fault => throw new UsageException($"{fault.Code}: line {fault.AtLine}, column {fault.AtColumn}: {fault.Reason}"),
            _ => null,
        };

    private static UsageException Wrong(string code, long line, string reason) => new($"{code}: line {line}: {reason}");
}
