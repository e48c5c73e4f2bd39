using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>A bid for a time deposit as far as nothing serves it yet.</summary>
/// <param name="Id">Given in order of issue.</param>
/// <param name="OpenMinor">Minor units, zero or more.</param>
/// <param name="MaturesOn">The original maturity, on which a deposit would be due.</param>
public sealed record OpenBid(long Id, long OpenMinor, DateOnly MaturesOn);

/// <summary>A member's offer to buy time deposits (003, 5.2: the interest rate is determined by the market).</summary>
/// <param name="Id">Given in order of arrival.</param>
/// <param name="Buyer">A financial account.</param>
/// <param name="YearlyRate">The interest that is asked for, for 365 days.</param>
/// <param name="OpenMinor">What it buys at most from here on, minor units, zero or more.</param>
/// <param name="Until">The last business date on which it stands.</param>
public sealed record DepositOffer(long Id, AccountId Buyer, Share YearlyRate, long OpenMinor, DateOnly Until)
{
    /// <summary>The order in which offers are taken: lowest rate first, of equal ones the older.</summary>
    public static ImmutableArray<DepositOffer> InOrder(IEnumerable<DepositOffer> offers)
    {
        var ordered = offers.ToArray();
        Array.Sort(ordered, static (one, other) =>
        {
            var byRate = Compare(one.YearlyRate, other.YearlyRate);
            return byRate != 0 ? byRate : one.Id.CompareTo(other.Id);
        });
        return [.. ordered];
    }

    /// <summary>
    /// Serves bids with offers, older bids first: an offer may serve several bids, a bid may take several offers, and what
    /// no offer reaches stays open. A bid due on the date or before takes none.
    /// </summary>
    /// <param name="date">Business date: the first day of each deposit.</param>
    /// <param name="bids">Of one ledger.</param>
    /// <param name="offers">Of the same ledger; one that ended before the date is passed over.</param>
    /// <param name="spendable">
    /// What each buyer can pay, minor units, whatever its offers add up to; less than zero or not named: nothing.
    /// </param>
    /// <returns>In the order in which they are taken; of one bid and one offer at most one.</returns>
    public static ImmutableArray<TimeDeposit> Take(
        DateOnly date, IEnumerable<OpenBid> bids, IEnumerable<DepositOffer> offers,
        IReadOnlyDictionary<AccountId, long> spendable)
    {
        var deposits = ImmutableArray.CreateBuilder<TimeDeposit>();
        var standing = InOrder(offers.Where(offer => offer.Until >= date));
        var unused = standing.ToDictionary(static offer => offer.Id, static offer => offer.OpenMinor);
        var purses = spendable.ToDictionary();
        foreach (var bid in bids.Where(bid => bid.MaturesOn > date).OrderBy(static bid => bid.Id))
        {
            var left = bid.OpenMinor;
            foreach (var offer in standing)
            {
                var amount = long.Min(left, long.Min(unused[offer.Id], purses.GetValueOrDefault(offer.Buyer)));
                if (amount <= 0)
                {
                    continue;
                }

                deposits.Add(new TimeDeposit(
                    bid.Id, offer.Id, offer.Buyer, amount, offer.YearlyRate, date, bid.MaturesOn));
                left -= amount;
                unused[offer.Id] -= amount;
                purses[offer.Buyer] -= amount;
            }
        }

        return deposits.ToImmutable();
    }

    private static int Compare(Share one, Share other) =>
        ((Int128)one.Numerator * other.Denominator).CompareTo((Int128)other.Numerator * one.Denominator);
}
