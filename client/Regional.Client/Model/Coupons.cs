using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>A series of notes with its design record (document 002, II.A.1).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SeriesBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Printed on every note: 2 to 12 upper case letters, digits and hyphens; unique in the database.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the coupon, chosen by the community.</summary>
    public required string Name { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Null: as long from the issue as the terms say.</summary>
    public DateOnly? LastValidDay { get; init; }

    /// <summary>
    /// Design record: languages, colour per value (<c>colour.50000</c>), <c>localOnly</c> text, <c>notForDebts</c> text,
    /// signatories, protection.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Design { get; init; }

    /// <summary>Why, for the record.</summary>
    public string? Reason { get; init; }
}

/// <summary>Notes of one value come from the printer.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PrintBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Numbers of the series, for example <c>1-1000</c>.</summary>
    public required string Numbers { get; init; }

    /// <summary>Value of each, decimal text in units.</summary>
    public required string Value { get; init; }
}

/// <summary>A teller opens a till.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record OpenTillBody
{
    /// <summary>Chosen by the caller: the till's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>What is taken over from the stock, as ranges such as <c>MEN-A 1-100</c>.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>A till is counted and closed.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CloseTillBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>How many notes of each value, the value as decimal text in units.</summary>
    public required IReadOnlyDictionary<string, long> Counted { get; init; }

    /// <summary>Their numbers as ranges.</summary>
    public IReadOnlyList<string>? Notes { get; init; }
}

/// <summary>A withdrawal or a deposit at the counter.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CounterBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>The member's account, or <c>administration</c> (#1) or <c>community-fund</c> (#2).</summary>
    public required string Account { get; init; }

    /// <summary>Decimal text in units: what is asked, or what was counted.</summary>
    public required string Amount { get; init; }

    /// <summary>The notes as ranges such as <c>MEN-A 301-302</c>.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>The open till; null: the stock, where the terms allow it.</summary>
    public Guid? Till { get; init; }

    /// <summary>Number of the paper line the member signed.</summary>
    public string? PaperLine { get; init; }

    /// <summary>Or the member's PIN.</summary>
    public string? Pin { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }

    /// <summary>Text for both sides, at most 140 characters.</summary>
    public string? Reference { get; init; }
}

/// <summary>Expired notes for new ones.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ExchangeBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Account of the member who brings them.</summary>
    public required string Account { get; init; }

    /// <summary>The expired notes as ranges.</summary>
    public required IReadOnlyList<string> Expired { get; init; }

    /// <summary>The new ones; what they do not pay goes to the account.</summary>
    public IReadOnlyList<string>? Replacements { get; init; }

    /// <summary>The open till; null: the stock, where the terms allow it.</summary>
    public Guid? Till { get; init; }

    /// <summary>Number of the paper line the member signed.</summary>
    public string? PaperLine { get; init; }

    /// <summary>Or the member's PIN.</summary>
    public string? Pin { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }
}

/// <summary>A member's PIN for the counter, four to twelve digits.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record PinBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Digits; only a salted hash of them is kept.</summary>
    public required string Pin { get; init; }
}

/// <summary>Rupiah into convertible coupons, or back.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ConversionBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>The member's account in the convertible book.</summary>
    public required string Account { get; init; }

    /// <summary>Decimal text in units.</summary>
    public required string Amount { get; init; }

    /// <summary>From coupons back to rupiah.</summary>
    public bool Back { get; init; }

    /// <summary>Date in the books; null: today in the region's time zone.</summary>
    public DateOnly? BusinessDate { get; init; }
}

/// <summary>A series with where its notes are.</summary>
public sealed record SeriesView
{
    /// <summary>As printed.</summary>
    public required string Code { get; init; }

    /// <summary>Name of the coupon.</summary>
    public required string Name { get; init; }

    /// <summary>First day.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Last day on which its notes are taken.</summary>
    public required DateOnly LastValidDay { get; init; }

    /// <summary>Design record.</summary>
    public IReadOnlyDictionary<string, string> Design { get => field ?? new Dictionary<string, string>(); init; }

    /// <summary>Notes in the stock.</summary>
    public long InStock { get; init; }

    /// <summary>Notes in tills.</summary>
    public long InTills { get; init; }

    /// <summary>Notes with the public.</summary>
    public long Outside { get; init; }

    /// <summary>Notes that will not be issued again.</summary>
    public long Withdrawn { get; init; }

    /// <summary>What the notes outside are worth.</summary>
    public required Money OutsideValue { get; init; }
}

/// <summary>A till.</summary>
public sealed record TillView
{
    /// <summary>The command that opened it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Who answers for it.</summary>
    public required string Teller { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>What it held then.</summary>
    public required Money OpenedValue { get; init; }

    /// <summary>When it was closed; absent: it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>What it should have held.</summary>
    public Money? Expected { get; init; }

    /// <summary>What was counted.</summary>
    public Money? Counted { get; init; }

    /// <summary>Serials expected and not counted.</summary>
    public IReadOnlyList<string> Missing { get => field ?? []; init; }

    /// <summary>Serials counted and not expected.</summary>
    public IReadOnlyList<string> Found { get => field ?? []; init; }

    /// <summary>The posting of the difference.</summary>
    public Guid? SettledBy { get; init; }

    /// <summary>Notes in it now, as ranges.</summary>
    public IReadOnlyList<string> Notes { get => field ?? []; init; }

    /// <summary>How many notes of each value are in it now.</summary>
    public IReadOnlyDictionary<string, long> Counts { get => field ?? new Dictionary<string, long>(); init; }
}

/// <summary>A note and the way it went; a tracer note is followed so.</summary>
public sealed record NoteView
{
    /// <summary>The note.</summary>
    public required string Note { get; init; }

    /// <summary>Its value.</summary>
    public required Money Value { get; init; }

    /// <summary>stock, till, outside or withdrawn.</summary>
    public required string State { get; init; }

    /// <summary>How often it was handed out.</summary>
    public long TimesIssued { get; init; }

    /// <summary>Its moves, oldest first.</summary>
    public IReadOnlyList<NoteMoveView> Moves { get => field ?? []; init; }
}

/// <summary>One move of a note.</summary>
public sealed record NoteMoveView
{
    /// <summary>The posting.</summary>
    public required Guid Operation { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>handedOut, takenIn, exchanged …</summary>
    public required string Move { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }
}

/// <summary>A ledger or summary of a coupon book as rows of text, in 002's columns.</summary>
public sealed record CouponReportView
{
    /// <summary>Which one.</summary>
    public required string Report { get; init; }

    /// <summary>First date.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last date.</summary>
    public required DateOnly To { get; init; }

    /// <summary>The book's unit.</summary>
    public required string Currency { get; init; }

    /// <summary>Its head, in the language asked for.</summary>
    public required string Title { get; init; }

    /// <summary>Heads of the columns.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>Lines; an empty cell is nothing.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Rows { get; init; }

    /// <summary>The last line; empty: none.</summary>
    public required IReadOnlyList<string> Totals { get; init; }
}
