using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Coupons;

/// <summary>
/// That the member was at the counter: the line they signed, or their PIN. A PIN is compared here and goes no further; of
/// it only a salted hash is stored.
/// </summary>
internal sealed class CounterEvidence(ICouponQueries queries)
{
    private const int AttemptCountMax = 3;
    private const int PinLengthMin = 4;
    private const int PinLengthMax = 12;
    private const int PaperLineLengthMax = 40;
    private const int HashBytes = 32;

    // OWASP's figure for PBKDF2-HMAC-SHA256; a few digits need every bit of it.
    private const int Iterations = 600_000;

    /// <summary>Reads the evidence. Refusals: <c>fieldMalformed</c>, <c>pinWrong</c>.</summary>
    public async Task<Evidence> ReadAsync(
        string? paperLine, string? pin, MemberId? member, CancellationToken cancellationToken)
    {
        if (pin is null)
        {
            return string.IsNullOrWhiteSpace(paperLine)
                ? default
                : paperLine.Length <= PaperLineLengthMax
                    ? new Evidence(EvidenceKind.SignedLine, paperLine)
                    : throw EdgeRefusal.Malformed("paperLine", paperLine);
        }

        Check(pin);
        if (member is not { } whose || await queries.FindPinAsync(whose, cancellationToken) is not { } secret)
        {
            throw Wrong(left: 0);
        }

        if (secret.Failures >= AttemptCountMax)
        {
            throw Wrong(left: 0);
        }

        var isRight = CryptographicOperations.FixedTimeEquals(secret.Hash, Hash(pin, secret.Salt));
        var failures = await queries.RecordPinAsync(whose, isRight, CancellationToken.None);
        return isRight
            ? new Evidence(EvidenceKind.Pin, PaperLine: null)
            : throw Wrong(Math.Max(AttemptCountMax - failures, 0));
    }

    /// <summary>A PIN as it is stored; the salt follows from the command, so that a retry hashes alike.</summary>
    public static (ImmutableArray<byte> Salt, ImmutableArray<byte> Hash) Seal(string? pin, OperationId command)
    {
        Check(Fields.Required("pin", pin));
        var salt = SHA256.HashData(Encoding.UTF8.GetBytes($"pin/{command}"));
        return ([.. salt], [.. Hash(pin!, salt)]);
    }

    private static void Check(string pin)
    {
        if (pin.Length is < PinLengthMin or > PinLengthMax || !pin.All(char.IsAsciiDigit))
        {
            throw EdgeRefusal.Malformed("pin", $"{PinLengthMin} to {PinLengthMax} digits");
        }
    }

    private static byte[] Hash(string pin, byte[] salt) =>
        Rfc2898DeriveBytes.Pbkdf2(pin, salt, Iterations, HashAlgorithmName.SHA256, HashBytes);

    private static EdgeRefusal Wrong(int left) =>
        EdgeRefusal.For(RefusalReason.PinWrong, new RefusalFact("left", $"{left}"));
}
