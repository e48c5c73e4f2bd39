using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes.Komoko;

/// <summary>
/// An entry of a financial payment from one holder to another, neither corrected nor a correction; a payment from several
/// lots has several.
/// </summary>
/// <param name="AmountMinor">Above zero.</param>
/// <param name="Date">Business date.</param>
public sealed record FinancialMove(OperationId Operation, MemberId From, MemberId To, long AmountMinor, DateOnly Date);

/// <summary>A turnover period around whose end money went out on loan and came back.</summary>
/// <param name="ClearedOn">The lender's clearing date.</param>
/// <param name="LentMinor">Paid to the borrower in the days up to that date.</param>
/// <param name="ReturnedMinor">Paid back in the days after it.</param>
/// <param name="Postings">Both ways, by date.</param>
public sealed record RolledOverPeriod(
    DateOnly ClearedOn, long LentMinor, long ReturnedMinor, ImmutableArray<OperationId> Postings);

/// <summary>
/// Balances rolled over from period to period (003, 2.4): a business parks what it has not discharged with another before
/// its clearing and takes it back afterwards. Detected, not refused: what to do about it is the community's decision.
/// </summary>
/// <param name="Lender">A business.</param>
/// <param name="Borrower">Whoever held it over the clearing.</param>
/// <param name="Periods">Turnover periods of the lender that follow one another, oldest first.</param>
public sealed record RolledOver(MemberId Lender, MemberId Borrower, ImmutableArray<RolledOverPeriod> Periods)
{
    /// <summary>Finds every such run of <see cref="KomokoTerms.WatchPeriods"/> periods or more.</summary>
    /// <param name="moves">In any order.</param>
    /// <param name="profileOf">A holder's profile of a date; null: none yet.</param>
    /// <param name="terms">How many days around a clearing are watched, and what part must come back.</param>
    /// <returns>By lender, borrower and date.</returns>
    public static ImmutableArray<RolledOver> Find(
        IEnumerable<FinancialMove> moves, Func<MemberId, DateOnly, HolderProfile?> profileOf, KomokoTerms terms)
    {
        var pairs = moves.ToLookup(static move => (move.From, move.To));
        return
        [
            .. pairs.OrderBy(static pair => pair.Key.From.Value).ThenBy(static pair => pair.Key.To.Value)
                .SelectMany(pair => Runs(
                    [.. PeriodsOf(pair, pairs[(pair.Key.To, pair.Key.From)], profileOf, terms)],
                    date => profileOf(pair.Key.From, date)?.ClearingDate(date))
                    .Where(run => run.Length >= terms.WatchPeriods)
                    .Select(run => new RolledOver(pair.Key.From, pair.Key.To, run))),
        ];
    }

    // The periods in which it happened, by date.
    private static IEnumerable<RolledOverPeriod> PeriodsOf(
        IEnumerable<FinancialMove> lent, IEnumerable<FinancialMove> returned,
        Func<MemberId, DateOnly, HolderProfile?> profileOf, KomokoTerms terms)
    {
        var back = returned.ToList();
        return
            from move in lent
            let profile = profileOf(move.From, move.Date)
            where profile is { Class: HolderClass.Business }
            let clears = profile.ClearingDate(move.Date)
            where clears <= move.Date.AddDays(terms.WatchDays)
            group move by clears into period
            orderby period.Key
            let returns = back
                .Where(move => move.Date > period.Key && move.Date <= period.Key.AddDays(terms.WatchDays)).ToList()
            let found = new RolledOverPeriod(
                period.Key,
                period.Sum(static move => move.AmountMinor),
                returns.Sum(static move => move.AmountMinor),
                [.. period.Concat(returns).OrderBy(static move => move.Date).Select(static move => move.Operation).Distinct()])
            where terms.WatchShare.IsReachedBy(found.ReturnedMinor, found.LentMinor)
            select found;
    }

    private static IEnumerable<ImmutableArray<RolledOverPeriod>> Runs(
        ImmutableArray<RolledOverPeriod> periods, Func<DateOnly, DateOnly?> clearingOf)
    {
        var first = 0;
        for (var at = 1; at <= periods.Length; at++)
        {
            if (at == periods.Length || clearingOf(periods[at - 1].ClearedOn.AddDays(1)) != periods[at].ClearedOn)
            {
                yield return periods[first..at];
                first = at;
            }
        }
    }
}
