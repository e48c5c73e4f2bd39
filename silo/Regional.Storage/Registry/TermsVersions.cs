using Regional.Domain.Ledger;

namespace Regional.Storage.Registry;

/// <summary>Raises the version that decisions name, so that one made under old terms takes the second path.</summary>
internal static class TermsVersions
{
    /// <summary>One ledger. Returns its new version.</summary>
    public static Task<long> RaiseAsync(CommandScope scope, LedgerId ledger) =>
        scope.GetValueAsync<long>(
            "update ledgers set terms_version = terms_version + 1 where id = $1 returning terms_version", ledger);

    /// <summary>A community's ledgers and the region's own.</summary>
    public static Task RaiseAsync(CommandScope scope, CommunityId community) => scope.ExecuteAsync(
        """
        update ledgers set terms_version = terms_version + 1 where id in (
          select l.id from ledgers l join communities c on c.id = $1
          where l.community_id = c.id or (l.region_id = c.region_id and l.community_id is null)
          order by l.id for no key update of l)
        """,
        community);

    /// <summary>Every ledger of a region.</summary>
    public static Task RaiseAsync(CommandScope scope, RegionId region) => scope.ExecuteAsync(
        """
        update ledgers set terms_version = terms_version + 1 where id in (
          select id from ledgers where region_id = $1 order by id for no key update)
        """,
        region);
}
