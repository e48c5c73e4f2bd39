using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>What a client was told.</summary>
internal abstract record Told
{
    /// <summary>Whether asking again can bring no other answer.</summary>
    public virtual bool IsFinal => true;
}

internal sealed record ToldPosted(
    Guid Operation, long Commit, DateTimeOffset At, long? Window, ImmutableArray<ToldEntry> Entries, bool IsReplay) : Told
{
    public override string ToString() =>
        $"posted in commit {Commit}{(IsReplay ? " (again)" : "")} window {Window}: {string.Join("; ", Entries)}";
}

internal readonly record struct ToldEntry(
    long Debit, long DebitEntry, long DebitBalance, long Credit, long CreditEntry, long CreditBalance)
{
    public override string ToString() =>
        $"{Debit}#{DebitEntry}={DebitBalance} {Credit}#{CreditEntry}={CreditBalance}";
}

/// <summary>Class by its stored number: 1 malformed, 2 state, 3 transient, 4 early.</summary>
internal sealed record ToldRefused(string Code, int Class, ImmutableArray<KeyValuePair<string, string>> Facts) : Told
{
    public const int Malformed = 1;
    public const int State = 2;
    public const int Transient = 3;
    public const int Early = 4;

    public override bool IsFinal => Class != Transient;

    public string? Fact(string name)
    {
        foreach (var fact in Facts)
        {
            if (fact.Key == name)
            {
                return fact.Value;
            }
        }

        return null;
    }

    public bool Says(ToldRefused other) => Code == other.Code && Facts.AsSpan().SequenceEqual(other.Facts.AsSpan());

    public override string ToString() => $"refused: {Code} ({string.Join(", ", Facts.Select(f => $"{f.Key} {f.Value}"))})";
}

/// <summary>It waits at a cap, or was given up; an answer, but not the last word while it waits.</summary>
internal sealed record ToldQueued(string Status) : Told
{
    public override string ToString() => $"queued: {Status}";
}

internal sealed record ToldDone(ImmutableSortedDictionary<string, string> Result) : Told
{
    public override string ToString() => $"done: {string.Join(", ", Result.Select(r => $"{r.Key} {r.Value}"))}";
}

/// <summary>How far a clearing run came.</summary>
internal sealed record ToldCleared(ImmutableArray<long> Windows, ToldRefused? Refusal) : Told
{
    public override bool IsFinal => Refusal is null || Refusal.IsFinal;

    public override string ToString() => $"cleared {string.Join(", ", Windows)} {Refusal}";
}

/// <summary>Figures of an account; null: none were known.</summary>
internal sealed record ToldFigures(AccountFigures? Figures) : Told
{
    public override string ToString() => $"figures {Figures}";
}

internal sealed record ToldQuote(long Payer, long Payee) : Told
{
    public override string ToString() => $"quote {Payer} for {Payee}";
}

internal sealed record ToldCount(long Count) : Told
{
    public override string ToString() => $"number {Count}";
}

internal sealed record ToldStatement(ImmutableArray<JournalLeg> Legs) : Told
{
    public override string ToString() => $"statement of {Legs.Length} entries";
}

/// <summary>The machinery failed: it may or may not have happened.</summary>
internal sealed record ToldFault(string Kind, string Message, bool IsBug) : Told
{
    public override bool IsFinal => false;

    public override string ToString() => $"fault {Kind}: {Message}";
}

/// <summary>An account's committed figures at one moment.</summary>
internal sealed record AccountFigures(
    long Account, long DebitsPosted, long CreditsPosted, long DebitsPending, long CreditsPending, long? Floor, long? Ceiling,
    int Status, long Entries)
{
    public override string ToString() =>
        $"{Account}: {CreditsPosted - DebitsPosted} (pending -{DebitsPending} +{CreditsPending}) "
        + $"limits {Floor?.ToString() ?? "-"} .. {Ceiling?.ToString() ?? "-"} status {Status} entries {Entries}";
}
