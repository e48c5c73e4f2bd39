using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What a savings pool's plans rest on.</summary>
internal static class ModelPoolReader
{
    private static readonly PoolNoState Nothing = new() { RestsOn = [] };

    public static SchemeState Read(ModelTables tables, SchemeRequest request) => request.Command switch
    {
        ReturnSettlementCash => Cash(tables, request.Ledger.SystemAccounts[AccountRole.Settlement],
            request.Ledger.SystemAccounts[AccountRole.Region]),
        SchemeCommand.PayInside pay => Member(tables, pay.Payer),
        SchemeCommand.PendInside pend => Member(tables, pend.Payer),
        SchemeCommand.PayOut pay => Member(tables, pay.Legs[0].Debit),
        Withdraw take => Member(tables, take.Account),
        _ => Nothing,
    };

    private static SchemeState Member(ModelTables tables, AccountId id)
    {
        if (tables.Account(id) is not { State: { Role: AccountRole.Member } account })
        {
            return Nothing;
        }

        // Oldest decision first; what is not decided comes last.
        var agreements = tables.Pool.Agreements.Where(row => row.Account == id)
            .OrderBy(static row => row.DecidedAt ?? DateTimeOffset.MaxValue).ThenBy(static row => row.Id)
            .Select(row => tables.Pool.StateOf(row, tables));
        return new PoolMemberState(account, tables.Pool.Points.GetValueOrDefault(id), [.. agreements])
        {
            RestsOn = [new AccountVersion(account.Id, account.Version)],
        };
    }

    private static PoolCashState Cash(ModelTables tables, AccountId settlement, AccountId region)
    {
        var (held, owed) = (tables.Account(settlement)!.State, tables.Account(region)!.State);
        return new PoolCashState(held.Balance, owed.Balance)
        {
            RestsOn = [new AccountVersion(held.Id, held.Version), new AccountVersion(owed.Id, owed.Version)],
        };
    }
}
