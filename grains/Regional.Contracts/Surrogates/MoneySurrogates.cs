using Orleans;
using Regional.Domain.Money;

namespace Regional.Contracts.Surrogates;

/// <summary>Wire form of <see cref="Currency"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.Currency")]
public struct CurrencySurrogate
{
    /// <summary>The code.</summary>
    [Id(0)]
    public string Code;

    /// <summary>Decimal places.</summary>
    [Id(1)]
    public byte Scale;
}

/// <summary>Converts <see cref="Currency"/>.</summary>
[RegisterConverter]
public sealed class CurrencyConverter : IConverter<Currency, CurrencySurrogate>
{
    /// <inheritdoc />
    public Currency ConvertFromSurrogate(in CurrencySurrogate surrogate) => new(surrogate.Code, surrogate.Scale);

    /// <inheritdoc />
    public CurrencySurrogate ConvertToSurrogate(in Currency value) => new() { Code = value.Code, Scale = value.Scale };
}

/// <summary>Wire form of <see cref="Amount"/>.</summary>
[GenerateSerializer]
[Immutable]
[Alias("regional.s.Amount")]
public struct AmountSurrogate
{
    /// <summary>Minor units.</summary>
    [Id(0)]
    public long Minor;

    /// <summary>The code.</summary>
    [Id(1)]
    public string Code;

    /// <summary>Decimal places.</summary>
    [Id(2)]
    public byte Scale;
}

/// <summary>Converts <see cref="Amount"/>.</summary>
[RegisterConverter]
public sealed class AmountConverter : IConverter<Amount, AmountSurrogate>
{
    /// <inheritdoc />
    public Amount ConvertFromSurrogate(in AmountSurrogate surrogate) =>
        new(surrogate.Minor, new Currency(surrogate.Code, surrogate.Scale));

    /// <inheritdoc />
    public AmountSurrogate ConvertToSurrogate(in Amount value) =>
        new() { Minor = value.Minor, Code = value.Currency.Code, Scale = value.Currency.Scale };
}
