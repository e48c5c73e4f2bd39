using System.Collections.Immutable;

namespace Regional.Contracts.Queries;

/// <summary>One page of a list in its stable order.</summary>
/// <typeparam name="T">What is listed.</typeparam>
/// <param name="Items">At most as many as were asked for.</param>
/// <param name="Next">Sent as <c>after</c> for the page that follows; null: this is the last one.</param>
public sealed record Page<T>(ImmutableArray<T> Items, string? Next);

/// <summary>Where a page begins and how long it is.</summary>
/// <param name="After">The cursor of the page before; null: from the start. One that is none of ours starts anew.</param>
/// <param name="Limit">Most items, 1 to <see cref="LimitMax"/>.</param>
public readonly record struct PageRequest(string? After, int Limit)
{
    /// <summary>Most items of a page: a screen or a download's buffer, not a table.</summary>
    public const int LimitMax = 1000;

    /// <summary>The limit within bounds.</summary>
    public int LimitInBounds => Math.Clamp(Limit, 1, LimitMax);
}
