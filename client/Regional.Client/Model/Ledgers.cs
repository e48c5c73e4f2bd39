using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Creates a ledger of a community with the system accounts its scheme needs; a trading ledger also gets its account in
/// the region's ledger. Refusals: codeMalformed, currencyInvalid, schemeUnknown, fieldMissing, textTooLong, parentUnknown,
/// codeTaken, tradingLedgerExists.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateLedgerBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>As a region's; unique in the database.</summary>
    public required string Code { get; init; }

    /// <summary>Its unit, two to twelve capitals or digits.</summary>
    public required string Currency { get; init; }

    /// <summary>Decimal places of the unit, 0 to 8.</summary>
    public required int Scale { get; init; }

    /// <summary>The unit's name for people, at most 140 characters; null: its code stands for it.</summary>
    public string? CurrencyName { get; init; }

    /// <summary>The unit's symbol for people, at most 8 characters; null: its code stands for it.</summary>
    public string? CurrencySymbol { get; init; }

    /// <summary>
    /// Name of the scheme: <c>mutual-credit</c> (default) and others the server lists when refusing one.
    /// </summary>
    public string Scheme { get => field ?? "mutual-credit"; init; }

    /// <summary>Whether it is the one ledger the community trades in with others.</summary>
    public bool IsTrading { get; init; }
}

/// <summary>A ledger: a book in one unit whose accounts sum to zero.</summary>
public sealed record LedgerView
{
    /// <summary>Its code.</summary>
    public required string Code { get; init; }

    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its community; null: it is the region's own.</summary>
    public string? Community { get; init; }

    /// <summary>Its unit.</summary>
    public required string Currency { get; init; }

    /// <summary>Decimal places.</summary>
    public required int Scale { get; init; }

    /// <summary>The unit's name for people; null: its code stands for it.</summary>
    public string? CurrencyName { get; init; }

    /// <summary>The unit's symbol for people; null: its code stands for it.</summary>
    public string? CurrencySymbol { get; init; }

    /// <summary>Name of its scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>Whether its community trades in it.</summary>
    public required bool IsTrading { get; init; }
}

/// <summary>Adds a member to a community. Refusals: codeMalformed, parentUnknown, codeTaken.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record AddMemberBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>As a region's; unique in the community.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }
}

/// <summary>A member, who may hold accounts in several ledgers of the community.</summary>
public sealed record MemberView
{
    /// <summary>The community.</summary>
    public required string Community { get; init; }

    /// <summary>Unique in it.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }
}

/// <summary>
/// Sets a rate between a ledger and its region's from a date on (today or later). Refusals: rateMalformed,
/// dateMalformed, fieldMalformed, effectiveInPast.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetRateBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary><c>real</c> or <c>financial</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>For one purpose only; null: every purpose of the kind.</summary>
    public string? Purpose { get; init; }

    /// <summary><c>buy</c> (the community pays out) or <c>sell</c> (it is paid).</summary>
    public required string Side { get; init; }

    /// <summary>
    /// Upper minor units per lower minor unit, more than zero: <c>160</c>, <c>12.5</c> or <c>1/160</c>.
    /// </summary>
    public required string Rate { get; init; }

    /// <summary>First business date it holds for.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>A dated rate; of equal dates the one set last is in force.</summary>
public sealed record RateView
{
    /// <summary>The lower ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary><c>real</c> or <c>financial</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>One purpose; null: every purpose of the kind.</summary>
    public string? Purpose { get; init; }

    /// <summary><c>buy</c> or <c>sell</c>, seen from the community.</summary>
    public required string Side { get; init; }

    /// <summary>In lowest terms: <c>160</c> or <c>25/2</c>, upper minor units per lower minor unit.</summary>
    public required string Rate { get; init; }

    /// <summary>First business date.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Who set it.</summary>
    public string? Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Sets parameters of a ledger's scheme from a date on; for a region's ledger <c>capPolicy</c> and
/// <c>carry.{account}</c>.
/// Refusals: fieldMalformed, dateMalformed, effectiveInPast.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetTermsBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>First business date they hold for; this or <see cref="FromPeriod"/>.</summary>
    public DateOnly? ValidFrom { get; init; }

    /// <summary>
    /// The period of the ledger from whose first date they hold, by its number; laid out as the calendar stands now.
    /// </summary>
    public int? FromPeriod { get; init; }

    /// <summary>Names and values as text; the scheme reads them.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>Dated parameters of a ledger's scheme.</summary>
public sealed record TermsView
{
    /// <summary>The ledger.</summary>
    public required string Ledger { get; init; }

    /// <summary>First business date.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>Number of the period that holds the date, as the calendar stands; null: the ledger keeps none then.</summary>
    public int? Period { get; init; }

    /// <summary>Name of the scheme.</summary>
    public required string Scheme { get; init; }

    /// <summary>Names and values.</summary>
    public required IReadOnlyDictionary<string, string> Parameters { get; init; }

    /// <summary>Who set them.</summary>
    public string? Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>When they were set.</summary>
    public DateTimeOffset? SetAt { get; init; }
}
