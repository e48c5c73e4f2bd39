using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Edge;

namespace Regional.Silo.Reports.Coupons;

/// <summary>Decisions of general meetings, in the order in which they were written down.</summary>
internal static class DecisionTable
{
    public static CouponTable Of(
        ImmutableArray<DecisionDetail> decisions, CouponTexts texts, Currency currency, DateOnly first, DateOnly last) => new(
        texts["decisions"],
        [texts["period", $"{first:yyyy-MM-dd}", $"{last:yyyy-MM-dd}"], texts["amountsIn", currency.Code]],
        [
            texts["no"], texts["date"], texts["decision"], texts["subject"], texts["amount"], texts["for"], texts["against"],
            texts["carried"],
        ],
        [true, false, false, false, true, true, true, false],
        [
            .. decisions.Select((one, at) => ImmutableArray.Create(
                $"{at + 1}", $"{one.MetOn:yyyy-MM-dd}", texts[$"decision.{Words.Of(one.Kind)}"], one.Subject,
                one.AmountMinor is { } minor ? MoneyText.Format(minor, currency.Scale) : "", $"{one.For}", $"{one.Against}",
                texts[one.IsCarried ? "yes" : "not"])),
        ],
        [],
        [texts["administrator"], texts["trustee"]]);
}
