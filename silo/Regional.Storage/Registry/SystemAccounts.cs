using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;

namespace Regional.Storage.Registry;

/// <summary>The accounts a ledger has from the start, and their codes.</summary>
internal static class SystemAccounts
{
    /// <summary>Accounts of a region's ledger.</summary>
    public static readonly AccountRole[] OfRegion =
    [
        AccountRole.RestOfWorld, AccountRole.Suspense, AccountRole.Rounding, AccountRole.ExchangeDifference,
        AccountRole.Loss, AccountRole.Opening,
    ];

    /// <summary>Accounts of a community's ledger, of whichever scheme.</summary>
    public static readonly AccountRole[] OfCommunity =
    [
        AccountRole.Region, AccountRole.Settlement, AccountRole.ExchangeDifference, AccountRole.Rounding,
        AccountRole.Fees, AccountRole.Demurrage, AccountRole.Levy, AccountRole.Loss, AccountRole.Opening,
    ];

    /// <summary>What a region's ledger gains when the region joins another.</summary>
    public static readonly AccountRole[] OfJoinedRegion = [AccountRole.Region, AccountRole.Settlement];

    /// <summary>The role's code: its name in kebab case.</summary>
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
        AccountRole.PoolBank => "bank",
        AccountRole.Circulation => "circulation",
        AccountRole.Administration => "administration",
        AccountRole.CommunityFund => "community-fund",
        AccountRole.Balance => "balance",
        AccountRole.TillDifference => "till-difference",
        AccountRole.Contra => "contra",
        AccountRole.Cash => "cash",
        AccountRole.Reserve => "reserve",
        AccountRole.Member or AccountRole.Community =>
            throw new Domain.InvariantViolation("Accounts of members and communities have codes of their own."),
    };

    /// <summary>Whether a community of this code could not have its account in the region's ledger.</summary>
    public static bool IsTakenInRegion(string code) =>
        Array.Exists([.. OfRegion, .. OfJoinedRegion], role => CodeOf(role) == code);

    /// <summary>Opens them in a new ledger, without limits.</summary>
    public static async Task OpenAsync(CommandScope scope, int ledger, AccountRole[] roles)
    {
        await scope.ExecuteAsync(
            """
            insert into accounts (ledger_id, code, name, role, operation)
            select $1, code, replace(code, '-', ' '), role, $4
            from unnest($2::text[], $3::smallint[]) as given (code, role)
            """,
            ledger, Array.ConvertAll(roles, CodeOf), Array.ConvertAll(roles, static role => (short)role), scope.Id);
    }

    /// <summary>Opens those of a scheme, with their limits.</summary>
    public static async Task OpenAsync(CommandScope scope, int ledger, ImmutableArray<OwnAccount> accounts)
    {
        foreach (var account in accounts)
        {
            await scope.ExecuteAsync(
                """
                insert into accounts (ledger_id, code, name, role, floor, ceiling, operation)
                values ($1, $2, replace($2, '-', ' '), $3, $4, $5, $6)
                """,
                ledger, CodeOf(account.Role), account.Role, account.Floor, account.Ceiling, scope.Id);
        }
    }

    /// <summary>Records every account this command opened as the first line of its history.</summary>
    public static async Task<AccountId[]> FindOpenedAsync(CommandScope scope) =>
        [.. await scope.FindRowsAsync(
            "select id from accounts where operation = $1 order by id",
            static row => new AccountId(row.GetInt64(0)),
            scope.Id)];
}
