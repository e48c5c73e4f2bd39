using Orleans;
using Regional.Domain.Ledger;

namespace Regional.Contracts.Surrogates;

// One surrogate and converter per Domain value type that crosses a grain call (DESIGN section 7). Field ids never change.

/// <summary>Wire form of <see cref="OperationId"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.OperationId")]
public struct OperationIdSurrogate
{
    /// <summary>The UUID.</summary>
    [Id(0)]
    public Guid Value;
}

/// <summary>Converts <see cref="OperationId"/>.</summary>
[RegisterConverter]
public sealed class OperationIdConverter : IConverter<OperationId, OperationIdSurrogate>
{
    /// <inheritdoc />
    public OperationId ConvertFromSurrogate(in OperationIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc />
    public OperationIdSurrogate ConvertToSurrogate(in OperationId value) => new() { Value = value.Value };
}

/// <summary>Wire form of <see cref="LedgerId"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.LedgerId")]
public struct LedgerIdSurrogate
{
    /// <summary>The number.</summary>
    [Id(0)]
    public int Value;
}

/// <summary>Converts <see cref="LedgerId"/>.</summary>
[RegisterConverter]
public sealed class LedgerIdConverter : IConverter<LedgerId, LedgerIdSurrogate>
{
    /// <inheritdoc />
    public LedgerId ConvertFromSurrogate(in LedgerIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc />
    public LedgerIdSurrogate ConvertToSurrogate(in LedgerId value) => new() { Value = value.Value };
}

/// <summary>Wire form of <see cref="AccountId"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.AccountId")]
public struct AccountIdSurrogate
{
    /// <summary>The number.</summary>
    [Id(0)]
    public long Value;
}

/// <summary>Converts <see cref="AccountId"/>.</summary>
[RegisterConverter]
public sealed class AccountIdConverter : IConverter<AccountId, AccountIdSurrogate>
{
    /// <inheritdoc />
    public AccountId ConvertFromSurrogate(in AccountIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc />
    public AccountIdSurrogate ConvertToSurrogate(in AccountId value) => new() { Value = value.Value };
}

/// <summary>Wire form of <see cref="WindowId"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.WindowId")]
public struct WindowIdSurrogate
{
    /// <summary>The number.</summary>
    [Id(0)]
    public long Value;
}

/// <summary>Converts <see cref="WindowId"/>.</summary>
[RegisterConverter]
public sealed class WindowIdConverter : IConverter<WindowId, WindowIdSurrogate>
{
    /// <inheritdoc />
    public WindowId ConvertFromSurrogate(in WindowIdSurrogate surrogate) => new(surrogate.Value);

    /// <inheritdoc />
    public WindowIdSurrogate ConvertToSurrogate(in WindowId value) => new() { Value = value.Value };
}

/// <summary>Wire form of <see cref="TransferId"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.TransferId")]
public struct TransferIdSurrogate
{
    /// <summary>The posting.</summary>
    [Id(0)]
    public Guid Posting;

    /// <summary>The leg.</summary>
    [Id(1)]
    public short Leg;
}

/// <summary>Converts <see cref="TransferId"/>.</summary>
[RegisterConverter]
public sealed class TransferIdConverter : IConverter<TransferId, TransferIdSurrogate>
{
    /// <inheritdoc />
    public TransferId ConvertFromSurrogate(in TransferIdSurrogate surrogate) => new(new(surrogate.Posting), surrogate.Leg);

    /// <inheritdoc />
    public TransferIdSurrogate ConvertToSurrogate(in TransferId value) =>
        new() { Posting = value.Posting.Value, Leg = value.Leg };
}
