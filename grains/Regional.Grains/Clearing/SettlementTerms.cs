using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Money;
using Regional.Domain.Schemes;

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
        SchemeParameters.InForce(regionLedger.Terms, date).Values, regionLedger.Currency);

    /// <summary>Minor units, not negative.</summary>
    public long CarryLimit(string code)
    {
        var text = parameters.GetValueOrDefault(RegionTerms.CarryPrefix + code)
            ?? parameters.GetValueOrDefault(RegionTerms.Carry);
        return text is null ? 0 : RegionTerms.ReadCarry(text, currency) ?? 0;
    }
}
