using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Refusals;

/// <summary>What a caller may do after a refusal (DESIGN section 1).</summary>
public enum RefusalClass
{
    /// <summary>The command cannot be understood or makes no sense. Not stored: send it again, corrected.</summary>
    Malformed = 1,

    /// <summary>The rules say no on committed figures. Stored: this id stays refused for ever.</summary>
    State = 2,

    /// <summary>Busy, overloaded or decided under old terms. Not stored: send the same id again.</summary>
    Transient = 3,

    /// <summary>
    /// Its time or its turn has not come. Not stored: the same id may be sent again then. Who asks on a clock that runs
    /// ahead must not spoil an id that the due moment needs.
    /// </summary>
    Early = 4,
}

/// <summary>The rules say no. A value, not an exception; nothing happened.</summary>
/// <param name="Reason">Which rule, from <see cref="RefusalReason"/>; its number is stable.</param>
/// <param name="Facts">Figures and names behind it, in a fixed order, for people and programs.</param>
public sealed record Refusal(RefusalReason Reason, ImmutableArray<RefusalFact> Facts)
{
    /// <summary>The catalogue entry: code, class, advice.</summary>
    public RefusalEntry Entry => RefusalCatalogue.Of(Reason);

    /// <summary>Whether the same id may be sent again unchanged.</summary>
    public bool IsTransient => Entry.Class == RefusalClass.Transient;

    /// <summary>Whether the journal keeps it.</summary>
    public bool IsStored => Entry.Class == RefusalClass.State;

    /// <summary>Whether its time or its turn has not come: unless the id has an outcome by then, it may be sent again.</summary>
    public bool IsEarly => Entry.Class == RefusalClass.Early;

    /// <summary>Makes a refusal.</summary>
    public static Refusal For(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) => new(reason, [.. facts]);

    /// <inheritdoc />
    public bool Equals(Refusal? other) =>
        other is not null && Reason == other.Reason && Facts.AsSpan().SequenceEqual(other.Facts.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Reason, Facts.Length);

    /// <inheritdoc />
    public override string ToString() => $"{Entry.Code} ({string.Join(", ", Facts)})";
}

/// <summary>One named figure or name behind a refusal.</summary>
/// <param name="Name">camelCase, documented with the refusal.</param>
/// <param name="Value">Text as people write it: decimal amounts in units, codes, dates ISO 8601.</param>
public readonly record struct RefusalFact(string Name, string Value)
{
    /// <summary>An account by number; the edge adds its code.</summary>
    public static RefusalFact Account(AccountId account) => new("account", account.ToString());

    /// <summary>A signed number of minor units in a currency.</summary>
    public static RefusalFact Money(string name, Int128 minor, Money.Currency currency) =>
        new(name, minor < long.MinValue || minor > long.MaxValue
            ? minor.ToString()
            : new Money.Balance((long)minor, currency).ToString());

    /// <inheritdoc />
    public override string ToString() => $"{Name} {Value}";
}
