using System.Collections.Frozen;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes;

/// <summary>What a scheme decides on: read once, the same whenever it is asked again.</summary>
public sealed record SchemeContext
{
    /// <summary>The ledger.</summary>
    public required LedgerId Ledger { get; init; }

    /// <summary>Its unit.</summary>
    public required Currency Currency { get; init; }

    /// <summary>Date in the books; chooses the parameters.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Parameters in force on that date.</summary>
    public required SchemeParameters Parameters { get; init; }

    /// <summary>The accounts the command names, as far as they exist.</summary>
    public required IReadOnlyDictionary<AccountId, SchemeAccount> Accounts { get; init; }

    /// <summary>What the scheme keeps besides balances, as far as the command needs it; null: it keeps nothing.</summary>
    public SchemeState? State { get; init; }

    /// <summary>Whether mutual credit is switched off: nobody goes further below zero.</summary>
    public bool IsCreditOff { get; init; }

    /// <summary>
    /// The ledger's own accounts by role (fees, demurrage, levy …), where later schemes book what they add.
    /// </summary>
    public required FrozenDictionary<AccountRole, AccountId> SystemAccounts { get; init; }
}

/// <summary>An account as a scheme sees it.</summary>
/// <param name="State">Counters, limits, role, as last committed; the journal decides on the committed ones.</param>
/// <param name="Kind">General, real, financial, pool or project.</param>
public sealed record SchemeAccount(AccountState State, AccountKind Kind = AccountKind.General);
