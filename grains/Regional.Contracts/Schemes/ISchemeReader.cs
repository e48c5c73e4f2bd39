using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;

namespace Regional.Contracts.Schemes;

/// <summary>What schemes keep besides balances, read before they plan. Committed rows in one snapshot.</summary>
public interface ISchemeReader
{
    /// <summary>
    /// The state that a plan of this command needs, with the versions of the accounts it rests on. Called only for
    /// schemes that have state.
    /// </summary>
    Task<SchemeState> ReadAsync(SchemeRequest request, CancellationToken cancellationToken);
}

/// <summary>A plan about to be made.</summary>
/// <param name="Ledger">The ledger with its terms.</param>
/// <param name="Command">What is asked.</param>
/// <param name="Accounts">The accounts it names, payer first.</param>
/// <param name="BusinessDate">Date in the books.</param>
public sealed record SchemeRequest(
    LedgerTerms Ledger, SchemeCommand Command, ImmutableArray<AccountId> Accounts, DateOnly BusinessDate);
