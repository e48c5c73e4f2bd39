using System.Text.Json;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;

namespace Regional.Storage.Registry.Terms;

internal static class SetTermsExecution
{
    public static async Task<CommandOutcome> RunAsync(SetTerms command, CommandScope scope)
    {
        var ledger = await scope.FindRowAsync(
            "select region_id, community_id is null, scheme, currency, scale from ledgers where id = $1",
            static row => new Target(
                new RegionId(row.GetInt32(0)), row.GetBoolean(1), row.GetString(2),
                new Currency(row.GetString(3), checked((byte)row.GetInt16(4)))),
            command.Ledger);
        if (ledger is null || await RegionDate.FindAsync(scope, command.Ledger) is not { } today)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if ((ledger.IsOfRegion
                ? await CheckRegionAsync(command, ledger, scope)
                : TermsRules.Check(ledger.Scheme, command.Parameters, ledger.Currency)) is { } malformed)
        {
            return new CommandOutcome.Refused(malformed);
        }

        if (command.ValidFrom < today)
        {
            return Outcome.Refused(
                RefusalReason.EffectiveInPast,
                new("field", "validFrom"), new("value", $"{command.ValidFrom:O}"), new("earliest", $"{today:O}"));
        }

        var terms = await scope.GetValueAsync<long>(
            """
            insert into terms (ledger_id, valid_from, scheme, parameters, actor, reason, operation)
            values ($1, $2, $3, $4::jsonb, $5, $6, $7) returning id
            """,
            command.Ledger, command.ValidFrom, ledger.Scheme, JsonSerializer.Serialize(command.Parameters), scope.Actor,
            scope.Reason, scope.Id);

        // What the region does beyond a cap stands in the terms of every ledger below it.
        if (ledger.IsOfRegion)
        {
            await TermsVersions.RaiseAsync(scope, ledger.Region);
        }
        else
        {
            await TermsVersions.RaiseAsync(scope, command.Ledger);
        }

        var version = await scope.GetValueAsync<long>("select terms_version from ledgers where id = $1", command.Ledger);
        return Outcome.Done(("terms", terms), ("version", version));
    }

    private static async Task<Refusal?> CheckRegionAsync(SetTerms command, Target ledger, CommandScope scope)
    {
        foreach (var (name, value) in command.Parameters)
        {
            if (name.StartsWith(RegionTerms.CarryPrefix, StringComparison.Ordinal)
                ? !await IsAccountAsync(command.Ledger, name[RegionTerms.CarryPrefix.Length..], scope)
                : name is not (RegionTerms.CapPolicy or RegionTerms.QueueCountMax or RegionTerms.Carry
                    or RegionTerms.SettlementDays))
            {
                return Refusal.For(RefusalReason.FieldMalformed, new("field", "parameters"), new("value", name));
            }

            if (!RegionTerms.IsValid(name, value, ledger.Currency))
            {
                return Refusal.For(RefusalReason.FieldMalformed, new("field", name), new("value", value));
            }
        }

        return null;
    }

    private static Task<bool> IsAccountAsync(LedgerId ledger, string code, CommandScope scope) =>
        scope.GetValueAsync<bool>(
            "select exists (select from accounts where ledger_id = $1 and code = $2 and role = $3)",
            ledger, code, AccountRole.Community);

    private sealed record Target(RegionId Region, bool IsOfRegion, string Scheme, Currency Currency);
}
