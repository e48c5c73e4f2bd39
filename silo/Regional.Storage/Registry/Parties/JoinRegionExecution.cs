using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Storage.Registry.Parties;

/// <summary>A region's ledger is hung below another region's, as a community's is.</summary>
internal static class JoinRegionExecution
{
    public static async Task<CommandOutcome> RunAsync(JoinRegion command, CommandScope scope)
    {
        // One join at a time: two that cross must not make a circle.
        await scope.ExecuteAsync("lock table correspondents in share row exclusive mode");
        if (await FindAsync(scope, command.Region) is not { } lower)
        {
            return Outcome.ParentUnknown("region", command.Region);
        }

        if (await FindAsync(scope, command.Parent) is not { } upper)
        {
            return Outcome.ParentUnknown("region", command.Parent);
        }

        if (lower.IsJoined)
        {
            return Outcome.Refused(RefusalReason.RegionJoined, new RefusalFact("region", lower.Code));
        }

        if (await IsBelowAsync(scope, upper.Ledger, lower.Ledger))
        {
            return Outcome.Refused(
                RefusalReason.RegionCycle, new RefusalFact("region", lower.Code), new RefusalFact("parent", upper.Code));
        }

        var account = await scope.FindValueAsync<long>(
            """
            insert into accounts (ledger_id, code, name, role, operation) values ($1, $2, $3, $4, $5)
            on conflict (ledger_id, code) do nothing returning id
            """,
            upper.Ledger, lower.Code, lower.Name, AccountRole.Community, scope.Id);
        if (account is null)
        {
            return Outcome.CodeTaken("region", lower.Code);
        }

        await SystemAccounts.OpenAsync(scope, lower.Ledger, SystemAccounts.OfJoinedRegion);
        await Correspondents.LinkAsync(scope, lower.Ledger, upper.Ledger, account.Value);
        if (lower.Currency == upper.Currency)
        {
            await Correspondents.SetParAsync(scope, lower.Ledger);
        }

        await TermsVersions.RaiseAsync(scope, command.Region);
        await TermsVersions.RaiseAsync(scope, command.Parent);
        var accounts = await AccountChanges.RecordAsync(scope, await SystemAccounts.FindOpenedAsync(scope));
        return Outcome.Done(accounts, ("account", account));
    }

    private static Task<Side?> FindAsync(CommandScope scope, RegionId region) => scope.FindRowAsync(
        """
        select l.id, r.code, r.name, l.currency, l.scale,
          exists (select from correspondents where lower_ledger_id = l.id)
        from regions r join ledgers l on l.region_id = r.id and l.community_id is null
        where r.id = $1
        """,
        static row => new Side(
            row.GetInt32(0), row.GetString(1), row.GetString(2),
            new Currency(row.GetString(3), checked((byte)row.GetInt16(4))), row.GetBoolean(5)),
        region);

    private static Task<bool> IsBelowAsync(CommandScope scope, int ledger, int above) => scope.GetValueAsync<bool>(
        """
        with recursive climb (ledger) as (
          select $1::integer
          union
          select c.upper_ledger_id from climb join correspondents c on c.lower_ledger_id = climb.ledger)
        select exists (select from climb where ledger = $2)
        """,
        ledger, above);

    private sealed record Side(int Ledger, string Code, string Name, Currency Currency, bool IsJoined);
}
