using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Trades;

/// <summary>A rate between a ledger and the one above it, from a date on.</summary>
/// <param name="Id">Given by the database in order of entry; more than zero.</param>
/// <param name="Kind">Real or financial.</param>
/// <param name="Purpose">For one purpose only; null: every purpose of the kind.</param>
/// <param name="Side">Buy: the ledger pays out. Sell: it is paid.</param>
/// <param name="ValidFrom">First business date.</param>
/// <param name="Rate">Upper minor units per lower minor unit.</param>
public sealed record RateEntry(
    long Id, TransferKind Kind, string? Purpose, RateSide Side, DateOnly ValidFrom, Rate Rate);

/// <summary>The dated rates of one ledger towards the one above it, and which of them is in force.</summary>
/// <param name="Ledger">The lower ledger.</param>
/// <param name="Entries">All rates ever set, in any order.</param>
public sealed record RateTable(LedgerId Ledger, ImmutableArray<RateEntry> Entries)
{
    /// <summary>
    /// The rate in force: one for the purpose beats one for every purpose; then the newest first date on or before
    /// <paramref name="date"/>; of equal dates the later entry (higher id). Refusal: <c>noRate</c>.
    /// </summary>
    /// <param name="kind">Real or financial.</param>
    /// <param name="purpose">The trade's purpose; null: only rates for every purpose are asked for.</param>
    /// <param name="side">Buy or sell, seen from the lower ledger.</param>
    /// <param name="date">The trade's business date.</param>
    public Ruling<RateEntry> Find(TransferKind kind, string? purpose, RateSide side, DateOnly date)
    {
        RateEntry? best = null;
        foreach (var entry in Entries)
        {
            var isInForce = entry.Kind == kind && entry.Side == side && entry.ValidFrom <= date
                && (entry.Purpose is null || entry.Purpose == purpose);
            if (isInForce && (best is null || Rank(entry).CompareTo(Rank(best)) > 0))
            {
                best = entry;
            }
        }

        return best is not null
            ? best
            : Refusal.For(
                RefusalReason.NoRate,
                new("ledger", Ledger.ToString()),
                new("kind", kind.ToString().ToLowerInvariant()),
                new("side", side.ToString().ToLowerInvariant()),
                new("date", date.ToString("O")));
    }

    private static (bool IsForPurpose, DateOnly ValidFrom, long Id) Rank(RateEntry entry) =>
        (entry.Purpose is not null, entry.ValidFrom, entry.Id);
}
