using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace Regional.Silo.Reports.Coupons;

/// <summary>
/// Every text of the coupon forms and ledgers, by code, in English and Indonesian. The codes of both are the same; a test
/// holds them together.
/// </summary>
internal sealed class CouponTexts
{
    private static readonly FrozenDictionary<string, CouponTexts> Languages =
        new[] { "en", "id" }.ToFrozenDictionary(static code => code, static code => new CouponTexts(code));

    private readonly FrozenDictionary<string, string> _texts;

    private CouponTexts(string language)
    {
        Language = language;
        using var resource = typeof(CouponTexts).Assembly.GetManifestResourceStream($"coupon-texts.{language}")!;
        _texts = JsonSerializer.Deserialize<Dictionary<string, string>>(resource)!.ToFrozenDictionary();
    }

    /// <summary>ISO 639-1.</summary>
    public string Language { get; }

    /// <summary>All codes.</summary>
    public IEnumerable<string> Codes => _texts.Keys;

    /// <summary>The text of a code, with what it is about put in.</summary>
    public string this[string code, params ReadOnlySpan<object?> values] =>
        string.Format(CultureInfo.InvariantCulture, _texts[code], values);

    /// <summary>Null: neither English nor Indonesian.</summary>
    public static CouponTexts? Find(string? language) => Languages.GetValueOrDefault(language ?? "en");
}
