using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>What a member wrote on the account opening form (document 002, II.B.1b).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record MemberFormBody
{
    /// <summary>Chosen by the caller; or in the header <c>Idempotency-Key</c>.</summary>
    public Guid? Id { get; init; }

    /// <summary>Name of the business.</summary>
    public string? Business { get; init; }

    /// <summary>For the noticeboard.</summary>
    public string? Address { get; init; }

    /// <summary>In years.</summary>
    public int? Age { get; init; }

    /// <summary>Other signors to the account.</summary>
    public IReadOnlyList<SignorBody>? Signors { get; init; }

    /// <summary>Choices for community projects.</summary>
    public IReadOnlyList<string>? Projects { get; init; }

    /// <summary>When the agreement was signed on paper.</summary>
    public required DateOnly AgreedOn { get; init; }
}

/// <summary>Somebody else who may sign for an account.</summary>
public sealed record SignorBody
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>In years.</summary>
    public int? Age { get; init; }
}

/// <summary>An offer or a request on the noticeboard (document 002, II.C).</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record NoticeBody
{
    /// <summary>Chosen by the caller: the notice's id.</summary>
    public Guid? Id { get; init; }

    /// <summary>Code of the member.</summary>
    public required string Member { get; init; }

    /// <summary>offer or request.</summary>
    public required string Kind { get; init; }

    /// <summary>agriculture, business, building, crafts, children, education, health, food, transportation, miscellaneous.</summary>
    public required string Category { get; init; }

    /// <summary>At most 140 characters.</summary>
    public required string Text { get; init; }
}

/// <summary>A notice on the board.</summary>
public sealed record NoticeView
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>offer or request.</summary>
    public required string Kind { get; init; }

    /// <summary>Where it stands.</summary>
    public required string Category { get; init; }

    /// <summary>What it says.</summary>
    public required string Text { get; init; }

    /// <summary>Code of the member.</summary>
    public required string Member { get; init; }

    /// <summary>Name of the member.</summary>
    public required string Name { get; init; }

    /// <summary>Address from the form.</summary>
    public string? Address { get; init; }

    /// <summary>When it was posted.</summary>
    public required DateTimeOffset PostedAt { get; init; }
}

/// <summary>A community project that members chose on their forms.</summary>
/// <param name="Project">In the words of one of them.</param>
/// <param name="Members">How many chose it.</param>
public sealed record ProjectChoiceView(string Project, long Members);
