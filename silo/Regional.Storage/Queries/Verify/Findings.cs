using System.Collections.Immutable;
using Regional.Contracts.Queries;

namespace Regional.Storage.Queries.Verify;

/// <summary>Counts every difference and keeps the first of each check.</summary>
internal sealed class Findings(IProgress<VerificationProgress>? progress)
{
    private readonly ImmutableArray<VerificationDifference>.Builder _named = ImmutableArray.CreateBuilder<VerificationDifference>();
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>A check starts; it is listed even when it finds nothing.</summary>
    public void Begin(string check)
    {
        _counts.TryAdd(check, 0);
        Report(check, done: 0, total: null);
    }

    /// <summary>How far a check is.</summary>
    public void Report(string check, long done, long? total) => progress?.Report(new VerificationProgress(check, done, total));

    /// <summary>Something differs.</summary>
    public void Add(string check, string subject, string expected, string found)
    {
        _counts[check] = _counts.GetValueOrDefault(check) + 1;
        if (_counts[check] > Verification.DifferenceCountMax)
        {
            return;
        }

        var difference = new VerificationDifference(check, subject, expected, found);
        _named.Add(difference);
        progress?.Report(new VerificationProgress(check, _counts[check], Total: null, difference));
    }

    /// <summary>The result.</summary>
    public Verification ToVerification(DateTime at, long transfers, long accounts, long operations) => new(
        new DateTimeOffset(at, TimeSpan.Zero), transfers, accounts, operations, _counts.Values.Sum(), _named.ToImmutable(),
        _counts.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
