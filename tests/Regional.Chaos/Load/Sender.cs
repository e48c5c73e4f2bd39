using Regional.Chaos.Notes;

namespace Regional.Chaos.Load;

/// <summary>
/// Sends a command again, the same id and content, until it has an answer that stays; fails over to the next silo each
/// time.
/// </summary>
public sealed class Sender(Courier courier, IReadOnlyList<Uri> silos, Random chance)
{
    /// <summary>Far beyond what a healthy silo takes, short of the thirty seconds of one that waits for another.</summary>
    private static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(12);

    private const int DelayMillisecondsMin = 50;
    private const int DelayMillisecondsMax = 1000;

    private int _silo = chance.Next(silos.Count);

    /// <summary>The silo asked next.</summary>
    public Uri Silo => silos[_silo % silos.Count];

    /// <summary>
    /// Asks until answered for good; null: given up after <paramref name="attemptsMax"/>, or as the load ends.
    /// </summary>
    public async Task<Verdict?> SendAsync(
        Order order, int attemptsMax, CancellationToken givingUp, CancellationToken cancel)
    {
        var delay = DelayMillisecondsMin;
        for (var attempt = 1; ; attempt++)
        {
            var verdict = await courier.SendAsync(order, Silo, AttemptTimeout, cancel);
            if (verdict.IsFinal)
            {
                return verdict;
            }

            FailOver();
            if (attempt == attemptsMax || givingUp.IsCancellationRequested)
            {
                return null;
            }

            await Task.Delay(delay / 2 + chance.Next(delay), cancel);
            delay = Math.Min(delay * 2, DelayMillisecondsMax);
        }
    }

    public void FailOver() => _silo++;
}
