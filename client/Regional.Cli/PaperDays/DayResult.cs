using Regional.Client.Model;

namespace Regional.Cli.PaperDays;

/// <summary>What became of a paper day.</summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Date">Date in the books.</param>
/// <param name="Till">The till; null: the stock.</param>
/// <param name="Posted">Lines posted now.</param>
/// <param name="InBooks">Lines that were in the books before.</param>
/// <param name="Refused">Lines that are refused; where there are any at the check, nothing was posted.</param>
/// <param name="Totals">Sums of what is in the books now, by kind.</param>
/// <param name="Lines">Every line, in order.</param>
internal sealed record DayResult(
    string Ledger, DateOnly Date, Guid? Till, int Posted, int InBooks, int Refused, IReadOnlyList<DayTotal> Totals,
    IReadOnlyList<DayLine> Lines);

/// <summary>The lines of one kind that are in the books.</summary>
/// <param name="Kind">withdraw, deposit, payment; an exchange has no amount.</param>
/// <param name="Lines">How many.</param>
/// <param name="Amount">Their amounts together, in units.</param>
internal sealed record DayTotal(string Kind, int Lines, string Amount);

/// <summary>A line and what became of it.</summary>
internal sealed record DayLine
{
    /// <summary>Where it stands in the file.</summary>
    public required long FileLine { get; init; }

    /// <summary>Its number on paper; null: it cannot be read.</summary>
    public long? No { get; init; }

    /// <summary>withdraw, deposit, exchange or payment.</summary>
    public string? Kind { get; init; }

    /// <summary>The account.</summary>
    public string? Account { get; init; }

    /// <summary>In units.</summary>
    public string? Amount { get; init; }

    /// <summary>ready, posted, inBooks, corrected, refused; notReached after a line that stopped the keying.</summary>
    public required string Status { get; init; }

    /// <summary>The posting's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>Its fee in coupons.</summary>
    public Money? Fee { get; init; }

    /// <summary>Balance of its account after it.</summary>
    public Money? Balance { get; init; }

    /// <summary>Of a refused one: the code.</summary>
    public string? Code { get; init; }

    /// <summary>Of a refused one: why, and what to do.</summary>
    public string? Reason { get; init; }
}
