namespace Regional.Domain.Ledger;

/// <summary>The operations that a posting rests on: what it corrects, ends, approves or releases.</summary>
/// <remarks>
/// To say for ever that one of them is not there is a decision about its id, and no reading shows that it is not on its
/// way: whoever judges the posting holds the ids of those that are missing until it has committed (DESIGN section 2).
/// Settlement payments are not among them; they are made by a window's plan, under ids that nobody chooses.
/// </remarks>
public static class PostingTargets
{
    /// <summary>Their ids, each once for every mention; empty for a posting that rests on no other.</summary>
    public static IEnumerable<OperationId> Of(Posting posting)
    {
        if (posting.Corrects is { } corrected)
        {
            yield return corrected;
        }

        foreach (var leg in posting.Legs)
        {
            if (leg.Resolves is { } pending)
            {
                yield return pending.Posting;
            }
        }

        foreach (var effect in posting.Effects)
        {
            switch (effect)
            {
                case RequestApproved approved:
                    yield return approved.Request;
                    break;
                case QueuedTradeReleased released:
                    yield return released.Trade;
                    break;
            }
        }
    }
}
