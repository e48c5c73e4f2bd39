using Regional.Chaos.Notes;

namespace Regional.Chaos.Checking;

/// <summary>An attempt as the notes have it.</summary>
/// <param name="Asked">What was asked.</param>
/// <param name="Told">What was told; null: the note of it is missing.</param>
public sealed record Attempt(Asked Asked, Told? Told)
{
    public Verdict Verdict { get; } = Told is null ? new Verdict.Unknown("no note of an answer") : Verdict.Of(Told);

    /// <summary>When its answer was there; never, if there was none.</summary>
    public DateTimeOffset ToldAt => Told?.At ?? DateTimeOffset.MaxValue;
}

/// <summary>Every attempt at one id with one content, in the order asked.</summary>
public sealed record Attempts(string Content, IReadOnlyList<Attempt> All)
{
    public Asked First => All[0].Asked;

    /// <summary>What became of it, if an attempt was told: done, or refused for good.</summary>
    public Attempt? Decided { get; } = All.Where(static attempt => attempt.Verdict is Verdict.Done or Verdict.Refused)
        .MinBy(static attempt => attempt.ToldAt);

    public bool HasUnknown => All.Any(static attempt => attempt.Verdict is Verdict.Unknown);

    public bool IsAnswered => All.Any(static attempt => attempt.Verdict.IsFinal);
}

/// <summary>A command: everything that was asked under one id.</summary>
public sealed record NotedCommand(Guid Id, IReadOnlyList<Attempts> Contents)
{
    /// <summary>The content the id belongs to; null: none that was told of.</summary>
    public Attempts? Owner => Contents.FirstOrDefault(static content => content.Decided is not null);
}
