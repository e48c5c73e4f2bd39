using System.Net.Http.Headers;

namespace Regional.Client.Transport;

/// <summary>How long to wait before the next attempt.</summary>
internal static class Backoff
{
    /// <summary>
    /// The server's wish if it has one, else base × 2^(attempt − 1) up to the bound, of which the second half is random
    /// so that callers who failed together do not return together. Null: the server asks for more than the bound.
    /// </summary>
    /// <param name="options">Base and bound.</param>
    /// <param name="attempt">The attempt that failed, from 1.</param>
    /// <param name="retryAfter">The header, if sent.</param>
    /// <param name="now">For a Retry-After given as a date.</param>
    /// <param name="chance">0 to 1.</param>
    public static TimeSpan? Delay(
        RegionalClientOptions options, int attempt, RetryConditionHeaderValue? retryAfter, DateTimeOffset now,
        double chance)
    {
        if (Wish(retryAfter, now) is { } wish)
        {
            return wish > options.DelayMax ? null : wish;
        }

        const int doublingsMax = 16; // Beyond this every base exceeds every sensible bound.
        var full = options.DelayBase * (1L << Math.Min(attempt - 1, doublingsMax));
        var bounded = full < options.DelayMax ? full : options.DelayMax;
        return bounded * (0.5 + (0.5 * chance));
    }

    private static TimeSpan? Wish(RetryConditionHeaderValue? header, DateTimeOffset now)
    {
        var wish = header?.Delta ?? (header?.Date - now);
        return wish < TimeSpan.Zero ? TimeSpan.Zero : wish;
    }
}
