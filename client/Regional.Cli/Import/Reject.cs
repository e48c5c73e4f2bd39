namespace Regional.Cli.Import;

/// <summary>A line that was not imported, and why.</summary>
/// <param name="Line">Physical line, from 1.</param>
/// <param name="Column">
/// Name of the column, or the character's place when the line cannot be split; empty: the line whole.
/// </param>
/// <param name="Code">The refusal's code.</param>
/// <param name="Reason">A sentence with the figures and what to do.</param>
/// <param name="Original">The line as found.</param>
internal sealed record Reject(long Line, string Column, string Code, string Reason, string Original)
{
    public static Reject Of(Csv.CsvFault fault) => new(
        fault.Line, $"{fault.AtColumn}", fault.Code,
        fault.AtLine == fault.Line ? fault.Reason : $"{fault.Reason} (line {fault.AtLine})", fault.Original);
}
