using System.Collections.Immutable;
using System.Globalization;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons.Indicators;

namespace Regional.Domain.Commands.Coupons;

/// <summary>
/// An administrator enters a month's indicators (002, III). Entered again, a figure replaces the one before, which is
/// kept. Result: <c>{month, figures}</c>. Refusals: <c>fieldMalformed</c>, <c>parentUnknown</c>,
/// <c>commandNotOfScheme</c>.
/// </summary>
/// <param name="Ledger">The coupon book.</param>
/// <param name="Month">First day of the month.</param>
/// <param name="Figures">By indicator, in its unit, not negative.</param>
public sealed record EnterIndicators(
    LedgerId Ledger, DateOnly Month, ImmutableSortedDictionary<Indicator, long> Figures) : Command
{
    /// <inheritdoc />
    public override OperationKind Kind => OperationKind.EnterIndicators;

    /// <inheritdoc />
    protected override void Describe(Fingerprint.Builder fields) => fields.Add("ledger", Ledger.Value)
        .Add("month", Month)
        .Add("figures", string.Join('\n', Figures.Select(static pair =>
            string.Create(CultureInfo.InvariantCulture, $"{(int)pair.Key}={pair.Value}"))));
}

/// <summary>The form of entered indicators.</summary>
internal static class IndicatorForm
{
    public static Refusal? Check(EnterIndicators command)
    {
        if (command.Month.Day != 1)
        {
            return CommandForm.Malformed("month", $"{command.Month:O}");
        }

        if (command.Figures is null || command.Figures.IsEmpty)
        {
            return CommandForm.Missing("figures");
        }

        foreach (var (indicator, value) in command.Figures)
        {
            if (CommandForm.Known("figures", indicator) is { } unknown)
            {
                return unknown;
            }

            if (value < 0 || (IndicatorUnits.UnitOf(indicator) == IndicatorUnit.Share && value > IndicatorUnits.WholeShare))
            {
                return CommandForm.Malformed(
                    "figures", string.Create(CultureInfo.InvariantCulture, $"{indicator} {value}"));
            }
        }

        return null;
    }
}
