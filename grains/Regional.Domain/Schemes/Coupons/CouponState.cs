using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.Coupons;

/// <summary>What a coupon plan rests on besides terms, read in one snapshot.</summary>
public sealed record CouponState : SchemeState
{
    /// <summary>The account that is drawn on or paid in, at the version the plan rests on; null: it does not exist.</summary>
    public AccountState? Account { get; init; }

    /// <summary>#1, where a plan takes from it besides; null: it does not.</summary>
    public AccountState? Administration { get; init; }

    /// <summary>The account's credit limit, as marked; null: it was never marked and has the ladder's first.</summary>
    public Amount? Limit { get; init; }

    /// <summary>Coupons deposited since the limit was last marked, minor units.</summary>
    public long DepositedSinceMarking { get; init; }

    /// <summary>Print runs of the series and numbers that the command names, of whichever community.</summary>
    public ImmutableArray<NoteRun> Runs { get; init; } = [];

    /// <summary>The till the command names; null: there is none of that id.</summary>
    public TillState? Till { get; init; }

    /// <summary>What notes the till (or the stock) could hand out.</summary>
    public NoteCounts AtHand { get; init; } = NoteCounts.None;

    /// <summary>The community's rupiah book; null: it keeps none.</summary>
    public RupiahBook? Rupiah { get; init; }

    /// <summary>What the line to be corrected did; null: there is no such line.</summary>
    public CouponLine? Corrected { get; init; }
}

/// <summary>The accounts of a community's rupiah book that coupons touch.</summary>
/// <param name="Ledger">The book.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Cash">Money in the box: a debit balance.</param>
/// <param name="Reserve">Behind the convertible coupons outstanding.</param>
/// <param name="Administration">#1 in rupiah.</param>
/// <param name="CommunityFund">#2 in rupiah.</param>
public sealed record RupiahBook(
    LedgerId Ledger, Currency Currency, AccountId Cash, AccountId Reserve, AccountId Administration,
    AccountId CommunityFund);

/// <summary>A line as it was posted.</summary>
/// <param name="Legs">Its transfers.</param>
/// <param name="Line">What it says in columns.</param>
/// <param name="Moves">Its notes.</param>
/// <param name="IsCorrected">Whether it was undone already.</param>
public sealed record CouponLine(
    ImmutableArray<Leg> Legs, CounterLine Line, ImmutableArray<NotesMoved> Moves, bool IsCorrected = false);
