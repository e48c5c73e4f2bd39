namespace Regional.Cli.Import.Csv;

/// <summary>What stands where a record should be: a record, or what is wrong with it.</summary>
/// <param name="Line">Physical line it begins at, from 1.</param>
/// <param name="Original">Its text as found, shortened when it is long.</param>
internal abstract record CsvRow(long Line, string Original);

/// <summary>A well-formed record.</summary>
internal sealed record CsvRecord(long Line, string Original, string[] Fields) : CsvRow(Line, Original);

/// <summary>A malformed one; the reader goes on behind it.</summary>
/// <param name="Line">Line the record begins at.</param>
/// <param name="Original">The text of that line.</param>
/// <param name="AtLine">Line of the defect.</param>
/// <param name="AtColumn">Character of the defect in that line, from 1.</param>
/// <param name="Code"><c>csvMalformed</c> or <c>lineTooLong</c>.</param>
/// <param name="Reason">A sentence.</param>
internal sealed record CsvFault(long Line, string Original, long AtLine, long AtColumn, string Code, string Reason)
    : CsvRow(Line, Original);
