using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Trades;

namespace Regional.Domain.Clearing;

/// <summary>The two sides of one correspondence when a window closes.</summary>
/// <param name="Ledger">The lower ledger.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="RegionAccount">Its region account, the mirror.</param>
/// <param name="DifferenceAccount">Its exchange-difference account.</param>
/// <param name="LowerBalanceMinor">Balance of the region account, minor units of the lower ledger, signed.</param>
/// <param name="UpperBalanceMinor">Balance of its account above, minor units of the upper ledger, signed.</param>
public sealed record ExchangePosition(
    LedgerId Ledger, Currency Currency, AccountId RegionAccount, AccountId DifferenceAccount, long LowerBalanceMinor,
    long UpperBalanceMinor);

/// <summary>A posting to exchange difference, or none.</summary>
/// <param name="TargetMinor">
/// What the region account's balance is to be, minor units of the lower ledger, signed.
/// </param>
/// <param name="Leg">Brings it there, forced; null: it is there already.</param>
public sealed record ExchangeDifferencePlan(long TargetMinor, Leg? Leg);

/// <summary>
/// What a rate change left in a lower ledger's unit (DESIGN section 3). The region account is brought to minus the worth
/// of the account above, at the rate at which that balance will be used up: a positive one is spent, so the buy rate; a
/// negative one is worked off by sales, so the sell rate; both general rates (no purpose) of the real kind.
/// </summary>
/// <remarks>
/// The worth is rounded down (towards minus infinity): a claim on the region is never shown too high, a debt never too
/// low. The leg carries no counter amount: nothing moves in the upper ledger. Done twice, the second posts nothing.
/// </remarks>
public static class ExchangeDifference
{
    /// <summary>Purpose of its leg.</summary>
    public const string Purpose = "exchange-difference";

    /// <summary>Works out the leg. Refusals in order: <c>noRate</c>, <c>amountTooLarge</c>.</summary>
    /// <param name="position">Balances at the window's end.</param>
    /// <param name="rates">The lower ledger's rates.</param>
    /// <param name="upperCurrency">Unit of the upper ledger; the same unit without a rate counts one to one.</param>
    /// <param name="date">The window's business date.</param>
    public static Ruling<ExchangeDifferencePlan> Plan(
        ExchangePosition position, RateTable rates, Currency upperCurrency, DateOnly date)
    {
        if (position.UpperBalanceMinor == 0)
        {
            return Plan(position, target: 0, rateId: 0);
        }

        var side = position.UpperBalanceMinor > 0 ? RateSide.Buy : RateSide.Sell;
        if (rates.Find(TransferKind.Real, purpose: null, side, date).TryGet(out var entry, out var refusal))
        {
            return Plan(position, -Worth(position.UpperBalanceMinor, entry.Rate), entry.Id);
        }

        return position.Currency == upperCurrency ? Plan(position, -(Int128)position.UpperBalanceMinor, rateId: 0) : refusal;
    }

    private static Int128 Worth(long upperMinor, Rate rate)
    {
        var (quotient, remainder) = Int128.DivRem((Int128)upperMinor * rate.Denominator, rate.Numerator);
        return remainder < 0 ? quotient - 1 : quotient;
    }

    private static Ruling<ExchangeDifferencePlan> Plan(ExchangePosition position, Int128 target, long rateId)
    {
        var difference = target - position.LowerBalanceMinor;
        if (Int128.Abs(target) > long.MaxValue || Int128.Abs(difference) > long.MaxValue)
        {
            return Refusal.For(RefusalReason.AmountTooLarge, RefusalFact.Money("value", difference, position.Currency));
        }

        if (difference == 0)
        {
            return new ExchangeDifferencePlan((long)target, Leg: null);
        }

        var (debit, credit) = difference > 0
            ? (position.DifferenceAccount, position.RegionAccount)
            : (position.RegionAccount, position.DifferenceAccount);
        return new ExchangeDifferencePlan((long)target, new Leg
        {
            Ledger = position.Ledger,
            Debit = debit,
            Credit = credit,
            Amount = new Amount((long)Int128.Abs(difference), position.Currency),
            Kind = TransferKind.Financial,
            Purpose = Purpose,
            ForcedReason = "exchange difference at the close of a window",
            RateId = rateId,
        });
    }
}
