using Regional.Cli.CommandLine;

namespace Regional.Cli.Import.Csv;

/// <summary>A CSV file whose first line names the columns; values are found by column, in a fixed order.</summary>
internal sealed class CsvTable
{
    private readonly CsvReader _reader;
    private readonly string[] _columns;
    private readonly int[] _places;
    private readonly int _width;

    private CsvTable(CsvReader reader, string[] columns, int[] places, int width) =>
        (_reader, _columns, _places, _width) = (reader, columns, places, width);

    /// <summary>Bytes behind the reader.</summary>
    public long Position => _reader.Position;

    /// <summary>Reads the header. A file with a wrong one is refused whole: nothing in it can be understood.</summary>
    /// <param name="stream">The file.</param>
    /// <param name="needed">Columns that must be there.</param>
    /// <param name="optional">Columns that may be there.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="UsageException">What is wrong, with line and column.</exception>
    public static async Task<CsvTable> OpenAsync(
        Stream stream, string[] needed, string[] optional, CancellationToken cancel)
    {
        var reader = new CsvReader(stream);
        var header = await reader.ReadAsync(cancel) switch
        {
            CsvRecord record => record,
            CsvFault fault => throw Wrong(fault.Code, fault.AtLine, fault.AtColumn, fault.Reason),
            _ => throw Wrong("csvMalformed", 1, 1, "The file is empty; its first line names the columns."),
        };
        string[] columns = [.. needed, .. optional];
        var names = header.Fields.Select(static name => name.Trim().ToLowerInvariant()).ToArray();
        Check(header.Line, names, columns);
        foreach (var name in needed)
        {
            if (!names.Contains(name))
            {
                throw Wrong("columnMissing", header.Line, 1, $"There is no column '{name}'. Needed: {string.Join(", ", needed)}.");
            }
        }

        return new CsvTable(reader, columns, [.. columns.Select(column => Array.IndexOf(names, column))], names.Length);
    }

    /// <summary>The next line; null: the end. A line of another width is a fault.</summary>
    public async ValueTask<CsvRow?> ReadAsync(CancellationToken cancel)
    {
        var row = await _reader.ReadAsync(cancel);
        if (row is not CsvRecord record)
        {
            return row;
        }

        if (record.Fields.Length != _width)
        {
            var hint = record.Fields.Length == 1 && record.Fields[0].Contains(';', StringComparison.Ordinal)
                ? " Separate the columns with commas."
                : "";
            return new CsvFault(record.Line, record.Original, record.Line, 1, "csvMalformed",
                $"The line has {record.Fields.Length} columns, the header {_width}.{hint}");
        }

        return record;
    }

    /// <summary>A column's value; empty when the file has no such column.</summary>
    public string Value(CsvRecord record, string column)
    {
        var place = _places[Array.IndexOf(_columns, column)];
        return place < 0 ? "" : record.Fields[place];
    }

    /// <summary>All values in the documented order: what a line says, however the file arranges or quotes it.</summary>
    public IEnumerable<string> Values(CsvRecord record) => _columns.Select(column => Value(record, column));

    private static void Check(long line, string[] names, string[] columns)
    {
        if (names is [var only] && only.AsSpan().ContainsAny(";\t|"))
        {
            throw Wrong(
                "csvMalformed", line, only.AsSpan().IndexOfAny(";\t|") + 1, "Separate the columns with commas.");
        }

        for (var at = 0; at < names.Length; at++)
        {
            if (!columns.Contains(names[at]))
            {
                throw Wrong("csvMalformed", line, at + 1,
                    $"There is no column '{names[at]}' in an import. It has: {string.Join(", ", columns)}.");
            }

            if (Array.IndexOf(names, names[at]) != at)
            {
                throw Wrong("csvMalformed", line, at + 1, $"The column '{names[at]}' is there twice.");
            }
        }
    }

    private static UsageException Wrong(string code, long line, long column, string reason) =>
        new($"{code}: line {line}, column {column}: {reason}");
}
