using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;

namespace Regional.Contracts.Schemes.Coupons;

/// <summary>What a teller does with notes at the counter, on its way to the member's account.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.CounterOrder")]
public abstract record CounterOrder : SchemeOrder
{
    /// <summary>The account of the line.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <summary>The open till; null: the stock.</summary>
    [Id(1)]
    public OperationId? Till { get; init; }

    /// <summary>That the member was there.</summary>
    [Id(2)]
    public Evidence Evidence { get; init; }

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account];

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value)
        .Add("till", Till?.ToString()).Add("evidence", (int)Evidence.Kind).Add("paperLine", Evidence.PaperLine);

    /// <summary>Notes as one field of a fingerprint.</summary>
    protected static string Text(ImmutableArray<NoteRange> notes) => notes.IsDefault ? "" : string.Join(", ", notes);
}

/// <summary>A withdrawal.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.WithdrawCouponsOrder")]
public sealed record WithdrawCouponsOrder : CounterOrder
{
    /// <summary>What is asked.</summary>
    [Id(0)]
    public required Amount Amount { get; init; }

    /// <summary>What is handed out.</summary>
    [Id(1)]
    public required ImmutableArray<NoteRange> Notes { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.WithdrawCoupons;

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new WithdrawCoupons(Account, Amount, Notes, Till, Evidence);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        base.Describe(fields);
        fields.Add("amount", Amount.Minor).Add("notes", Text(Notes));
    }
}

/// <summary>A deposit.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.DepositCouponsOrder")]
public sealed record DepositCouponsOrder : CounterOrder
{
    /// <summary>What was counted.</summary>
    [Id(0)]
    public required Amount Amount { get; init; }

    /// <summary>What is brought.</summary>
    [Id(1)]
    public required ImmutableArray<NoteRange> Notes { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.DepositCoupons;

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new DepositCoupons(Account, Amount, Notes, Till, Evidence);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        base.Describe(fields);
        fields.Add("amount", Amount.Minor).Add("notes", Text(Notes));
    }
}

/// <summary>An exchange of expired notes.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ExchangeNotesOrder")]
public sealed record ExchangeNotesOrder : CounterOrder
{
    /// <summary>What is brought.</summary>
    [Id(0)]
    public required ImmutableArray<NoteRange> Expired { get; init; }

    /// <summary>What is handed out.</summary>
    [Id(1)]
    public ImmutableArray<NoteRange> Replacements { get; init; } = [];

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ExchangeNotes;

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new ExchangeNotes(Account, Expired, Replacements, Till, Evidence);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
        base.Describe(fields);
        fields.Add("expired", Text(Expired)).Add("replacements", Text(Replacements));
    }
}
