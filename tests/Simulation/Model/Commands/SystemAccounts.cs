using System.Text.Json;
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

    /// <summary>The role's name in kebab case; a pool's bank is <c>bank</c>.</summary>
    public static string CodeOf(AccountRole role) => role switch
    {
        AccountRole.PoolBank => "bank",
        AccountRole.Member or AccountRole.Community =>
            throw new InvariantViolation("Accounts of members and communities have codes of their own."),
        _ => JsonNamingPolicy.KebabCaseLower.ConvertName(role.ToString()),
    };

    public static bool IsTakenInRegion(string code) =>
        Array.Exists([.. OfRegion, .. OfJoinedRegion], role => CodeOf(role) == code);
}
