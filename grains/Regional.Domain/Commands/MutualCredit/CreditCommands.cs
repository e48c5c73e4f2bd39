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
