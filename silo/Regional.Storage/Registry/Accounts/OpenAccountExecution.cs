using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;

namespace Regional.Storage.Registry.Accounts;

internal static class OpenAccountExecution
{
    public static async Task<CommandOutcome> RunAsync(OpenAccount command, CommandScope scope)
    {
        var community = await scope.FindValueAsync<int>(
            "select coalesce(community_id, 0) from ledgers where id = $1", command.Ledger);
        if (community is null)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (!await scope.GetValueAsync<bool>(
                "select exists (select from members where id = $1 and community_id = $2)", command.Member, community))
        {
            return Outcome.ParentUnknown("member", command.Member);
        }

        var account = await scope.FindValueAsync<long>(
            """
            insert into accounts (ledger_id, code, name, member_id, role, kind, floor, ceiling, operation)
            select $1, $2, name, id, $4, $5, $6, $7, $8 from members where id = $3
            on conflict (ledger_id, code) do nothing returning id
            """,
            command.Ledger, command.Code, command.Member, AccountRole.Member, command.AccountKind, command.Floor,
            command.Ceiling, scope.Id);
        return account is null
            ? Outcome.CodeTaken("code", command.Code)
            : Outcome.Done(await AccountChanges.RecordAsync(scope, new AccountId(account.Value)), ("account", account));
    }
}
