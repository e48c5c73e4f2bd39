namespace Regional.Domain.Money;

/// <summary>A signed quantity of one currency: credits − debits. Negative means the account owes the community.</summary>
/// <param name="Minor">Signed minor units.</param>
/// <param name="Currency">The unit of account.</param>
public readonly record struct Balance(long Minor, Currency Currency)
{
    /// <summary>Adds within one currency; overflow throws.</summary>
    public static Balance operator +(Balance left, Balance right) =>
        new(left.Minor + right.Minor, Amount.Same(left.Currency, right.Currency));

    /// <summary>The balance in units with exactly the currency's decimal places, without the code.</summary>
    public string ToDecimalString() => MoneyText.Format(Minor, Currency.Scale);

    /// <inheritdoc />
    public override string ToString() => $"{ToDecimalString()} {Currency.Code}";
}
