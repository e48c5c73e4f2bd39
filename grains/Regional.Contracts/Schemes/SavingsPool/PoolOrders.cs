using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;

namespace Regional.Contracts.Schemes.SavingsPool;

/// <summary>National currency comes in for a member of a savings pool.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.DepositOrder")]
public sealed record DepositOrder : SchemeOrder
{
    /// <summary>The member's account.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <summary>The pool's bank account.</summary>
    [Id(1)]
    public required AccountId Bank { get; init; }

    /// <summary>In the pool's currency, more than zero.</summary>
    [Id(2)]
    public required Amount Amount { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Deposit;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account, Bank];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new Deposit(Account, Amount);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value)
        .Add("amount", Amount.Minor).Add("currency", Amount.Currency.Code);
}

/// <summary>National currency leaves for a member of a savings pool: savings first, past them a loan.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.WithdrawOrder")]
public sealed record WithdrawOrder : SchemeOrder
{
    /// <summary>The member's account.</summary>
    [Id(0)]
    public required AccountId Account { get; init; }

    /// <summary>The pool's bank account.</summary>
    [Id(1)]
    public required AccountId Bank { get; init; }

    /// <summary>In the pool's currency, more than zero.</summary>
    [Id(2)]
    public required Amount Amount { get; init; }

    /// <summary>The agreement that the loan part draws on; null: the member's, oldest first.</summary>
    [Id(3)]
    public OperationId? Agreement { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.Withdraw;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Account, Bank];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new Withdraw(Account, Amount, Agreement);

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields) => fields.Add("account", Account.Value)
        .Add("amount", Amount.Minor).Add("currency", Amount.Currency.Code).Add("agreement", Agreement?.ToString());
}

/// <summary>Cash of settlements returns to a savings pool's bank account.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.ReturnSettlementCashOrder")]
public sealed record ReturnSettlementCashOrder : SchemeOrder
{
    /// <summary>The pool's bank account.</summary>
    [Id(0)]
    public required AccountId Bank { get; init; }

    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.ReturnSettlementCash;

    /// <inheritdoc />
    public override ImmutableArray<AccountId> Accounts => [Bank];

    /// <inheritdoc />
    public override SchemeCommand.Own ToCommand() => new ReturnSettlementCash();

    /// <inheritdoc />
    public override void Describe(Fingerprint.Builder fields)
    {
    }
}
