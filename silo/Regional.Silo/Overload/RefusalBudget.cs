using System.Collections.Concurrent;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Hosting;

namespace Regional.Silo.Overload;

/// <summary>
/// Refusals for state are stored for ever, so each token has a budget of them per minute. A program gone wrong stops at
/// it; a person never sees it.
/// </summary>
internal sealed class RefusalBudget(HostSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(1);

    // Tokens are issued by people; beyond this the counts start anew.
    private const int TokenCountMax = 100_000;

    private readonly ConcurrentDictionary<OperationId, Count> _counts = new();

    /// <summary>Seconds until the token may command again; null: it may now.</summary>
    public int? SecondsToWait(OperationId token)
    {
        if (!_counts.TryGetValue(token, out var count) || count.Refusals < settings.RefusalsPerMinuteMax)
        {
            return null;
        }

        var left = count.Began + Span - clock.GetUtcNow();
        return left > TimeSpan.Zero ? (int)Math.Ceiling(left.TotalSeconds) : null;
    }

    /// <summary>Takes a refusal into account, if it is one that is stored.</summary>
    public void Spend(OperationId token, Refusal refusal)
    {
        if (!refusal.IsStored)
        {
            return;
        }

        if (_counts.Count > TokenCountMax)
        {
            _counts.Clear();
        }

        var now = clock.GetUtcNow();
        _counts.AddOrUpdate(
            token,
            static (_, now) => new Count(now, 1),
            static (_, old, now) => now - old.Began >= Span ? new Count(now, 1) : old with { Refusals = old.Refusals + 1 },
            now);
    }

    /// <summary>The refusal for a token that has spent its budget.</summary>
    public Refusal Spent() =>
        Refusal.For(RefusalReason.RefusalBudgetSpent, new RefusalFact("budget", $"{settings.RefusalsPerMinuteMax} per minute"));

    private sealed record Count(DateTimeOffset Began, int Refusals);
}
