using Regional.Contracts.Journal;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Directory;
using Regional.Storage.Registry.Accounts;

namespace Regional.Storage.Registry.Komoko;

internal static class ApproveProjectExecution
{
    public static async Task<CommandOutcome> RunAsync(ApproveProject command, CommandScope scope)
    {
        if (await AccountRow.LockAsync(scope, command.Account) is not { } account)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (!await scope.GetValueAsync<bool>(
                "select l.scheme = $2 and a.kind = $3 from accounts a join ledgers l on l.id = a.ledger_id where a.id = $1",
                account.Id, KomokoScheme.SchemeName, AccountKind.Project))
        {
            return Outcome.Refused(RefusalReason.NotKomoko, new RefusalFact("scheme", "no project account of a komoko"));
        }

        var project = command.Project;
        var isNew = await scope.ExecuteAsync(
            """
            insert into komoko_projects (account_id, first_month, ends_on, forecast, has_monthly_limits, pledge, underwriter,
              operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (account_id) do nothing
            """,
            account.Id, project.FirstMonth, project.EndsOn, project.ForecastMinor.ToArray(), project.HasMonthlyLimits,
            command.Pledge, command.Underwriter, scope.Id) > 0;
        if (!isNew)
        {
            return Outcome.Refused(RefusalReason.ProjectApproved, RefusalFact.Account(account.Id));
        }

        // Red ink throughout: it may fund no more than it has discharged.
        await scope.ExecuteAsync(
            """
            update accounts set floor = $2, ceiling = 0, worst_low = null, worst_high = null, version = version + 1
            where id = $1
            """,
            account.Id, -command.OverdraftMinor);
        return Outcome.Done(
            await AccountChanges.RecordAsync(scope, account.Id), ("account", account.Id), ("version", account.Version + 1));
    }
}
