using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;

namespace Regional.Contracts.Schemes.Komoko;

/// <summary>An investment project is given up as failed.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.FailProjectOrder")]
public sealed record FailProjectOrder : SchemeOrder
{
    /// <summary>The project's account.</summary>
    [Id(0)]
    public required AccountId Project { get; init; }

    /// <summary>What the underwriter refunded in all, minor units, zero or more.</summary>
    [Id(1)]
    public required long RefundedMinor { get; init; }

    /// <summary>What the pledge brought in all, minor units, zero or more.</summary>
    [Id(2)]
    public required long ProceedsMinor { get; init; }

    /// <summary>Why it is a loss, for the record.</summary>
    [Id(3)]
    public required string Why { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.FailProject;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Project];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new FailProject(Project, RefundedMinor, ProceedsMinor, Why);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("project", Project.Value)
        .Add("refunded", RefundedMinor).Add("proceeds", ProceedsMinor).Add("why", Why);
}

/// <summary>The community covers a loss out of its levies.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.CoverLossOrder")]
public sealed record CoverLossOrder : SchemeOrder
{
    /// <summary>The ledger's levy account.</summary>
    [Id(0)]
    public required AccountId Levy { get; init; }

    /// <summary>Its loss account.</summary>
    [Id(1)]
    public required AccountId Loss { get; init; }

    /// <summary>More than zero.</summary>
    [Id(2)]
    public required Amount Amount { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CoverLoss;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Levy, Loss];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new CoverLoss(Levy, Loss, Amount);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("levy", Levy.Value).Add("loss", Loss.Value)
        .Add("amount", Amount.Minor).Add("currency", Amount.Currency.Code);
}
