using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

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

    /// <summary>The posting under the dates as they are booked.</summary>
    public static Posting Dated(this Posting header, OrderDetails details) => header with
    {
        BusinessDate = details.BusinessDate,
        DocumentDate = details.DocumentDate,
    };

    /// <summary>What the scheme planned joins the posting, or its refusal does.</summary>
    public static Posting Planned(this Posting header, SchemePosting plan) => header with
    {
        Legs = plan.Legs,
        Facts = plan.Facts,
        DecidedUnder = plan.DecidedUnder,
        DecidedOn = plan.DecidedOn,
    };

    /// <summary>
    /// The posting, decided under this version of a ledger's terms too: where the plan rests on another one, both stand there
    /// and the journal sends it back.
    /// </summary>
    public static Posting Under(this Posting posting, LedgerTerms ledger)
    {
        var version = new TermsVersion(ledger.Id, ledger.Version);
        return posting.DecidedUnder.Contains(version)
            ? posting
            : posting with { DecidedUnder = posting.DecidedUnder.Add(version) };
    }

    /// <summary>Whether the plan rests on what has changed meanwhile: it is made anew under the same id.</summary>
    public static bool IsStale(PostingOutcome outcome) => outcome is PostingOutcome.Refused
    {
        Refusal.Reason: RefusalReason.TermsChanged or RefusalReason.StateChanged or RefusalReason.TargetChanged,
    };

    /// <summary>The claim of the document number for the payee, where the order asks for it.</summary>
    public static ImmutableArray<Fact> Claims(OrderDetails details, Leg payeeLeg) =>
        details is { ClaimsDocument: true, DocumentNumber: { Length: > 0 } number }
            ? [new DocumentClaim(payeeLeg.Ledger, payeeLeg.Credit, number)]
            : [];
}
