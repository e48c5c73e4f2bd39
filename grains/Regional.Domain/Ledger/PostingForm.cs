using Regional.Domain.Refusals;

namespace Regional.Domain.Ledger;

/// <summary>The first half of the ladder: what can be said of a posting without any account. Malformed refusals only.</summary>
public static class PostingForm
{
    /// <summary>Most characters of a reference or document number: as ISO 20022 unstructured remittance lines.</summary>
    public const int TextLengthMax = 140;

    /// <summary>Most characters of a purpose code.</summary>
    public const int PurposeLengthMax = 40;

    /// <summary>Shortest life of a pending transfer.</summary>
    public static readonly TimeSpan ExpiryMin = TimeSpan.FromSeconds(1);

    /// <summary>Longest life of a pending transfer: a year and a month of grace.</summary>
    public static readonly TimeSpan ExpiryMax = TimeSpan.FromDays(400);

    /// <summary>The first rule the posting breaks, or null.</summary>
    public static Refusal? Check(Posting posting)
    {
        if (posting.Id.IsEmpty)
        {
            return Refusal.For(RefusalReason.IdMissing);
        }

        if (posting.PlannedRefusal is not null)
        {
            return null;
        }

        if (posting.Legs.IsEmpty)
        {
            return Refusal.For(RefusalReason.PostingEmpty);
        }

        if (posting.Legs.Length > Posting.LegCountMax)
        {
            return Refusal.For(
                RefusalReason.PostingTooLarge,
                new("legs", $"{posting.Legs.Length}"),
                new("limit", $"{Posting.LegCountMax}"));
        }

        for (var at = 0; at < posting.Legs.Length; at++)
        {
            if (CheckLeg(posting.Legs[at], at) is { } refusal)
            {
                return refusal;
            }
        }

        return TooLong("reference", posting.Reference, TextLengthMax)
            ?? TooLong("externalReference", posting.ExternalReference, TextLengthMax)
            ?? TooLong("documentNumber", posting.DocumentNumber, TextLengthMax);
    }

    private static Refusal? CheckLeg(Leg leg, int at)
    {
        if (leg.Amount.IsZero)
        {
            return Refusal.For(RefusalReason.AmountZero, new RefusalFact("leg", $"{at}"));
        }

        if (leg.Debit == leg.Credit)
        {
            return Refusal.For(RefusalReason.SameAccount, new RefusalFact("leg", $"{at}"));
        }

        if (TooLong("purpose", leg.Purpose, PurposeLengthMax) is { } tooLong)
        {
            return tooLong;
        }

        if (leg.ForcedReason is { } reason)
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                return Refusal.For(RefusalReason.ReasonMissing, new RefusalFact("leg", $"{at}"));
            }

            if (TooLong("reason", reason, TextLengthMax) is { } reasonTooLong)
            {
                return reasonTooLong;
            }
        }

        return leg.Expiry is { } expiry && (expiry < ExpiryMin || expiry > ExpiryMax)
            ? Refusal.For(
                RefusalReason.ExpiryOutOfRange,
                new("seconds", $"{expiry.TotalSeconds:0}"),
                new("limit", $"{ExpiryMax.TotalSeconds:0}"))
            : null;
    }

    private static Refusal? TooLong(string field, string? text, int limit) =>
        text?.Length > limit
            ? Refusal.For(RefusalReason.TextTooLong, new("field", field), new("limit", $"{limit}"))
            : null;
}
