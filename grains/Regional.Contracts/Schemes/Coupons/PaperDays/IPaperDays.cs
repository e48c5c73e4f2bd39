using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Schemes.Coupons.PaperDays;

/// <summary>
/// A teller's paper lines of one till day, gone through before they are keyed: what would become of each, and the id
/// under which it is to be sent, which follows from till (or book and date) and line number.
/// </summary>
public interface IPaperDays
{
    /// <summary>
    /// Goes through the lines in order on a copy of the committed books. Refusal: <c>notFound</c>, when the ledger is
    /// no coupon book. Nothing happens.
    /// </summary>
    /// <exception cref="LedgerUnavailable">The database did not answer.</exception>
    Task<Ruling<DayVerdicts>> RehearseAsync(PaperDay day, CancellationToken cancellationToken);
}

/// <summary>A till day on paper.</summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Till">The open till its notes go through; null: the stock.</param>
/// <param name="Date">Date in the books, of every line.</param>
/// <param name="Lines">In the order of the paper.</param>
public sealed record PaperDay(LedgerId Ledger, OperationId? Till, DateOnly Date, ImmutableArray<DayOrder> Lines);

/// <summary>A line as it would be ordered; the id in the order is not looked at.</summary>
/// <param name="No">Its number on paper, unique in the day, from 1.</param>
public abstract record DayOrder(long No);

/// <summary>Notes over the counter.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Order">The withdrawal, deposit or exchange.</param>
public sealed record CounterDayOrder(long No, CounterOrder Order) : DayOrder(No);

/// <summary>From account to account.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Order">One transfer, at once.</param>
public sealed record PaymentDayOrder(long No, PaymentOrder Order) : DayOrder(No);

/// <summary>What would become of a day.</summary>
/// <param name="Lines">One verdict for each line, in their order.</param>
public sealed record DayVerdicts(ImmutableArray<DayVerdict> Lines);

/// <summary>What would become of a line.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Id">The id under which it is, or is to be, sent.</param>
public abstract record DayVerdict(long No, OperationId Id);

/// <summary>It would be posted.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Id">The id to send it under.</param>
/// <param name="FeeMinor">Fee in coupons, minor units.</param>
/// <param name="BalanceMinor">Balance of its account after it, minor units, signed.</param>
public sealed record DayLineReady(long No, OperationId Id, long FeeMinor, long BalanceMinor) : DayVerdict(No, Id);

/// <summary>It is in the books already, as it stands on paper.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Id">The posting.</param>
public sealed record DayLinePosted(long No, OperationId Id) : DayVerdict(No, Id);

/// <summary>It was posted as it stands on paper and corrected since: mend the line to key it anew.</summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Id">The posting that was corrected.</param>
public sealed record DayLineCorrected(long No, OperationId Id) : DayVerdict(No, Id);

/// <summary>
/// It would be refused; <c>idReused</c>: another line of that number is in the books, or the line was changed.
/// </summary>
/// <param name="No">Its number on paper.</param>
/// <param name="Id">The id it was tried under.</param>
/// <param name="Refusal">Why.</param>
public sealed record DayLineRefused(long No, OperationId Id, Refusal Refusal) : DayVerdict(No, Id);
