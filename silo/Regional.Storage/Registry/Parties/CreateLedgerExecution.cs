using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Storage.Registry.Parties;

/// <summary>A community's ledger; a trading ledger is hung below the region's, at par where the unit is the same.</summary>
internal static class CreateLedgerExecution
{
    public static async Task<CommandOutcome> RunAsync(CreateLedger command, CommandScope scope)
    {
        // The community's row is locked: two trading ledgers at once must not both find none.
        var community = await scope.FindRowAsync(
            """
            select c.region_id, c.code, c.name, u.id, u.currency, u.scale,
              exists (select from ledgers where community_id = c.id and is_trading)
            from communities c join ledgers u on u.region_id = c.region_id and u.community_id is null
            where c.id = $1 for no key update of c
            """,
            static row => new Parent(
                row.GetInt32(0), row.GetString(1), row.GetString(2), row.GetInt32(3),
                new Currency(row.GetString(4), checked((byte)row.GetInt16(5))), row.GetBoolean(6)),
            command.Community);
        if (community is null)
        {
            return Outcome.ParentUnknown("community", command.Community);
        }

        if (command.IsTrading && community.HasTradingLedger)
        {
            return Outcome.Refused(
                RefusalReason.TradingLedgerExists, new RefusalFact("community", community.Code));
        }

        var ledger = await scope.FindValueAsync<int>(
            """
            insert into ledgers (
              code, region_id, community_id, currency, scale, scheme, is_trading, operation, currency_name, currency_symbol)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            on conflict (code) do nothing returning id
            """,
            command.Code, community.Region, command.Community, command.Currency.Code, command.Currency.Scale,
            command.Scheme, command.IsTrading, scope.Id, command.CurrencyName, command.CurrencySymbol);
        if (ledger is null)
        {
            return Outcome.CodeTaken("code", command.Code);
        }

        await SystemAccounts.OpenAsync(scope, ledger.Value, SystemAccounts.OfCommunity);
        if (SchemeCatalogue.Find(command.Scheme).TryGet(out var scheme, out _))
        {
            await SystemAccounts.OpenAsync(scope, ledger.Value, scheme.OwnAccounts);
        }

        if (command.IsTrading)
        {
            await HangBelowRegionAsync(command, community, ledger.Value, scope);
        }

        var accounts = await AccountChanges.RecordAsync(scope, await SystemAccounts.FindOpenedAsync(scope));
        return Outcome.Done(accounts, ("ledger", ledger));
    }

    private static async Task HangBelowRegionAsync(CreateLedger command, Parent community, int ledger, CommandScope scope)
    {
        var upper = await scope.GetValueAsync<long>(
            """
            insert into accounts (ledger_id, code, name, community_id, role, operation)
            values ($1, $2, $3, $4, $5, $6) returning id
            """,
            community.UpperLedger, community.Code, community.Name, command.Community, AccountRole.Community, scope.Id);
        await Correspondents.LinkAsync(scope, ledger, community.UpperLedger, upper);
        if (command.Currency == community.UpperCurrency)
        {
            await Correspondents.SetParAsync(scope, ledger);
        }
    }

    private sealed record Parent(
        int Region, string Code, string Name, int UpperLedger, Currency UpperCurrency, bool HasTradingLedger);
}
