using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Regional.Cli.Commands.Access;

/// <summary>A token's text, drawn here; servers see only its digest.</summary>
internal sealed record TokenSecret
{
    // 256 bits: guessing is out of the question, and a plain SHA-256 needs no salt.
    private const int SecretSize = 32;

    private TokenSecret(string text) => Text = text;

    /// <summary><c>rgl_</c> and 43 characters of base64url. Shown once.</summary>
    public string Text { get; }

    /// <summary>SHA-256 of the text as it is sent, prefix included.</summary>
    public byte[] Digest => SHA256.HashData(Encoding.UTF8.GetBytes(Text));

    public static TokenSecret Draw() =>
        new($"rgl_{Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretSize))}");
}
