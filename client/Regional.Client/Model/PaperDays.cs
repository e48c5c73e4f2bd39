using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>A teller's paper lines of one till day, to be gone through before they are keyed; at most 1,000.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CheckDayBody
{
    /// <summary>The open till the day's notes go through; null: the stock, where the terms allow it.</summary>
    public Guid? Till { get; init; }

    /// <summary>Date in the books, of every line.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>In the order of the paper.</summary>
    public required IReadOnlyList<PaperLineBody> Lines { get; init; }
}

/// <summary>One line of the paper.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PaperLineBody
{
    /// <summary>Its number on paper, from 1; once in a day.</summary>
    public required long No { get; init; }

    /// <summary><c>withdraw</c>, <c>deposit</c>, <c>exchange</c> or <c>payment</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The account of the line; of a payment the payer's.</summary>
    public required string Account { get; init; }

    /// <summary>Of a payment: the payee's account.</summary>
    public string? Payee { get; init; }

    /// <summary>Decimal text in units; of an exchange null.</summary>
    public string? Amount { get; init; }

    /// <summary>The notes as ranges; of an exchange the expired ones.</summary>
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Of an exchange: the notes handed out.</summary>
    public IReadOnlyList<string>? Replacements { get; init; }

    /// <summary>Whether the member signed the line.</summary>
    public bool Signed { get; init; }
}

/// <summary>What would become of a day's lines.</summary>
public sealed record DayCheckView
{
    /// <summary>As many as were sent, in their order.</summary>
    public required IReadOnlyList<PaperLineView> Lines { get; init; }
}

/// <summary>What would become of a line.</summary>
public sealed record PaperLineView
{
    /// <summary>Its number on paper.</summary>
    public required long No { get; init; }

    /// <summary>
    /// <c>ready</c>: it would be posted; <c>posted</c>: it is in the books as it stands; <c>corrected</c>: it was, and was
    /// corrected since; <c>refused</c>.
    /// </summary>
    public required string Status { get; init; }

    /// <summary>The id it is, or is to be, sent under; absent where the line cannot be read.</summary>
    public Guid? Id { get; init; }

    /// <summary>Of one that is ready: its fee in coupons.</summary>
    public Money? Fee { get; init; }

    /// <summary>Of one that is ready: balance of its account after it.</summary>
    public Money? Balance { get; init; }

    /// <summary>Of a refused one: why, and what to do.</summary>
    public Problem? Refusal { get; init; }
}
