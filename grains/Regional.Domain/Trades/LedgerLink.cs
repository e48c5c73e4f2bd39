using Regional.Domain.Ledger;

namespace Regional.Domain.Trades;

/// <summary>
/// How one ledger hangs below another (DESIGN section 3): the account of the upper ledger that stands for the lower
/// ledger, and the lower ledger's account that mirrors it.
/// </summary>
/// <param name="LowerLedger">The ledger below.</param>
/// <param name="LowerAccount">Its region account, the mirror.</param>
/// <param name="UpperLedger">The ledger above.</param>
/// <param name="UpperAccount">The account there that stands for the lower ledger.</param>
public sealed record LedgerLink(
    LedgerId LowerLedger, AccountId LowerAccount, LedgerId UpperLedger, AccountId UpperAccount);
