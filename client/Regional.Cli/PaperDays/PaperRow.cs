using Regional.Client.Model;

namespace Regional.Cli.PaperDays;

/// <summary>A record of a paper day's file.</summary>
/// <param name="FileLine">Where it stands in the file.</param>
/// <param name="Name">The member's name on paper; empty: not written.</param>
/// <param name="Body">What is sent; null: it cannot be read.</param>
/// <param name="Wrong">What is wrong with it as it stands in the file; null: nothing so far.</param>
internal sealed record PaperRow(long FileLine, string Name, PaperLineBody? Body, RowFault? Wrong)
{
    /// <summary>The same row, refused.</summary>
    public PaperRow Refuse(string code, string reason) => this with { Wrong = new RowFault(code, reason) };
}

/// <summary>What is wrong with a row.</summary>
/// <param name="Code">Word for programs.</param>
/// <param name="Reason">For people, with what to do.</param>
internal sealed record RowFault(string Code, string Reason);
