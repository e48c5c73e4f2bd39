using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Domain.Commands.SavingsPool;

/// <summary>
/// Points that members bring from the pool's books before Regional kept them, before the first month end here. The bank
/// account takes the other side, so that points go on summing to zero. Result: <c>{ledger, accounts, bankPoints}</c>.
/// </summary>
/// <param name="Ledger">The pool's ledger.</param>
/// <param name="Points">Per member's account, each account once.</param>
public sealed record TakeOverPoints(LedgerId Ledger, ImmutableArray<AccountPoints> Points) : Command
{
    /// <summary>Most accounts in one command, so that it stays one short transaction.</summary>
    public const int AccountCountMax = 1000;

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.TakeOverPoints;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("points", string.Join(';', Points.Select(static one => $"{one.Account.Value}:{one.PointsMinor}")));
}

/// <summary>An account's points, minor units, signed.</summary>
public readonly record struct AccountPoints(AccountId Account, long PointsMinor);
