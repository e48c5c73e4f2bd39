using System.Collections.ObjectModel;
using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// An amount or a balance as read. Which of the two the member's name says; a balance may be negative.
/// </summary>
/// <param name="Amount">
/// Decimal text in units with exactly the currency's decimal places: <c>12.50</c>, <c>-3.00</c>.
/// </param>
/// <param name="Currency">Two to twelve capitals or digits.</param>
/// <param name="Minor">The same in minor units; exact for readers whose numbers hold 64-bit integers.</param>
public readonly record struct Money(string Amount, string Currency, long Minor)
{
    /// <inheritdoc />
    public override string ToString() => $"{Amount} {Currency}";
}

/// <summary>One page of a list.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">In the list's stable order.</param>
/// <param name="Next">Sent as <c>after</c> for the page that follows; null: this is the last one.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>What a command other than a payment answered; the same for every retry of its id.</summary>
public sealed record CommandView
{
    /// <summary>The command's id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether this id was carried out before and this is its first outcome again.</summary>
    public bool IsReplay { get; init; }

    /// <summary>When it was recorded, by the database's clock; null where the journal does not say.</summary>
    public DateTimeOffset? RecordedAt { get; init; }

    /// <summary>What it made, by codes: for example <c>region</c> and <c>ledger</c>.</summary>
    public IReadOnlyDictionary<string,
    string> Result { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }
}

/// <summary>A command that needs nothing but its id, and perhaps a reason.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CommandBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Why, for the record, at most 140 characters. Needed where the command's own page says so.</summary>
    public string? Reason { get; init; }
}
