using Regional.Contracts.Directory;
using Regional.Silo.Access;
using Regional.Silo.Edge;

namespace Regional.Silo.Api.Reading;

/// <summary>Accounts that a caller may see.</summary>
internal static class Readable
{
    /// <summary>The account, or a refusal: a member learns nothing of other accounts, not even whether they are there.</summary>
    public static async Task<AccountAddress> AccountAsync(
        Places places, Caller caller, LedgerAddress book, string account, CancellationToken cancellationToken)
    {
        AccountAddress place;
        try
        {
            place = await places.AccountAsync(book, account, cancellationToken);
        }
        catch (EdgeRefusal) when (
            !Permissions.Allows(caller, book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book)))
        {
            throw Permissions.NotPermitted(caller, AccessAction.ReadAccount);
        }

        Permissions.DemandRead(caller, place);
        return place;
    }
}
