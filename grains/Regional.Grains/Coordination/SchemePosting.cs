using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Grains.Coordination;

/// <summary>
/// What joins a posting: transfers and facts, or the refusal of the plan, and the versions of terms and accounts it rests
/// on either way.
/// </summary>
internal sealed record SchemePosting(
    ImmutableArray<Leg> Legs,
    ImmutableArray<Fact> Facts,
    ImmutableArray<TermsVersion> DecidedUnder,
    ImmutableArray<AccountVersion> DecidedOn,
    Refusal? Refusal)
{
    /// <summary>Nothing planned yet under a ledger's terms.</summary>
    public static SchemePosting Under(LedgerTerms ledger) =>
        new([], [], [new TermsVersion(ledger.Id, ledger.Version)], [], Refusal: null);

    /// <summary>A refusal that rests on nothing.</summary>
    public static SchemePosting Refused(Refusal refusal) => new([], [], [], [], refusal);

    /// <summary>What one more answer of the scheme adds.</summary>
    public SchemePosting With(SchemeAnswer answer)
    {
        var decidedOn = DecidedOn.AddRange(answer.RestsOn);
        return answer.Ruling.TryGet(out var plan, out var refusal)
            ? this with { Legs = Legs.AddRange(plan.Legs), Facts = Facts.AddRange(plan.Facts), DecidedOn = decidedOn }
            : new SchemePosting([], [], DecidedUnder, decidedOn, refusal);
    }
}
