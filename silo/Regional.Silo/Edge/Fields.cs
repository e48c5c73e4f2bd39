using System.Globalization;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Silo.Edge;

/// <summary>Reads single fields into Domain types, once; each says what is wrong with it.</summary>
internal static class Fields
{
    // Longer than any life a pending transfer or request may have; beyond it a TimeSpan might not hold it.
    private const long SecondsMax = 1_000_000_000;

    public static string Required(string field, string? text) =>
        string.IsNullOrWhiteSpace(text) ? throw EdgeRefusal.Missing(field) : text;

    public static string Code(string field, string? text)
    {
        var code = Required(field, text);
        return CommandForm.IsCode(code)
            ? code
            : throw EdgeRefusal.For(
                RefusalReason.CodeMalformed, new("field", field), new("value", EdgeRefusal.Shown(code)));
    }

    /// <summary>An amount greater than zero in minor units.</summary>
    public static long Amount(string field, string? text, byte scale, int leg = 0)
    {
        var given = Required(field, text);
        var minor = Minor(given, scale);
        if (given[0] == '-')
        {
            throw EdgeRefusal.For(RefusalReason.AmountNegative, new RefusalFact("value", EdgeRefusal.Shown(given)));
        }

        return minor > 0
            ? minor
            : throw EdgeRefusal.For(RefusalReason.AmountZero, new RefusalFact("leg", $"{leg}"));
    }

    /// <summary>A signed balance (floor, ceiling) in minor units; null: none.</summary>
    public static long? Balance(string? text, byte scale) => text is null ? null : Minor(text, scale);

    public static Currency Currency(string? code, int scale) =>
        scale is >= 0 and <= Domain.Money.Currency.ScaleMax
            && new Currency(Required("currency", code), (byte)scale) is { IsValid: true } currency
            ? currency
            : throw EdgeRefusal.For(
                RefusalReason.CurrencyInvalid, new("currency", EdgeRefusal.Shown(code ?? "")), new("scale", $"{scale}"));

    /// <summary>The unit a caller named, in the ledger's scale; the journal compares it with the ledger's.</summary>
    public static Currency NamedCurrency(string? code, Currency ledger) =>
        code == ledger.Code ? ledger : Currency(code, ledger.Scale);

    public static Rate Rate(string? text) =>
        Domain.Money.Rate.TryParse(Required("rate", text)) is { } rate
            ? rate
            : throw EdgeRefusal.For(RefusalReason.RateMalformed, new RefusalFact("value", EdgeRefusal.Shown(text!)));

    public static DateOnly Date(string field, DateOnly? date) => date is { } given && given != default
        ? given
        : throw EdgeRefusal.Missing(field);

    public static TimeOnly Time(string field, string? text) =>
        TimeOnly.TryParseExact(Required(field, text), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw EdgeRefusal.Malformed(field, text!);

    public static TimeSpan? Expiry(long? seconds) => seconds switch
    {
        null => null,
        < 1 or > SecondsMax => throw EdgeRefusal.For(
            RefusalReason.ExpiryOutOfRange,
            new("seconds", $"{seconds}"),
            new("limit", $"{PostingForm.ExpiryMax.TotalSeconds:0}")),
        { } given => TimeSpan.FromSeconds(given),
    };

    public static Guid Uuid(string field, string? text) =>
        Guid.TryParse(Required(field, text), out var id)
            ? id
            : throw EdgeRefusal.For(RefusalReason.IdMalformed, new RefusalFact("value", EdgeRefusal.Shown(text!)));

    private static long Minor(string text, byte scale)
    {
        var shown = new RefusalFact("value", EdgeRefusal.Shown(text));
        return MoneyText.Parse(text, scale, out var minor) switch
        {
            MoneyTextError.None => minor,
            MoneyTextError.NotANumber => throw EdgeRefusal.For(RefusalReason.AmountMalformed, shown),
            MoneyTextError.TooPrecise => throw EdgeRefusal.For(
                RefusalReason.AmountTooPrecise, shown, new("scale", $"{scale}")),
            MoneyTextError.TooLarge => throw EdgeRefusal.For(RefusalReason.AmountTooLarge, shown),
        };
    }
}
