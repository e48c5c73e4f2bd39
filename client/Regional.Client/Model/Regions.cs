using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// Creates a region with its own ledger (same code) and that ledger's accounts. Refusals: codeMalformed,
/// currencyInvalid, fieldMalformed (timeZone, capPolicy), codeTaken.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateRegionBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// 1 to 40 lower-case letters, digits, '-', '_' or '.', first a letter or digit; unique in the database.
    /// </summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>The region's unit, two to twelve capitals or digits.</summary>
    public required string Currency { get; init; }

    /// <summary>Its decimal places, 0 to 8.</summary>
    public required int Scale { get; init; }

    /// <summary>IANA name that says when a day is: <c>Asia/Jakarta</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What happens to a trade beyond a net cap: <c>refuse</c> (default) or <c>queue</c>.</summary>
    public string CapPolicy { get => field ?? "refuse"; init; }
}

/// <summary>A region.</summary>
public sealed record RegionView
{
    /// <summary>Its code, also of its ledger.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary>Code of its own ledger, in which communities are the accounts.</summary>
    public required string Ledger { get; init; }

    /// <summary>The ledger's unit.</summary>
    public required string Currency { get; init; }

    /// <summary>Its decimal places.</summary>
    public required int Scale { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary><c>refuse</c> or <c>queue</c>.</summary>
    public required string CapPolicy { get; init; }
}

/// <summary>
/// Makes a region a member of another. Refusals: parentUnknown, regionJoined, regionCycle, codeTaken.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record JoinRegionBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Code of the region it joins.</summary>
    public required string Parent { get; init; }

    /// <summary>For the record.</summary>
    public string? Reason { get; init; }
}

/// <summary>Creates a community in a region. Refusals: codeMalformed, parentUnknown, codeTaken.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record CreateCommunityBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>As a region's; unique in the database.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }
}

/// <summary>A community.</summary>
public sealed record CommunityView
{
    /// <summary>Its region.</summary>
    public required string Region { get; init; }

    /// <summary>Its code, also of its account in the region's ledger.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Name { get; init; }

    /// <summary><c>open</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The ledger it trades in; null: none yet.</summary>
    public string? TradingLedger { get; init; }
}

/// <summary>Suspends a community's trade or opens it again. Refusals: fieldMalformed, notFound.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetCommunityStatusBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary><c>open</c> or <c>suspended</c>.</summary>
    public required string Status { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>
/// Sets the calendar from which the region's windows are made ahead; holds for windows not yet made. Refusal:
/// calendarInvalid.
/// </summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SetCalendarBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// <c>daily</c>, <c>weekly:1..7</c> (ISO weekday) or <c>monthly:1..31</c> (that day, or the month's last).
    /// </summary>
    public required string Cycle { get; init; }

    /// <summary>Local time of the cut-off, <c>HH:mm</c> or <c>HH:mm:ss</c>.</summary>
    public required string ClosesAt { get; init; }

    /// <summary>ISO weekdays (1 Monday … 7 Sunday) that are no business days.</summary>
    public IReadOnlyList<int> Weekend { get => field ?? []; init; }

    /// <summary>Dates that are no business days; a cut-off on one moves to the following business day.</summary>
    public IReadOnlyList<DateOnly> Holidays { get => field ?? []; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}
