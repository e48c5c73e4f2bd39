using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Money;

namespace Regional.Grains.Clearing;

/// <summary>What a region's terms say of settlement; names and values are those of <see cref="RegionTerms"/>.</summary>
internal sealed class SettlementTerms(ImmutableSortedDictionary<string, string> parameters, Currency currency)
{
    private const int DueDaysDefault = 3;

    public int DueDays =>
        parameters.TryGetValue(RegionTerms.SettlementDays, out var days)
            ? RegionTerms.ReadSettlementDays(days) ?? DueDaysDefault
            : DueDaysDefault;

    public static SettlementTerms Of(LedgerTerms regionLedger, DateOnly date) => new(
        regionLedger.Terms.Where(terms => terms.ValidFrom <= date)
            .MaxBy(static terms => (terms.ValidFrom, terms.Id))?.Parameters
            ?? ImmutableSortedDictionary<string, string>.Empty,
        regionLedger.Currency);

    /// <summary>Minor units, not negative.</summary>
    public long CarryLimit(string code)
    {
        var text = parameters.GetValueOrDefault(RegionTerms.CarryPrefix + code)
            ?? parameters.GetValueOrDefault(RegionTerms.Carry);
        return text is null ? 0 : RegionTerms.ReadCarry(text, currency) ?? 0;
    }
}
