using System.Globalization;
using Regional.Cli.CommandLine;
using Regional.Cli.Import.Csv;
using Regional.Client.Model;

namespace Regional.Cli.PaperDays;

/// <summary>
/// A teller's paper day as CSV (<c>ops/docs/import.md</c>): read whole, each record by itself, so that all that is
/// wrong is told at once.
/// </summary>
internal static class PaperDayFile
{
    /// <summary>Most lines of a day, as the server takes them.</summary>
    public const int LineCountMax = 1000;

    private const string Line = "line";
    private const string Kind = "kind";
    private const string Account = "account";
    private const string Name = "name";
    private const string Payee = "payee";
    private const string Amount = "amount";
    private const string Notes = "notes";
    private const string For = "for";
    private const string Evidence = "evidence";

    // How tellers mark a line that the member signed.
    private const string Signed = "signed";

    /// <summary>Reads it whole.</summary>
    /// <exception cref="UsageException">The header is wrong, or there is no line, or too many.</exception>
    public static async Task<List<PaperRow>> ReadAsync(Stream file, CancellationToken cancel)
    {
        var table = await CsvTable.OpenAsync(
            file, [Line, Kind], [Account, Name, Payee, Amount, Notes, For, Evidence], cancel);
        var rows = new List<PaperRow>();
        while (await table.ReadAsync(cancel) is { } row)
        {
            rows.Add(row switch
            {
                CsvRecord record => Read(table, record),
                CsvFault fault => new PaperRow(
                    fault.AtLine, "", Body: null, new RowFault(fault.Code, $"Column {fault.AtColumn}: {fault.Reason}")),
                _ => throw new UsageException($"csvMalformed: line {row.Line}"),
            });
            if (rows.Count > LineCountMax)
            {
                throw new UsageException($"csvMalformed: line {row.Line}: a day has at most {LineCountMax} lines.");
            }
        }

        return rows.Count > 0
            ? rows
            : throw new UsageException("csvMalformed: line 2: there is no line below the header.");
    }

    private static PaperRow Read(CsvTable table, CsvRecord record)
    {
        string Of(string column) => table.Value(record, column).Trim();
        var row = new PaperRow(record.Line, Of(Name), Body: null, Wrong: null);
        if (!long.TryParse(Of(Line), NumberStyles.None, CultureInfo.InvariantCulture, out var no) || no < 1)
        {
            return row.Refuse("fieldMalformed", $"'{Of(Line)}' is no line number: write 1, 2, 3 …");
        }

        if (Of(Evidence) is not ("" or Signed))
        {
            return row.Refuse("fieldMalformed", $"'{Of(Evidence)}' is no evidence: write '{Signed}', or nothing.");
        }

        return row with
        {
            Body = new PaperLineBody
            {
                No = no,
                Kind = Of(Kind).ToLowerInvariant(),
                Account = Of(Account),
                Payee = Text(Of(Payee)),
                Amount = Text(Of(Amount)),
                Notes = Ranges(Of(Notes)),
                Replacements = Ranges(Of(For)),
                Signed = Of(Evidence) == Signed,
            },
        };
    }

    private static string? Text(string value) => value.Length == 0 ? null : value;

    private static string[] Ranges(string value) =>
        value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
