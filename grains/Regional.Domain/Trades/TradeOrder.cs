using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Trades;

/// <summary>What is to be paid from one ledger into another.</summary>
/// <param name="Payer">Payer's account.</param>
/// <param name="Payee">Payee's account.</param>
/// <param name="PayeeAmount">What the payee receives, whole, in the unit of the payee's ledger.</param>
/// <param name="Kind">Real or financial; chooses the rates.</param>
/// <param name="Purpose">Purpose code; chooses the rates.</param>
/// <param name="BusinessDate">Date in the books; chooses the rates.</param>
public sealed record TradeOrder(
    AccountId Payer, AccountId Payee, Amount PayeeAmount, TransferKind Kind, string Purpose, DateOnly BusinessDate);
