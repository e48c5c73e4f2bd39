using System.Collections.Frozen;
using System.Reflection;

namespace Regional.Domain.Refusals;

/// <summary>One line of the catalogue.</summary>
/// <param name="Reason">The reason; its number is the stable one.</param>
/// <param name="Code">Stable word for programs.</param>
/// <param name="Class">Malformed, state or transient.</param>
/// <param name="Facts">Names of its facts, separated by commas.</param>
/// <param name="Advice">What a person can do.</param>
public sealed record RefusalEntry(
    RefusalReason Reason, string Code, RefusalClass Class, string Facts, string Advice)
{
    /// <summary>The stable number.</summary>
    public int Number => (int)Reason;
}

/// <summary>Every reason with its code, class and advice, read once from the enum.</summary>
public static class RefusalCatalogue
{
    private static readonly FrozenDictionary<RefusalReason, RefusalEntry> Entries = Enum.GetValues<RefusalReason>()
        .Select(Read).ToFrozenDictionary(static entry => entry.Reason);

    /// <summary>All entries by number.</summary>
    public static IEnumerable<RefusalEntry> All => Entries.Values.OrderBy(static entry => entry.Number);

    /// <summary>The entry of a reason.</summary>
    public static RefusalEntry Of(RefusalReason reason) => Entries[reason];

    private static RefusalEntry Read(RefusalReason reason)
    {
        var said = typeof(RefusalReason).GetField(reason.ToString())!.GetCustomAttribute<ReasonAttribute>()!;
        return new RefusalEntry(reason, said.Code, said.RefusalClass, said.Facts, said.Advice);
    }
}
