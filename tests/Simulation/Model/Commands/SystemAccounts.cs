using Regional.Domain;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model.Commands;

/// <summary>The accounts a ledger has from the start, in the order they are opened, and their codes.</summary>
internal static class SystemAccounts
{
    public static readonly AccountRole[] OfRegion =
    [
        AccountRole.RestOfWorld, AccountRole.Suspense, AccountRole.Rounding, AccountRole.ExchangeDifference,
        AccountRole.Loss, AccountRole.Opening,
    ];

    public static readonly AccountRole[] OfCommunity =
    [
        AccountRole.Region, AccountRole.Settlement, AccountRole.ExchangeDifference, AccountRole.Rounding,
        AccountRole.Fees, AccountRole.Demurrage, AccountRole.Levy, AccountRole.Loss, AccountRole.Opening,
    ];

    public static readonly AccountRole[] OfJoinedRegion = [AccountRole.Region, AccountRole.Settlement];

    public static string CodeOf(AccountRole role) => role switch
    {
        AccountRole.Region => "region",
        AccountRole.Settlement => "settlement",
        AccountRole.ExchangeDifference => "exchange-difference",
        AccountRole.Rounding => "rounding",
        AccountRole.Fees => "fees",
        AccountRole.Demurrage => "demurrage",
        AccountRole.Levy => "levy",
        AccountRole.Loss => "loss",
        AccountRole.RestOfWorld => "rest-of-world",
        AccountRole.Suspense => "suspense",
        AccountRole.Opening => "opening",
        AccountRole.Member or AccountRole.Community =>
            throw new InvariantViolation("Accounts of members and communities have codes of their own."),
    };

    public static bool IsTakenInRegion(string code) =>
        Array.Exists([.. OfRegion, .. OfJoinedRegion], role => CodeOf(role) == code);
}
