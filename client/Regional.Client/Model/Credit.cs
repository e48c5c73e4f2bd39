using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>Switches mutual credit of a ledger on or off. Refusals: notMutualCredit.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record SwitchCreditBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Whether members may go below zero within their limits.</summary>
    public required bool IsOn { get; init; }

    /// <summary>Why, for the record, at most 140 characters.</summary>
    public string? Reason { get; init; }
}

/// <summary>One switch, as it was made.</summary>
public sealed record CreditSwitchView
{
    /// <summary>Whether members may go below zero from then on.</summary>
    public required bool IsOn { get; init; }

    /// <summary>When it was made.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>By whom.</summary>
    public required string Actor { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>The command.</summary>
    public required Guid Operation { get; init; }
}
