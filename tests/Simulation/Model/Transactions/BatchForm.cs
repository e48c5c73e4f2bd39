using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Simulation.Model.Transactions;

/// <summary>What the fast path takes as one statement.</summary>
internal static class BatchForm
{
    public static bool Moves(Leg leg) => leg.Action is TransferAction.Post or TransferAction.PostPending;

    public static bool Releases(Leg leg) => leg.Action is TransferAction.VoidPending or TransferAction.ExpirePending;

    /// <summary>
    /// Whether the members contradict each other (an account in two ledgers, a ledger in two currencies or decided under
    /// two versions, sums beyond a long), so that only the second path can tell them apart.
    /// </summary>
    public static bool IsContradictory(ImmutableArray<Posting> members)
    {
        var ledgerOf = new Dictionary<AccountId, LedgerId>();
        var currencyOf = new Dictionary<LedgerId, Currency>();
        var versionOf = new Dictionary<LedgerId, long>();
        var sums = new Dictionary<(AccountId Account, bool IsDebit, bool IsPlaced), Int128>();
        foreach (var posting in members)
        {
            foreach (var terms in posting.DecidedUnder)
            {
                if (Differs(versionOf, terms.Ledger, terms.Version))
                {
                    return true;
                }
            }

            foreach (var leg in posting.Legs)
            {
                if (Differs(currencyOf, leg.Ledger, leg.Amount.Currency) || Differs(ledgerOf, leg.Debit, leg.Ledger)
                    || Differs(ledgerOf, leg.Credit, leg.Ledger) || Overflows(sums, leg))
                {
                    return true;
                }
            }
        }

        return false;
    }

    // What is placed and what is moved are summed apart for each side of each account.
    private static bool Overflows(Dictionary<(AccountId Account, bool IsDebit, bool IsPlaced), Int128> sums, Leg leg)
    {
        var places = leg.Action is TransferAction.Post or TransferAction.Pend;
        return (places && (Adds((leg.Debit, true, true)) || Adds((leg.Credit, false, true))))
            || (Moves(leg) && (Adds((leg.Debit, true, false)) || Adds((leg.Credit, false, false))));

        bool Adds((AccountId, bool, bool) side) =>
            (sums[side] = sums.GetValueOrDefault(side) + leg.Amount.Minor) > long.MaxValue;
    }

    private static bool Differs<TKey, T>(Dictionary<TKey, T> known, TKey key, T value)
        where TKey : notnull
    {
        if (known.TryGetValue(key, out var other))
        {
            return !EqualityComparer<T>.Default.Equals(other, value);
        }

        known.Add(key, value);
        return false;
    }
}
