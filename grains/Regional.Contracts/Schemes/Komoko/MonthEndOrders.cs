using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Contracts.Schemes.Komoko;

/// <summary>The demurrage of one account at a month's end.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ChargeDemurrageOrder")]
public sealed record ChargeDemurrageOrder : SchemeOrder
{
    /// <summary>The account.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ChargeDemurrage;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new ChargeDemurrage(Account);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value);
}

/// <summary>The clearing of one business at the end of its turnover period.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ClearTurnoverOrder")]
public sealed record ClearTurnoverOrder : SchemeOrder
{
    /// <summary>Its own financial account.</summary>
    [Id(0)]
    public required AccountId Financial { get; init; }

    /// <summary>Its real account.</summary>
    [Id(1)]
    public required AccountId Real { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ClearTurnover;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Financial, Real];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new ClearTurnover(Financial, Real);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) =>
        fields.Add("financial", Financial.Value).Add("real", Real.Value);
}
