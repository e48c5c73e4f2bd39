using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>Codes and numbers of the model.</summary>
internal sealed class ModelCodeResolver(ModelDatabase database) : ICodeResolver
{
    private readonly ReadGate _gate = new(database);

    private ModelTables Tables => database.Tables;

    public Task<RegionAddress?> FindRegionAsync(string code, CancellationToken cancellationToken) =>
        FindAsync("region", () => Of(Tables.Regions.Find(row => row.Code == code)), cancellationToken);

    public Task<RegionAddress?> FindRegionAsync(RegionId region, CancellationToken cancellationToken) =>
        FindAsync("region", () => Of(Tables.Region(region)), cancellationToken);

    public Task<CommunityAddress?> FindCommunityAsync(string code, CancellationToken cancellationToken) =>
        FindAsync("community", () => Of(Tables.Communities.Find(row => row.Code == code)), cancellationToken);

    public Task<CommunityAddress?> FindCommunityAsync(CommunityId community, CancellationToken cancellationToken) =>
        FindAsync("community", () => Of(Tables.Community(community)), cancellationToken);

    public Task<LedgerAddress?> FindLedgerAsync(string code, CancellationToken cancellationToken) =>
        FindAsync("ledger address", () => Of(Tables.Ledgers.Find(row => row.Code == code)), cancellationToken);

    public Task<LedgerAddress?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        FindAsync("ledger address", () => Of(Tables.Ledger(ledger)), cancellationToken);

    public Task<MemberAddress?> FindMemberAsync(
        CommunityId community, string code, CancellationToken cancellationToken) =>
        FindAsync(
            "member",
            () => Of(Tables.Members.Find(row => row.Community == community && row.Code == code)),
            cancellationToken);

    public Task<MemberAddress?> FindMemberAsync(MemberId member, CancellationToken cancellationToken) =>
        FindAsync("member", () => Of(Tables.Member(member)), cancellationToken);

    public Task<AccountAddress?> FindAccountAsync(LedgerId ledger, string code, CancellationToken cancellationToken) =>
        FindAsync("account address", () => Of(Tables.Account(ledger, code)), cancellationToken);

    public Task<AccountAddress?> FindAccountAsync(AccountId account, CancellationToken cancellationToken) =>
        FindAsync("account address", () => Of(Tables.Account(account)), cancellationToken);

    public Task<ImmutableDictionary<AccountId, AccountAddress>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "account addresses",
            () => accounts.Distinct().Select(id => Of(Tables.Account(id))).OfType<AccountAddress>()
                .ToImmutableDictionary(static address => address.Id),
            cancellationToken);

    private Task<T?> FindAsync<T>(string what, Func<T?> find, CancellationToken cancellationToken)
        where T : class => _gate.ReadAsync(what, find, cancellationToken);

    private RegionAddress? Of(RegionRow? row) => row is null
        ? null
        : new RegionAddress(row.Id, row.Code, row.Ledger, Tables.Ledger(row.Ledger)!.Currency, row.Zone.Id);

    private CommunityAddress? Of(CommunityRow? row) =>
        row is null ? null : new CommunityAddress(row.Id, row.Code, row.Region, Tables.Region(row.Region)!.Code);

    private static LedgerAddress? Of(LedgerRow? row) => row is null
        ? null
        : new LedgerAddress(row.Id, row.Code, row.Region, row.Community, row.Currency, row.Scheme, row.IsTrading)
        {
            CurrencyName = row.CurrencyName,
            CurrencySymbol = row.CurrencySymbol,
        };

    private static MemberAddress? Of(MemberRow? row) =>
        row is null ? null : new MemberAddress(row.Id, row.Code, row.Community);

    private AccountAddress? Of(AccountRow? row)
    {
        if (row is null)
        {
            return null;
        }

        var ledger = Tables.Ledger(row.State.Ledger)!;
        return new AccountAddress(
            row.State.Id, row.Code, row.Name, ledger.Id, ledger.Code, ledger.Currency, ledger.Region,
            ledger.Community ?? row.Community, row.Member, row.State.Role);
    }
}
