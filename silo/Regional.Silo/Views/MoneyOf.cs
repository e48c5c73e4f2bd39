using Regional.Client.Model;
using Regional.Domain.Money;

namespace Regional.Silo.Views;

/// <summary>Amounts and balances as the wire shows them.</summary>
internal static class MoneyOf
{
    public static Money View(long minor, Currency currency) =>
        new(MoneyText.Format(minor, currency.Scale), currency.Code, minor);

    public static Money? View(long? minor, Currency currency) => minor is { } given ? View(given, currency) : null;

    public static Money View(Amount amount) => View(amount.Minor, amount.Currency);

    // Rooms are differences of counters and may exceed a long; no screen needs more than "very much".
    public static Money? View(Int128? minor, Currency currency) =>
        minor is { } given ? View((long)Int128.Clamp(given, long.MinValue, long.MaxValue), currency) : null;
}
