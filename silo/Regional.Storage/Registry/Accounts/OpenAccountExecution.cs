using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Storage.Directory;
using Regional.Storage.Registry.Terms;

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

        var floor = command.Floor ?? await FloorAsync(command.Ledger, scope);
        var account = await scope.FindValueAsync<long>(
            """
            insert into accounts (ledger_id, code, name, member_id, role, kind, floor, ceiling, operation)
            select $1, $2, name, id, $4, $5, $6, $7, $8 from members where id = $3
            on conflict (ledger_id, code) do nothing returning id
            """,
            command.Ledger, command.Code, command.Member, AccountRole.Member, command.AccountKind, floor,
            command.Ceiling, scope.Id);
        return account is null
            ? Outcome.CodeTaken("code", command.Code)
            : Outcome.Done(await AccountChanges.RecordAsync(scope, new AccountId(account.Value)), ("account", account));
    }

    // A scheme whose accounts begin with a credit limit says so; a floor in the command is somebody's decision.
    private static async Task<long?> FloorAsync(LedgerId ledger, CommandScope scope)
    {
        var book = await scope.FindRowsAsync(
            "select scheme, currency, scale from ledgers where id = $1",
            static row => (
                Scheme: row.GetString(0), Currency: new Currency(row.GetString(1), checked((byte)row.GetInt16(2)))),
            ledger);
        var terms = await scope.FindRowsAsync(DatedTermsRow.OfLedger, DatedTermsRow.Read, ledger);
        return SchemeCatalogue.Find(book[0].Scheme).TryGet(out var scheme, out _)
            && await RegionDate.FindAsync(scope, ledger) is { } today
            ? scheme.FloorOfNewAccount(SchemeParameters.InForce(terms, today), book[0].Currency)
            : null;
    }
}
