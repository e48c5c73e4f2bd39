using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Storage.Journal;

/// <summary>What the rules say of a batch's members, in order.</summary>
/// <param name="Accepted">To be written.</param>
/// <param name="Stored">Refused for ever.</param>
/// <param name="Unstored">Refused for now or put off: their ids stay free.</param>
internal sealed record BatchVerdict(
    ImmutableArray<Posting> Accepted, List<(OperationId Id, Refusal Refusal)> Stored, List<OperationId> Unstored)
{
    /// <summary>Judges the members; the book ends as the accepted ones leave it.</summary>
    public static BatchVerdict Of(
        ImmutableArray<Posting> members, LedgerBook book, BegunCommit begun, CommitOutcomes outcomes)
    {
        var ids = members.Select(static posting => posting.Id).ToHashSet();
        var accepted = ImmutableArray.CreateBuilder<Posting>();
        var verdict = new BatchVerdict([], [], []);
        foreach (var posting in members)
        {
            if (posting.Corrects is { } corrected && ids.Contains(corrected))
            {
                verdict.Defer(posting.Id, outcomes);
            }
            else if (posting.PlannedRefusal is null && begun.FindClosed(posting) is not null)
            {
                // Windows stand ahead of time; one is made before this is sent again.
                verdict.Refuse(posting.Id, Refusal.For(RefusalReason.Overloaded), outcomes);
            }
            else
            {
                verdict.Take(posting, PostingRules.Decide(posting, book, begun.At), book, accepted, outcomes);
            }
        }

        return verdict with { Accepted = accepted.ToImmutable() };
    }

    private void Take(
        Posting posting, PostingDecision decision, LedgerBook book, ImmutableArray<Posting>.Builder accepted,
        CommitOutcomes outcomes)
    {
        switch (decision)
        {
            case PostingDecision.Accepted:
                accepted.Add(Releasing(posting, book));
                break;
            case PostingDecision.Refused { Refusal: var refusal }:
                Refuse(posting.Id, refusal, outcomes);
                break;
            case PostingDecision.Deferred:
                Defer(posting.Id, outcomes);
                break;
        }
    }

    private void Refuse(OperationId id, Refusal refusal, CommitOutcomes outcomes)
    {
        outcomes.Refuse(id, refusal);
        if (refusal.IsStored)
        {
            Stored.Add((id, refusal));
        }
        else
        {
            Unstored.Add(id);
        }
    }

    private void Defer(OperationId id, CommitOutcomes outcomes)
    {
        outcomes.Add(id, new PostingOutcome.Deferred());
        Unstored.Add(id);
    }

    // A void or expiry releases the whole of what was held, whatever amount the caller named: that is what is recorded.
    private static Posting Releasing(Posting posting, LedgerBook book) =>
        posting.Legs.Any(static leg => Releases(leg))
            ? posting with
            {
                Legs = [.. posting.Legs.Select(
                    leg => Releases(leg) ? leg with { Amount = book.Pendings[leg.Resolves!.Value].Amount } : leg)],
            }
            : posting;

    private static bool Releases(Leg leg) => leg.Action is TransferAction.VoidPending or TransferAction.ExpirePending;
}
