using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>A month's indicators as the administrator enters them (002, III).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record IndicatorsBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// By indicator: counts (<c>accounts</c>, <c>newBusinesses</c>, <c>tracerNotes</c>, <c>tracerHands</c>), amounts in
    /// units (<c>savings</c>, <c>assets</c>, <c>savingsDeposits</c>, <c>businessTurnover</c>, <c>memberSpending</c>,
    /// <c>localTrade</c>), and <c>incomeInCoupons</c> in per cent with at most two decimals.
    /// </summary>
    public required IReadOnlyDictionary<string, string> Figures { get; init; }

    /// <summary>Why, for the record: where they come from.</summary>
    public string? Reason { get; init; }
}
