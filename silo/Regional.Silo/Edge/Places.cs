using Regional.Contracts.Directory;
using Regional.Domain.Ledger;

namespace Regional.Silo.Edge;

/// <summary>Codes in paths and bodies to what they stand for; what is not there is refused by name.</summary>
internal sealed class Places(ICodeResolver codes)
{
    public async Task<RegionAddress> RegionAsync(string code, CancellationToken cancellationToken) =>
        await codes.FindRegionAsync(code, cancellationToken) ?? throw EdgeRefusal.NotFound("region", code);

    public async Task<RegionAddress> RegionAsync(RegionId region, CancellationToken cancellationToken) =>
        await codes.FindRegionAsync(region, cancellationToken) ?? throw EdgeRefusal.NotFound("region", $"{region}");

    public async Task<CommunityAddress> CommunityAsync(string code, CancellationToken cancellationToken) =>
        await codes.FindCommunityAsync(code, cancellationToken) ?? throw EdgeRefusal.NotFound("community", code);

    public async Task<LedgerAddress> LedgerAsync(string code, CancellationToken cancellationToken) =>
        await codes.FindLedgerAsync(code, cancellationToken) ?? throw EdgeRefusal.NotFound("ledger", code);

    public async Task<MemberAddress> MemberAsync(
        CommunityId community, string code, CancellationToken cancellationToken) =>
        await codes.FindMemberAsync(community, code, cancellationToken) ?? throw EdgeRefusal.NotFound("member", code);

    public async Task<AccountAddress> AccountAsync(
        LedgerAddress ledger, string code, CancellationToken cancellationToken) =>
        await codes.FindAccountAsync(ledger.Id, code, cancellationToken)
        ?? throw EdgeRefusal.NotFound("account", $"{ledger.Code}/{code}");

    /// <summary>An account written <c>ledger/account</c>.</summary>
    public async Task<AccountAddress> AccountAsync(string field, string? reference, CancellationToken cancellationToken)
    {
        var parts = Fields.Required(field, reference).Split('/');
        return parts is [{ Length: > 0 }, { Length: > 0 }]
            ? await AccountAsync(await LedgerAsync(parts[0], cancellationToken), parts[1], cancellationToken)
            : throw EdgeRefusal.Malformed(field, $"{reference}: write ledger/account");
    }
}
