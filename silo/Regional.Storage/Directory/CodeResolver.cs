using System.Collections.Concurrent;
using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Directory;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Directory;

/// <summary>Resolves codes from PostgreSQL and remembers what it found: none of it ever changes.</summary>
public sealed class CodeResolver(RegionalDatabase database) : ICodeResolver
{
    // Some hundred bytes each. Beyond it the memory starts anew, which costs reads, never answers.
    private const int RememberedCountMax = 200_000;

    private const string Regions = """
        select r.id, r.code, l.id, l.currency, l.scale, r.time_zone
        from regions r join ledgers l on l.region_id = r.id and l.community_id is null where
        """;

    private const string Communities =
        "select c.id, c.code, r.id, r.code from communities c join regions r on r.id = c.region_id where";

    private const string Ledgers =
        "select id, code, region_id, community_id, currency, scale, scheme, is_trading, currency_name, "
        + "currency_symbol from ledgers where";

    private const string Members = "select id, code, community_id from members where";

    private const string Accounts = """
        select a.id, a.code, a.name, l.id, l.code, l.currency, l.scale, l.region_id,
          coalesce(l.community_id, a.community_id), a.member_id, a.role
        from accounts a join ledgers l on l.id = a.ledger_id where
        """;

    private readonly ConcurrentDictionary<object, object> _remembered = new();

    /// <inheritdoc />
    public Task<RegionAddress?> FindRegionAsync(string code, CancellationToken cancellationToken) =>
        FindAsync(("region", code), $"{Regions} r.code = $1", ReadRegion, cancellationToken, code);

    /// <inheritdoc />
    public Task<RegionAddress?> FindRegionAsync(RegionId region, CancellationToken cancellationToken) =>
        FindAsync(region, $"{Regions} r.id = $1", ReadRegion, cancellationToken, region);

    /// <inheritdoc />
    public Task<CommunityAddress?> FindCommunityAsync(string code, CancellationToken cancellationToken) =>
        FindAsync(("community", code), $"{Communities} c.code = $1", ReadCommunity, cancellationToken, code);

    /// <inheritdoc />
    public Task<CommunityAddress?> FindCommunityAsync(CommunityId community, CancellationToken cancellationToken) =>
        FindAsync(community, $"{Communities} c.id = $1", ReadCommunity, cancellationToken, community);

    /// <inheritdoc />
    public Task<LedgerAddress?> FindLedgerAsync(string code, CancellationToken cancellationToken) =>
        FindAsync(("ledger", code), $"{Ledgers} code = $1", ReadLedger, cancellationToken, code);

    /// <inheritdoc />
    public Task<LedgerAddress?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        FindAsync(ledger, $"{Ledgers} id = $1", ReadLedger, cancellationToken, ledger);

    /// <inheritdoc />
    public Task<MemberAddress?> FindMemberAsync(
        CommunityId community, string code, CancellationToken cancellationToken) =>
        FindAsync(
            (community, code), $"{Members} community_id = $1 and code = $2", ReadMember, cancellationToken, community, code);

    /// <inheritdoc />
    public Task<MemberAddress?> FindMemberAsync(MemberId member, CancellationToken cancellationToken) =>
        FindAsync(member, $"{Members} id = $1", ReadMember, cancellationToken, member);

    /// <inheritdoc />
    public Task<AccountAddress?> FindAccountAsync(LedgerId ledger, string code, CancellationToken cancellationToken) =>
        FindAsync(
            (ledger, code), $"{Accounts} a.ledger_id = $1 and a.code = $2", ReadAccount, cancellationToken, ledger, code);

    /// <inheritdoc />
    public Task<AccountAddress?> FindAccountAsync(AccountId account, CancellationToken cancellationToken) =>
        FindAsync(account, $"{Accounts} a.id = $1", ReadAccount, cancellationToken, account);

    /// <inheritdoc />
    public async Task<ImmutableDictionary<AccountId, AccountAddress>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken)
    {
        var found = ImmutableDictionary.CreateBuilder<AccountId, AccountAddress>();
        var missing = new List<long>();
        foreach (var account in accounts)
        {
            if (_remembered.TryGetValue(account, out var known))
            {
                found[account] = (AccountAddress)known;
            }
            else
            {
                missing.Add(account.Value);
            }
        }

        if (missing.Count > 0)
        {
            var rows = await database.FindRowsAsync(
                $"{Accounts} a.id = any($1)", ReadAccount, cancellationToken, missing.ToArray());
            foreach (var row in rows)
            {
                found[row.Id] = row;
                Remember(row.Id, row);
            }
        }

        return found.ToImmutable();
    }

    private async Task<T?> FindAsync<T>(
        object key, string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken,
        params object?[] values)
        where T : class
    {
        if (_remembered.TryGetValue(key, out var known))
        {
            return (T)known;
        }

        var found = await database.FindRowAsync(sql, read, cancellationToken, values);
        if (found is not null)
        {
            Remember(key, found);
        }

        return found;
    }

    private void Remember(object key, object value)
    {
        if (_remembered.Count >= RememberedCountMax)
        {
            _remembered.Clear();
        }

        _remembered[key] = value;
    }

    private static RegionAddress ReadRegion(NpgsqlDataReader row) => new(
        new RegionId(row.GetInt32(0)), row.GetString(1), new LedgerId(row.GetInt32(2)), ReadCurrency(row, 3),
        row.GetString(5));

    private static CommunityAddress ReadCommunity(NpgsqlDataReader row) => new(
        new CommunityId(row.GetInt32(0)), row.GetString(1), new RegionId(row.GetInt32(2)), row.GetString(3));

    private static LedgerAddress ReadLedger(NpgsqlDataReader row) => new(
        new LedgerId(row.GetInt32(0)), row.GetString(1), new RegionId(row.GetInt32(2)), ReadCommunityId(row, 3),
        ReadCurrency(row, 4), row.GetString(6), row.GetBoolean(7))
    {
        CurrencyName = row.TextOrNull(8),
        CurrencySymbol = row.TextOrNull(9),
    };

    private static MemberAddress ReadMember(NpgsqlDataReader row) =>
        new(new MemberId(row.GetInt64(0)), row.GetString(1), new CommunityId(row.GetInt32(2)));

    private static AccountAddress ReadAccount(NpgsqlDataReader row) => new(
        new AccountId(row.GetInt64(0)), row.GetString(1), row.GetString(2), new LedgerId(row.GetInt32(3)),
        row.GetString(4), ReadCurrency(row, 5), new RegionId(row.GetInt32(7)), ReadCommunityId(row, 8),
        row.LongOrNull(9) is { } member ? new MemberId(member) : null, (AccountRole)row.GetInt16(10));

    private static CommunityId? ReadCommunityId(NpgsqlDataReader row, int column) =>
        row.IntOrNull(column) is { } community ? new CommunityId(community) : null;

    private static Currency ReadCurrency(NpgsqlDataReader row, int column) =>
        new(row.GetString(column), checked((byte)row.GetInt16(column + 1)));
}
