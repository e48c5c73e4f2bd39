using System.Collections.Immutable;
using System.Globalization;
using Regional.Contracts.Directory;
using Regional.Domain.Money;

namespace Regional.Grains.Clearing;

/// <summary>
/// What a region's terms say of settlement: <c>carry.{account code}</c>, and <c>carry.default</c> for all others, is the
/// most a community may carry into the next window, in units of the region's currency (default: nothing);
/// <c>settlementDays</c> is how many days after the window's date a payment is due (default 3).
/// </summary>
internal sealed class SettlementTerms(ImmutableSortedDictionary<string, string> parameters, Currency currency)
{
    private const int DueDaysDefault = 3;

    public int DueDays =>
        int.TryParse(parameters.GetValueOrDefault("settlementDays"), CultureInfo.InvariantCulture, out var days) && days >= 0
            ? days
            : DueDaysDefault;

    public static SettlementTerms Of(LedgerTerms regionLedger, DateOnly date) => new(
        regionLedger.Terms.Where(terms => terms.ValidFrom <= date)
            .MaxBy(static terms => (terms.ValidFrom, terms.Id))?.Parameters
            ?? ImmutableSortedDictionary<string, string>.Empty,
        regionLedger.Currency);

    /// <summary>Minor units, not negative.</summary>
    public long CarryLimit(string code)
    {
        var text = parameters.GetValueOrDefault($"carry.{code}") ?? parameters.GetValueOrDefault("carry.default");
        return text is not null && MoneyText.Parse(text, currency.Scale, out var minor) == MoneyTextError.None && minor >= 0
            ? minor
            : 0;
    }
}
