using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;

namespace Regional.Grains.Coordination;

/// <summary>Makes postings of orders.</summary>
internal static class Postings
{
    /// <summary>How often a posting is planned anew because terms changed under it.</summary>
    public const int ReplanCountMax = 3;

    public static Posting Of(
        OperationId id,
        OperationKind kind,
        Fingerprint fingerprint,
        OrderDetails details,
        ImmutableArray<Leg> legs) => new()
        {
            Id = id,
            Kind = kind,
            Fingerprint = fingerprint,
            EnteredBy = details.EnteredBy,
            ApprovedBy = details.ApprovedBy,
            BusinessDate = details.BusinessDate,
            Reference = details.Reference,
            ExternalReference = details.ExternalReference,
            DocumentDate = details.DocumentDate,
            DocumentNumber = details.DocumentNumber,
            Legs = legs,
        };

    /// <summary>The claim of the document number for the payee, where the order asks for it.</summary>
    public static ImmutableArray<Fact> Claims(OrderDetails details, Leg payeeLeg) =>
        details is { ClaimsDocument: true, DocumentNumber: { Length: > 0 } number }
            ? [new DocumentClaim(payeeLeg.Ledger, payeeLeg.Credit, number)]
            : [];
}
