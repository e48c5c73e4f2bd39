using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>A decision of the general meeting (002, II.A.2 and II.B).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record DecisionBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>
    /// <c>trusteeElection</c>, <c>grant</c>, <c>loan</c>, <c>membershipDevelopment</c> or <c>project</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>The project, or the person; at most 140 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Date of the meeting.</summary>
    public required DateOnly MetOn { get; init; }

    /// <summary>What the Community Fund is to pay, decimal text in units, more than zero; of an election null.</summary>
    public string? Amount { get; init; }

    /// <summary>Votes for it.</summary>
    public int For { get; init; }

    /// <summary>Votes against it.</summary>
    public int Against { get; init; }

    /// <summary>For the record.</summary>
    public string? Reason { get; init; }
}
