using Regional.Domain.Ledger;

namespace Regional.Contracts.Queries;

/// <summary>A ledger as the import reads it: what was exported can be imported elsewhere.</summary>
public interface IExportQueries
{
    /// <summary>Members' accounts of a ledger, by code, with what they were opened with.</summary>
    IAsyncEnumerable<ExportedAccount> ReadAccountsAsync(LedgerId ledger, CancellationToken cancellationToken);

    /// <summary>
    /// Transfers of a ledger that moved a balance, in the order of the journal, up to where it stands at the start.
    /// Opening balances are left out (they stand on the accounts).
    /// </summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="tradesAsLegs">
    /// Whether a trade is what it moved here, between the member and the ledger's region account, in this ledger's unit.
    /// Otherwise it is one line with the party behind the region and the payee's amount.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<ExportedTransfer> ReadTransfersAsync(
        LedgerId ledger, bool tradesAsLegs, CancellationToken cancellationToken);
}

/// <summary>An account; amounts in minor units, signed.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Member">Code of its member.</param>
/// <param name="Name">The member's name.</param>
/// <param name="Kind">General, or a circle.</param>
/// <param name="Floor">Least balance; null: none.</param>
/// <param name="Ceiling">Greatest balance; null: none.</param>
/// <param name="Opening">Net of its transfers with the ledger's opening account.</param>
public sealed record ExportedAccount(
    string Code, string Member, string Name, AccountKind Kind, long? Floor, long? Ceiling, long Opening);

/// <summary>A transfer or trade.</summary>
/// <param name="Id">The operation's id; of further transfers of one operation, an id derived from it.</param>
/// <param name="Date">Date in the books.</param>
/// <param name="Payer">Account of this ledger, or <c>ledger/account</c> of another.</param>
/// <param name="Payee">Account of this ledger, or <c>ledger/account</c> of another.</param>
/// <param name="AmountMinor">Minor units of <paramref name="Currency"/>.</param>
/// <param name="Currency">This ledger's; of a trade the payee's.</param>
/// <param name="Purpose">Purpose code.</param>
/// <param name="Texts">References and document.</param>
public sealed record ExportedTransfer(
    OperationId Id, DateOnly Date, string Payer, string Payee, long AmountMinor, Domain.Money.Currency Currency, string Purpose,
    EntryTexts Texts);
