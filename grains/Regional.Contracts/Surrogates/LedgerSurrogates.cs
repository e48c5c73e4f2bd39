using System.Collections.Immutable;
using Orleans;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Contracts.Surrogates;

/// <summary>Wire form of <see cref="Refusal"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.Refusal")]
public struct RefusalSurrogate
{
    /// <summary>The reason's number.</summary>
    [Id(0)]
    public int Reason;

    /// <summary>Names of the facts, in order.</summary>
    [Id(1)]
    public string[] Names;

    /// <summary>Their values.</summary>
    [Id(2)]
    public string[] Values;
}

/// <summary>Converts <see cref="Refusal"/>.</summary>
[RegisterConverter]
public sealed class RefusalConverter : IConverter<Refusal, RefusalSurrogate>
{
    /// <inheritdoc />
    public Refusal ConvertFromSurrogate(in RefusalSurrogate surrogate)
    {
        var values = surrogate.Values;
        return new Refusal(
            (RefusalReason)surrogate.Reason,
            [.. surrogate.Names.Select((name, at) => new RefusalFact(name, values[at]))]);
    }

    /// <inheritdoc />
    public RefusalSurrogate ConvertToSurrogate(in Refusal value) => new()
    {
        Reason = (int)value.Reason,
        Names = [.. value.Facts.Select(static fact => fact.Name)],
        Values = [.. value.Facts.Select(static fact => fact.Value)],
    };
}

/// <summary>Wire form of <see cref="EntryReceipt"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.EntryReceipt")]
public struct EntryReceiptSurrogate
{
    /// <summary>Debit account.</summary>
    [Id(0)]
    public long Debit;

    /// <summary>Entry on it.</summary>
    [Id(1)]
    public long DebitEntry;

    /// <summary>Balance after.</summary>
    [Id(2)]
    public long DebitBalance;

    /// <summary>Credit account.</summary>
    [Id(3)]
    public long Credit;

    /// <summary>Entry on it.</summary>
    [Id(4)]
    public long CreditEntry;

    /// <summary>Balance after.</summary>
    [Id(5)]
    public long CreditBalance;
}

/// <summary>Wire form of <see cref="Receipt"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.Receipt")]
public struct ReceiptSurrogate
{
    /// <summary>The operation.</summary>
    [Id(0)]
    public Guid Operation;

    /// <summary>The group commit.</summary>
    [Id(1)]
    public long Commit;

    /// <summary>The database's clock.</summary>
    [Id(2)]
    public DateTimeOffset RecordedAt;

    /// <summary>The window; 0: none.</summary>
    [Id(3)]
    public long Window;

    /// <summary>Both entries of each leg.</summary>
    [Id(4)]
    public EntryReceiptSurrogate[] Entries;
}

/// <summary>Converts <see cref="Receipt"/>.</summary>
[RegisterConverter]
public sealed class ReceiptConverter : IConverter<Receipt, ReceiptSurrogate>
{
    /// <inheritdoc />
    public Receipt ConvertFromSurrogate(in ReceiptSurrogate surrogate) => new(
        new OperationId(surrogate.Operation),
        surrogate.Commit,
        surrogate.RecordedAt,
        surrogate.Window == 0 ? null : new WindowId(surrogate.Window),
        [.. surrogate.Entries.Select(static entry => new EntryReceipt(
            new AccountId(entry.Debit), entry.DebitEntry, entry.DebitBalance,
            new AccountId(entry.Credit), entry.CreditEntry, entry.CreditBalance))]);

    /// <inheritdoc />
    public ReceiptSurrogate ConvertToSurrogate(in Receipt value) => new()
    {
        Operation = value.Operation.Value,
        Commit = value.Commit,
        RecordedAt = value.RecordedAt,
        Window = value.Window?.Value ?? 0,
        Entries = [.. value.Entries.Select(static entry => new EntryReceiptSurrogate
        {
            Debit = entry.Debit.Value,
            DebitEntry = entry.DebitEntry,
            DebitBalance = entry.DebitBalance,
            Credit = entry.Credit.Value,
            CreditEntry = entry.CreditEntry,
            CreditBalance = entry.CreditBalance,
        })],
    };
}

/// <summary>Wire form of <see cref="AccountState"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.AccountState")]
public struct AccountStateSurrogate
{
    /// <summary>The account.</summary>
    [Id(0)]
    public long Id;

    /// <summary>The ledger.</summary>
    [Id(1)]
    public int Ledger;

    /// <summary>The unit's code.</summary>
    [Id(2)]
    public string Code;

    /// <summary>Its decimal places.</summary>
    [Id(3)]
    public byte Scale;

    /// <summary>Role number.</summary>
    [Id(4)]
    public int Role;

    /// <summary>Status number.</summary>
    [Id(5)]
    public int Status;

    /// <summary>Counter.</summary>
    [Id(6)]
    public long DebitsPosted;

    /// <summary>Counter.</summary>
    [Id(7)]
    public long CreditsPosted;

    /// <summary>Counter.</summary>
    [Id(8)]
    public long DebitsPending;

    /// <summary>Counter.</summary>
    [Id(9)]
    public long CreditsPending;

    /// <summary>Least balance.</summary>
    [Id(10)]
    public long? Floor;

    /// <summary>Greatest balance.</summary>
    [Id(11)]
    public long? Ceiling;

    /// <summary>Last entry.</summary>
    [Id(12)]
    public long Entries;

    /// <summary>Version.</summary>
    [Id(13)]
    public long Version;
}

/// <summary>Converts <see cref="AccountState"/>.</summary>
[RegisterConverter]
public sealed class AccountStateConverter : IConverter<AccountState, AccountStateSurrogate>
{
    /// <inheritdoc />
    public AccountState ConvertFromSurrogate(in AccountStateSurrogate surrogate) => new()
    {
        Id = new AccountId(surrogate.Id),
        Ledger = new LedgerId(surrogate.Ledger),
        Currency = new Currency(surrogate.Code, surrogate.Scale),
        Role = (AccountRole)surrogate.Role,
        Status = (AccountStatus)surrogate.Status,
        DebitsPosted = surrogate.DebitsPosted,
        CreditsPosted = surrogate.CreditsPosted,
        DebitsPending = surrogate.DebitsPending,
        CreditsPending = surrogate.CreditsPending,
        Floor = surrogate.Floor,
        Ceiling = surrogate.Ceiling,
        Entries = surrogate.Entries,
        Version = surrogate.Version,
    };

    /// <inheritdoc />
    public AccountStateSurrogate ConvertToSurrogate(in AccountState value) => new()
    {
        Id = value.Id.Value,
        Ledger = value.Ledger.Value,
        Code = value.Currency.Code,
        Scale = value.Currency.Scale,
        Role = (int)value.Role,
        Status = (int)value.Status,
        DebitsPosted = value.DebitsPosted,
        CreditsPosted = value.CreditsPosted,
        DebitsPending = value.DebitsPending,
        CreditsPending = value.CreditsPending,
        Floor = value.Floor,
        Ceiling = value.Ceiling,
        Entries = value.Entries,
        Version = value.Version,
    };
}
