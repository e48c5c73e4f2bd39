using Regional.Domain.Ledger;

namespace Regional.Domain.Commands.MutualCredit;

/// <summary>
/// Switches mutual credit of a community's ledger on or off, at once: off, nobody goes further below zero, while negative
/// balances may rise (000: a community activates the system). Result: <c>{credit, version}</c>.
/// </summary>
/// <remarks>
/// Holds against every payment that commits after it, whatever was decided before. Pending payments placed before are
/// resolved as they were placed; forced transfers pass. Every switch is kept, also one to what it was already. Refusals in
/// order: <c>parentUnknown</c>, <c>notMutualCredit</c>.
/// </remarks>
/// <param name="Ledger">The community's ledger.</param>
/// <param name="IsOn">Whether members may go below zero within their limits.</param>
public sealed record SwitchCredit(LedgerId Ledger, bool IsOn) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SwitchCredit;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("ledger", Ledger.Value).Add("isOn", IsOn ? 1 : 0);
}

/// <summary>
/// Declares what an account's holder pays or earns a month, on which Riegel's powers rest. Result: <c>{account, pay}</c>.
/// </summary>
/// <remarks>
/// Changes no limit: the next grant does. Every declaration is kept. Refusals in order: <c>fieldMalformed</c>,
/// <c>accountUnknown</c>, <c>accountClosed</c>, <c>systemAccount</c>, <c>notMutualCredit</c>.
/// </remarks>
/// <param name="Account">A member's account.</param>
/// <param name="MonthlyPayMinor">Minor units, zero or more.</param>
public sealed record DeclarePay(AccountId Account, long MonthlyPayMinor) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.DeclarePay;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) =>
        fields.Add("account", Account.Value).Add("monthlyPay", MonthlyPayMinor);
}

/// <summary>
/// Sets the limits of some accounts of a ledger as the terms' model says, in order of their ids. Result:
/// <c>{accounts, changed, next}</c>; <c>next</c> is the account to go on after, absent when there are no more.
/// </summary>
/// <remarks>
/// Members' accounts that are not closed. What does not change is not written. A limit tighter than the balance lets the
/// account only move towards it. Refusals in order: <c>fieldMalformed</c>, <c>parentUnknown</c>, <c>notMutualCredit</c>,
/// <c>limitMissing</c> (the model is fixed and nobody names a limit), <c>limitFromModel</c> (it is another and somebody does).
/// </remarks>
/// <param name="Ledger">The community's ledger.</param>
/// <param name="AsOf">The date whose terms and sales count.</param>
/// <param name="After">Only accounts with a higher id.</param>
/// <param name="Only">One account alone; null: all.</param>
/// <param name="FixedLimitMinor">Under the model fixed: the limit for each, minor units, zero or more.</param>
public sealed record GrantLimits(
    LedgerId Ledger, DateOnly AsOf, AccountId After, AccountId? Only, long? FixedLimitMinor) : Command
{
    /// <summary>Most accounts of one command: some tens of milliseconds under their locks.</summary>
    public const int AccountCountMax = 1_000;

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.GrantLimits;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value).Add("asOf", AsOf)
        .Add("after", After.Value).Add("only", Only?.Value).Add("limit", FixedLimitMinor);
}
