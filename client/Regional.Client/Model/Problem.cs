using System.Collections.ObjectModel;

namespace Regional.Client.Model;

/// <summary>
/// A refusal or a fault as sent: <c>application/problem+json</c> (RFC 9457) with the catalogue's code, the figures
/// behind it and what to do (<c>ops/docs/refusals.md</c>).
/// </summary>
public sealed record Problem
{
    /// <summary>Where the reason is described; <c>about:blank</c> when nowhere.</summary>
    public string Type { get => field ?? "about:blank"; init; }

    /// <summary>The reason in a few words, for people.</summary>
    public string Title { get => field ?? ""; init; }

    /// <summary>The HTTP status.</summary>
    public int Status { get; init; }

    /// <summary>The reason with its figures, for people.</summary>
    public string? Detail { get; init; }

    /// <summary>Stable word for programs, camelCase: <c>floorExceeded</c>.</summary>
    public string Code { get => field ?? ""; init; }

    /// <summary>Stable number of the reason; 0 for faults.</summary>
    public int Number { get; init; }

    /// <summary><c>malformed</c>, <c>state</c>, <c>transient</c>, or <c>fault</c>.</summary>
    public string Class { get => field ?? ""; init; }

    /// <summary>Named figures and names: decimal amounts in units, codes, dates ISO 8601.</summary>
    public IReadOnlyDictionary<string, string> Facts { get => field ?? ReadOnlyDictionary<string, string>.Empty; init; }

    /// <summary>What a person can do.</summary>
    public string Advice { get => field ?? ""; init; }
}
