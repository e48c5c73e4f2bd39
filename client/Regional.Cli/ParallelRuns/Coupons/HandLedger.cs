using System.Globalization;
using System.Text.RegularExpressions;
using Regional.Cli.CommandLine;
using Regional.Cli.Import;
using Regional.Cli.Import.Csv;
using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Cli.ParallelRuns.Coupons;

/// <summary>
/// A coupon ledger kept by hand, as CSV in the columns of the printed form, Indonesian or English. Rates in the heads
/// do not count; thousands may be set off by commas, and by points where the unit has no decimals.
/// </summary>
internal sealed partial class HandLedger(LedgerLayout layout, LedgerFacts ledger)
{
    private const int LineCountMax = 100_000;

    /// <summary>Reads it whole. The forms are the same report in each language.</summary>
    /// <exception cref="UsageException">What is wrong, with its line.</exception>
    public async Task<List<LedgerLine>> ReadAsync(
        Stream file, IReadOnlyList<CouponReportView> forms, CancellationToken cancel)
    {
        var reader = new CsvReader(file);
        var header = await RecordAsync(reader, cancel)
            ?? throw Wrong("csvMalformed", 1, "The file is empty; its first line names the columns.");
        var places = Places(header, forms);
        var lines = new List<LedgerLine>();
        while (await RecordAsync(reader, cancel) is { } record)
        {
            if (Read(record, places, forms[0]) is { } line)
            {
                lines.Add(line);
            }

            if (lines.Count > LineCountMax)
            {
                throw Wrong("csvMalformed", record.Line, $"More than {LineCountMax} lines.");
            }
        }

        return lines;
    }

    /// <summary>A line of the report in the same form.</summary>
    public LedgerLine Of(IReadOnlyList<string> row, int place) => new(
        place,
        Paper(layout.Signature is { } at ? row[at] : ""),
        [.. row.Select((cell, column) => layout.IsFigure(column) ? Text(Figure(cell) ?? 0) : cell.Trim())]);

    /// <summary>A figure in minor units; null: it is none.</summary>
    public long? Figure(string text)
    {
        var said = text.Trim();
        if (said is "" or "-" or "\u2013" or "\u2014")
        {
            return 0;
        }

        return ledger.Scale == 0 && Points().IsMatch(said)
            ? Spreadsheet.Figure(said.Replace(".", "", StringComparison.Ordinal), ledger.Currency, 0)
            : Spreadsheet.Figure(said, ledger.Currency, ledger.Scale);
    }

    // Totals are sums of the lines, which are compared; what is empty is no line.
    private LedgerLine? Read(CsvRecord record, int[] places, CouponReportView form)
    {
        string? Cell(int column) => places[column] is >= 0 and var at && at < record.Fields.Length
            ? record.Fields[at].Trim()
            : null;
        if (record.Fields.All(string.IsNullOrWhiteSpace)
            || (string.IsNullOrEmpty(Cell(layout.Date ?? layout.Account!.Value)) && record.Fields.Any(IsTotal)))
        {
            return null;
        }

        var cells = new string?[places.Length];
        for (var column = 0; column < cells.Length; column++)
        {
            cells[column] = Cell(column) is not { } text ? null : Canonical(column, text, record.Line, form);
        }

        return new LedgerLine(record.Line, layout.No is { } no ? cells[no] ?? "" : "", cells);
    }

    private string Canonical(int column, string text, long line, CouponReportView form)
    {
        if (column == layout.Date)
        {
            return DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? text
                : throw Wrong("dateMalformed", line, $"'{text}' under '{form.Columns[column]}': write YYYY-MM-DD.");
        }

        return !layout.IsFigure(column)
            ? text
            : Text(Figure(text) ?? throw Wrong(
                "amountMalformed", line,
                $"'{text}' under '{form.Columns[column]}' is no figure of {ledger.Scale} decimal places."));
    }

    private int[] Places(CsvRecord header, IReadOnlyList<CouponReportView> forms)
    {
        var heads = header.Fields.Select(Head).ToArray();
        var form = forms.MaxBy(one => one.Columns.Count(column => heads.Contains(Head(column))))!;
        var columns = form.Columns.Select(Head).ToArray();
        if (heads.FirstOrDefault(head => !columns.Contains(head)) is { } unknown)
        {
            throw Wrong(
                "csvMalformed", header.Line,
                $"There is no column '{unknown}' in this ledger. It has: {string.Join(", ", form.Columns)}.");
        }

        int[] places = [.. columns.Select(column => Array.IndexOf(heads, column))];
        foreach (var needed in new[] { layout.Date, layout.Account })
        {
            if (needed is { } column && places[column] < 0)
            {
                throw Wrong("columnMissing", header.Line, $"There is no column '{form.Columns[column]}'.");
            }
        }

        return places;
    }

    private string Text(long minor) => MoneyText.Format(minor, ledger.Scale);

    // "line 12", as reports write the evidence in English.
    private static string Paper(string signature) =>
        signature.StartsWith("line ", StringComparison.Ordinal) ? signature[5..] : "";

    private static bool IsTotal(string field) => Head(field) is "total" or "jumlah";

    private static string Head(string text) =>
        new([.. text.ToLowerInvariant().Where(static c => char.IsLetter(c) || c == '#')]);

    private static async Task<CsvRecord?> RecordAsync(CsvReader reader, CancellationToken cancel) =>
        await reader.ReadAsync(cancel) switch
        {
            null => null,
            CsvRecord record => record,
            CsvFault fault => throw new UsageException(
                $"{fault.Code}: line {fault.AtLine}, column {fault.AtColumn}: {fault.Reason}"),
            _ => null,
        };

    private static UsageException Wrong(string code, long line, string reason) => new($"{code}: line {line}: {reason}");

    [GeneratedRegex(@"^-?[0-9]{1,3}(\.[0-9]{3})+$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Points();
}
