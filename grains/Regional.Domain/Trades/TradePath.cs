using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Trades;

/// <summary>
/// The ledgers a trade passes through, payer's first, and the crossings between them: one fewer than ledgers, first all
/// that go up, then all that go down. Always at least two ledgers.
/// </summary>
public sealed record TradePath
{
    /// <summary>Makes a path.</summary>
    /// <exception cref="ArgumentException">
    /// The crossings do not fit the hops, or one goes up after one went down.
    /// </exception>
    public TradePath(ImmutableArray<TradeHop> hops, ImmutableArray<TradeCrossing> crossings)
    {
        if (hops.Length < 2 || crossings.Length != hops.Length - 1)
        {
            throw new ArgumentException("A path has at least two ledgers and one crossing between each two.");
        }

        for (var at = 1; at < crossings.Length; at++)
        {
            if (crossings[at].Direction == CrossingDirection.Up && crossings[at - 1].Direction == CrossingDirection.Down)
            {
                throw new ArgumentException("A path goes up first and then down.");
            }
        }

        (Hops, Crossings) = (hops, crossings);
    }

    /// <summary>One per ledger, payer's first.</summary>
    public ImmutableArray<TradeHop> Hops { get; }

    /// <summary>Crossing <c>k</c> lies between hops <c>k</c> and <c>k + 1</c>.</summary>
    public ImmutableArray<TradeCrossing> Crossings { get; }
}

/// <summary>One ledger of a path.</summary>
/// <param name="Ledger">The ledger.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Debit">
/// Where value comes from: the payer, a community's account, or (on the way down) the region account.
/// </param>
/// <param name="Credit">Where it goes: the region account (on the way up), a community's account, or the payee.</param>
/// <param name="Rounding">
/// Takes what a rounded-up payment from below leaves; needed on hops that are reached upwards.
/// </param>
public sealed record TradeHop(
    LedgerId Ledger, Currency Currency, AccountId Debit, AccountId Credit, AccountId? Rounding);

/// <summary>Between two ledgers of a path.</summary>
/// <param name="Direction">Up on the payer's side, down on the payee's.</param>
/// <param name="Rate">Upper minor units per lower minor unit.</param>
/// <param name="RateId">The rate's id; 0: both ledgers have the same unit and no rate is set.</param>
public sealed record TradeCrossing(CrossingDirection Direction, Rate Rate, long RateId);

/// <summary>Which way value crosses between two ledgers.</summary>
public enum CrossingDirection
{
    /// <summary>From the lower to the upper ledger: the lower one pays out.</summary>
    Up,

    /// <summary>From the upper to the lower ledger: the lower one is paid.</summary>
    Down,
}

/// <summary>Which rate a crossing takes.</summary>
public static class CrossingDirectionExtensions
{
    /// <summary>Up buys, down sells, seen from the lower ledger.</summary>
    public static RateSide Side(this CrossingDirection direction) => direction switch
    {
        CrossingDirection.Up => RateSide.Buy,
        CrossingDirection.Down => RateSide.Sell,
    };
}
