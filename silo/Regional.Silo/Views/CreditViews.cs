using Regional.Client.Model;
using Regional.Contracts.Queries;

namespace Regional.Silo.Views;

/// <summary>Mutual credit as the wire shows it.</summary>
internal static class CreditViews
{
    public static CreditSwitchView View(CreditSwitchDetail one) => new()
    {
        IsOn = one.IsOn,
        At = one.At,
        Actor = one.Actor,
        Reason = one.Reason,
        Operation = one.Operation.Value,
    };
}
