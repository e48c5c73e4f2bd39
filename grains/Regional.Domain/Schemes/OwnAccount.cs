using Regional.Domain.Ledger;

namespace Regional.Domain.Schemes;

/// <summary>An account that a ledger has from the start because of its scheme, beside those that every ledger has.</summary>
/// <param name="Role">What it is for; one account of a role.</param>
/// <param name="Floor">Least balance, minor units, signed; null: none.</param>
/// <param name="Ceiling">Greatest balance, minor units, signed; null: none.</param>
public sealed record OwnAccount(AccountRole Role, long? Floor = null, long? Ceiling = null);
