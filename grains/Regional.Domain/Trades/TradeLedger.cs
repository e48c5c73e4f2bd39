using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Trades;

/// <summary>What a path must know of one ledger.</summary>
/// <param name="Id">The ledger.</param>
/// <param name="Currency">Its unit.</param>
/// <param name="Rounding">Its rounding account; null: it has none (nothing hangs below it).</param>
/// <param name="Rates">Its rates towards the ledger above.</param>
/// <param name="CommunityCode">Its community; null: it is a region's own.</param>
/// <param name="IsSuspended">Whether the community does not trade at present.</param>
public sealed record TradeLedger(
    LedgerId Id, Currency Currency, AccountId? Rounding, RateTable Rates, string? CommunityCode, bool IsSuspended);
