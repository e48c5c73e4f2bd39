using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Schemes.SavingsPool;

/// <summary>National currency comes in at the pool's bank account, for a member: a loan shrinks first.</summary>
/// <param name="Account">The member's account.</param>
/// <param name="Amount">In the pool's currency, more than zero.</param>
public sealed record Deposit(AccountId Account, Amount Amount) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "deposit";
}

/// <summary>National currency leaves the pool's bank account, for a member: savings first, past them a loan.</summary>
/// <param name="Account">The member's account.</param>
/// <param name="Amount">In the pool's currency, more than zero.</param>
/// <param name="Agreement">The agreement that the loan part draws on; null: the member's, oldest first.</param>
public sealed record Withdraw(AccountId Account, Amount Amount, OperationId? Agreement) : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "withdrawal";
}

/// <summary>
/// Cash that the region's settlements have left, or brought, returns to the pool's bank account, where members can have
/// it: all that the settlement account holds beyond what the pool still owes its region.
/// </summary>
public sealed record ReturnSettlementCash : SchemeCommand.Own
{
    /// <inheritdoc />
    public override string Name => "return of settlement cash";
}
