using Regional.Domain.Ledger;

namespace Regional.Contracts.Queries;

/// <summary>An account as people know it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Ledger">Its ledger's code.</param>
/// <param name="Code">Its code in that ledger.</param>
/// <param name="Name">For people.</param>
public sealed record AccountName(AccountId Id, string Ledger, string Code, string Name)
{
    /// <summary><c>ledger/account</c>.</summary>
    public override string ToString() => $"{Ledger}/{Code}";
}
