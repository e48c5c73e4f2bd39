using System.Collections.Immutable;
using Orleans;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;

namespace Regional.Contracts.Schemes;

/// <summary>
/// A command that only one scheme knows, on its way to the account that coordinates it: it becomes one posting with the
/// scheme's facts. One sealed record per command, in the scheme's folder.
/// </summary>
/// <remarks>Idempotent by <see cref="Id"/>, as a payment is.</remarks>
[GenerateSerializer]
[Immutable]
[Alias("regional.SchemeOrder")]
public abstract record SchemeOrder
{
    /// <summary>Chosen by the caller.</summary>
    [Id(0)]
    public required OperationId Id { get; init; }

    /// <summary>The ledger all accounts are in.</summary>
    [Id(1)]
    public required LedgerId Ledger { get; init; }

    /// <summary>References, dates, actors.</summary>
    [Id(2)]
    public required OrderDetails Details { get; init; }

    /// <summary>The number it is stored under.</summary>
    public abstract OperationKind Kind { get; }

    /// <summary>The accounts it names; the first one's grain coordinates.</summary>
    public abstract ImmutableArray<AccountId> Accounts { get; }

    /// <summary>The operation it corrects; null: none.</summary>
    public virtual OperationId? Corrects => null;

    /// <summary>What the scheme is asked.</summary>
    public abstract SchemeCommand.Own ToCommand();

    /// <summary>Adds the command's own fields in a fixed order; a new field goes last.</summary>
    public abstract void Describe(Fingerprint.Builder fields);
}
