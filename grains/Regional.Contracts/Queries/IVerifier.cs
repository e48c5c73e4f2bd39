using System.Collections.Immutable;

namespace Regional.Contracts.Queries;

/// <summary>
/// Replays the whole journal and compares it with everything derived from it, in one consistent snapshot; also while
/// the system runs. Changes nothing.
/// </summary>
public interface IVerifier
{
    /// <summary>Runs every check.</summary>
    /// <param name="progress">Told now and then; null: nobody asks.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="LedgerUnavailable">The database could not be reached or broke off.</exception>
    Task<Verification> VerifyAsync(IProgress<VerificationProgress>? progress, CancellationToken cancellationToken);
}

/// <summary>How far a verification is.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Done">Rows done.</param>
/// <param name="Total">Of about how many; null: not known.</param>
/// <param name="Difference">A difference just found; null: none.</param>
public sealed record VerificationProgress(string Check, long Done, long? Total, VerificationDifference? Difference = null);

/// <summary>Something that is not as the journal says.</summary>
/// <param name="Check">Name of the check.</param>
/// <param name="Subject">What differs: an account, an operation, a window.</param>
/// <param name="Expected">What the journal says.</param>
/// <param name="Found">What is stored.</param>
public sealed record VerificationDifference(string Check, string Subject, string Expected, string Found)
{
    /// <inheritdoc />
    public override string ToString() => $"{Check}: {Subject}: expected {Expected}, found {Found}";
}

/// <summary>What a verification found.</summary>
/// <param name="At">The snapshot's time, by the database's clock.</param>
/// <param name="Transfers">Transfers replayed.</param>
/// <param name="Accounts">Accounts compared.</param>
/// <param name="Operations">Operations compared.</param>
/// <param name="DifferenceCount">How many differences there are; zero: the books hold.</param>
/// <param name="Differences">The first of them, at most <see cref="DifferenceCountMax"/> per check.</param>
/// <param name="Checks">Every check with the number of its differences.</param>
public sealed record Verification(
    DateTimeOffset At, long Transfers, long Accounts, long Operations, long DifferenceCount,
    ImmutableArray<VerificationDifference> Differences, ImmutableSortedDictionary<string, long> Checks)
{
    /// <summary>Most differences named per check: a broken book is named, not printed.</summary>
    public const int DifferenceCountMax = 100;

    /// <summary>Whether nothing differs.</summary>
    public bool Holds => DifferenceCount == 0;
}
