using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Clearing;

namespace Regional.Storage.Registry.Parties;

/// <summary>A region, its ledger of the same code, and a first window that takes postings until a calendar is set.</summary>
internal static class CreateRegionExecution
{
    public static async Task<CommandOutcome> RunAsync(CreateRegion command, CommandScope scope)
    {
        if (!await scope.GetValueAsync<bool>(
                "select exists (select from pg_timezone_names where name = $1)", command.TimeZone))
        {
            return Outcome.Refused(
                RefusalReason.FieldMalformed, new("field", "timeZone"), new("value", command.TimeZone));
        }

        var region = await scope.FindValueAsync<int>(
            """
            insert into regions (code, name, time_zone, cap_policy, operation) values ($1, $2, $3, $4, $5)
            on conflict (code) do nothing returning id
            """,
            command.Code, command.Name, command.TimeZone, command.CapPolicy, scope.Id);
        if (region is null)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        var ledger = await scope.FindValueAsync<int>(
            """
            insert into ledgers (code, region_id, currency, scale, scheme, operation) values ($1, $2, $3, $4, 'region', $5)
            on conflict (code) do nothing returning id
            """,
            command.Code, region, command.Currency.Code, command.Currency.Scale, scope.Id);
        if (ledger is null)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        await SystemAccounts.OpenAsync(scope, ledger.Value, SystemAccounts.OfRegion);
        await WindowsAhead.MakeAsync(scope, new RegionId(region.Value), scope.At);
        var accounts = await AccountChanges.RecordAsync(scope, await SystemAccounts.FindOpenedAsync(scope));
        return Outcome.Done(accounts, ("region", region), ("ledger", ledger));
    }
}
