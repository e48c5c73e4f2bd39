using System.Collections.Immutable;
using Npgsql;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Directory;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Schemes.SavingsPool;

/// <summary>What a savings pool's plans rest on: one statement each, so one snapshot.</summary>
internal static class PoolReader
{
    // Agreements whole, also those that have ended, so that a named one is refused for what it is.
    private const string Member = $"""
        select {AccountRow.Columns}, coalesce(p.points, 0), g.ids, g.statuses, g.amounts, g.drawn
        from accounts a join ledgers l on l.id = a.ledger_id
        left join pool_points p on p.account_id = a.id
        left join lateral (
            select array_agg(x.id order by x.decided_at, x.id) as ids,
                   array_agg(x.status order by x.decided_at, x.id) as statuses,
                   array_agg(x.amount order by x.decided_at, x.id) as amounts,
                   array_agg(pool_drawn(x.id) order by x.decided_at, x.id) as drawn
            from pool_agreements x where x.account_id = a.id) g on true
        where a.id = $1
        """;

    private const string Cash = $"{AccountRow.Select} where a.id = any ($1)";

    private static readonly PoolNoState Nothing = new() { RestsOn = [] };

    /// <summary>The state a command needs.</summary>
    public static async Task<SchemeState> ReadAsync(
        RegionalDatabase database, SchemeRequest request, CancellationToken cancellationToken)
    {
        if (request.Command is ReturnSettlementCash)
        {
            return await ReadCashAsync(database, request, cancellationToken);
        }

        return PayerOf(request.Command) is { } payer
            ? await FindMemberAsync(database, payer, cancellationToken) ?? (SchemeState)Nothing
            : Nothing;
    }

    private static AccountId? PayerOf(SchemeCommand command) => command switch
    {
        SchemeCommand.PayInside pay => pay.Payer,
        SchemeCommand.PendInside pend => pend.Payer,
        SchemeCommand.PayOut pay => pay.Legs[0].Debit,
        Withdraw take => take.Account,
        _ => null,
    };

    private static async Task<PoolMemberState?> FindMemberAsync(
        RegionalDatabase database, AccountId account, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand(Member, connection);
        find.Parameters.Bind([account]);
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        if (!await row.ReadAsync(cancellationToken))
        {
            return null;
        }

        // The ledger's own accounts make no withdrawals.
        var state = AccountRow.Read(row);
        return state.Role != AccountRole.Member
            ? null
            : new PoolMemberState(state, row.GetInt64(14), ReadAgreements(row, state.Id))
            {
                RestsOn = [new AccountVersion(state.Id, state.Version)],
            };
    }

    private static ImmutableArray<AgreementState> ReadAgreements(
        NpgsqlDataReader row, AccountId account)
    {
        if (row.IsDBNull(15))
        {
            return [];
        }

        var (ids, statuses) = (row.GetFieldValue<Guid[]>(15), row.GetFieldValue<short[]>(16));
        var (amounts, drawn) = (row.GetFieldValue<long[]>(17), row.GetFieldValue<long[]>(18));
        return
        [
            .. ids.Select((id, at) => new AgreementState(
                new OperationId(id), account, (ProposalStatus)statuses[at], amounts[at], drawn[at])),
        ];
    }

    private static async Task<PoolCashState> ReadCashAsync(
        RegionalDatabase database, SchemeRequest request, CancellationToken cancellationToken)
    {
        var accounts = request.Ledger.SystemAccounts;
        var asked = new[] { accounts[AccountRole.Settlement].Value, accounts[AccountRole.Region].Value };
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var find = new NpgsqlCommand(Cash, connection);
        find.Parameters.Bind([asked]);
        await using var row = await find.ExecuteReaderAsync(cancellationToken);
        var found = new Dictionary<AccountId, AccountState>();
        while (await row.ReadAsync(cancellationToken))
        {
            var state = AccountRow.Read(row);
            found[state.Id] = state;
        }

        var (settlement, region) = (found[accounts[AccountRole.Settlement]], found[accounts[AccountRole.Region]]);
        return new PoolCashState(settlement.Balance, region.Balance)
        {
            RestsOn = [new(settlement.Id, settlement.Version), new(region.Id, region.Version)],
        };
    }
}
