using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Regional.Chaos.Load;

/// <summary>Who acts with which token. Tokens stand in no notes.</summary>
public sealed class Tokens
{
    private readonly ConcurrentDictionary<string, string> _tokens = new(StringComparer.Ordinal);

    public string Of(string actor) => _tokens[actor];

    public void Keep(string actor, string token) => _tokens[actor] = token;

    /// <summary>Draws one; the digest that the server is told.</summary>
    public string Draw(string actor)
    {
        var token = $"rgl_{Convert.ToHexString(RandomNumberGenerator.GetBytes(32))}";
        Keep(actor, token);
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
    }
}
