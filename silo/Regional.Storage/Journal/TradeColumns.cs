using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>Trades that a batch posts at once: id, and the ordinals of their first and last leg, from 1.</summary>
/// <remarks>A trade that leaves the queue has its row already.</remarks>
internal sealed record TradeColumns(Guid[] Ids, int[] Firsts, int[] Lasts)
{
    public static TradeColumns Of(ImmutableArray<Posting> postings)
    {
        var (ids, firsts, lasts) = (new List<Guid>(), new List<int>(), new List<int>());
        var legs = 0;
        for (var at = 0; at < postings.Length; at++)
        {
            var posting = postings[at];
            if (posting.Kind == OperationKind.Trade && !posting.Effects.Any(static e => e is QueuedTradeReleased))
            {
                ids.Add((posting.Trade ?? posting.Id).Value);
                firsts.Add(legs + 1);
                lasts.Add(legs + posting.Legs.Length);
            }

            legs += posting.Legs.Length;
        }

        return new TradeColumns([.. ids], [.. firsts], [.. lasts]);
    }
}
