using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Contracts.Schemes.Coupons;

/// <summary>The difference of a closed till.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.SettleTillOrder")]
public sealed record SettleTillOrder : SchemeOrder
{
    /// <summary>The book's account for it.</summary>
    [Id(0)]
    public required AccountId TillDifference { get; init; }

    /// <summary>The till.</summary>
    [Id(1)]
    public required OperationId Till { get; init; }

    /// <summary>Expected and not counted.</summary>
    [Id(2)]
    public ImmutableArray<NoteRange> Missing { get; init; } = [];

    /// <summary>Counted and not expected.</summary>
    [Id(3)]
    public ImmutableArray<NoteRange> Found { get; init; } = [];

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.SettleTill;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [TillDifference];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new SettleTill(TillDifference, Till, Missing, Found);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        fields.Add("till", Till.ToString()).Add("missing", string.Join(", ", Missing)).Add("found", string.Join(", ", Found));
    }
}

/// <summary>A leaving member's debt is made up from #1.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.CoverClosingOrder")]
public sealed record CoverClosingOrder : SchemeOrder
{
    /// <summary>The member's account.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CoverClosing;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new CoverClosing(Account);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        fields.Add("account", Account.Value);
    }
}

/// <summary>A line that was keyed wrongly is undone whole.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.CorrectLineOrder")]
public sealed record CorrectLineOrder : SchemeOrder
{
    /// <summary>The account of the line.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <summary>The operation that made it.</summary>
    [Id(1)]
    public required OperationId Line { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.CorrectLine;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account];

    /// <inheritdoc />
    public override OperationId? Corrects => Line;

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new CorrectLine(Account, Line);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        fields.Add("account", Account.Value).Add("line", Line.ToString());
    }
}

/// <summary>Rupiah into convertible coupons or back.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ConversionOrder")]
public sealed record ConversionOrder : SchemeOrder
{
    /// <summary>The member's account in the convertible book.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <summary>In that book's unit.</summary>
    [Id(1)]
    public required Amount Amount { get; init; }

    /// <summary>Whether coupons become rupiah.</summary>
    [Id(2)]
    public required bool IsBack { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => IsBack ? OperationKind.ConvertBack : OperationKind.ConvertRupiah;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => IsBack ? new ConvertBack(Account, Amount) : new ConvertRupiah(Account, Amount);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        fields.Add("account", Account.Value).Add("amount", Amount.Minor);
    }
}
