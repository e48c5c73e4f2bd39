using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Regional.Contracts.Access;

namespace Regional.Silo.Access;

/// <summary>
/// Remembers tokens for a moment, so that a busy caller costs one look-up a second. Revoking is heard of within that
/// second in every process, and at once in the one that revokes.
/// </summary>
internal sealed class TokenCache(ITokenStore tokens, TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(1);

    // Some hundred bytes each; beyond it the memory starts anew.
    private const int CountMax = 10_000;

    private readonly ConcurrentDictionary<string, Remembered> _known = new(StringComparer.Ordinal);

    public async Task<Caller?> FindAsync(string token, CancellationToken cancellationToken)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        var key = Convert.ToHexString(hash);
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now - known.At < Lifetime)
        {
            return known.Caller;
        }

        if (await tokens.FindAsync(hash, cancellationToken) is not { } record)
        {
            _known.TryRemove(key, out _);
            return null;
        }

        if (_known.Count >= CountMax)
        {
            _known.Clear();
        }

        var caller = new Caller(
            record.Id, record.Actor, record.Role, record.Region, record.Community, record.Member);
        _known[key] = new Remembered(caller, now);
        return caller;
    }

    /// <summary>Forgets everything: a token was revoked here.</summary>
    public void Forget() => _known.Clear();

    private sealed record Remembered(Caller Caller, DateTimeOffset At);
}
