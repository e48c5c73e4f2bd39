using System.Collections.Immutable;
using System.Text.Json;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Storage.Queries;
using Regional.Storage.Registry.Terms;

namespace Regional.Storage.Registry.Komoko;

internal static class EnterHolderExecution
{
    public static async Task<CommandOutcome> RunAsync(EnterHolder command, CommandScope scope)
    {
        // Serialises entries of a ledger with each other, and with payments planned under the old one by the version.
        var ledger = await scope.FindRowAsync(
            "select scheme, coalesce(community_id, 0) from ledgers where id = $1 for no key update",
            static row => new Target(row.GetString(0), row.GetInt32(1)),
            command.Ledger);
        if (ledger is null || await RegionDate.FindAsync(scope, command.Ledger) is not { } today)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (!await scope.GetValueAsync<bool>(
                "select exists (select from members where id = $1 and community_id = $2)", command.Member, ledger.Community))
        {
            return Outcome.ParentUnknown("member", command.Member);
        }

        if (ledger.Scheme != KomokoScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotKomoko, new RefusalFact("scheme", ledger.Scheme));
        }

        var before = await scope.FindValueAsync<short>(
            "select class from komoko_holders where ledger_id = $1 and member_id = $2 order by id limit 1",
            command.Ledger, command.Member);
        if (await CheckAsync(command, scope, before, today) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        var profile = command.Profile;
        await scope.ExecuteAsync(
            """
            insert into komoko_holders (ledger_id, member_id, valid_from, class, first_clearing, turnover_months,
              is_long_entitled, depreciation, actor, reason, operation)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
            """,
            command.Ledger, command.Member, command.ValidFrom, profile.Class, profile.FirstClearing,
            (short)profile.TurnoverMonths, profile.IsLongEntitled, command.DepreciationMinor, scope.Actor, scope.Reason, scope.Id);
        await TermsVersions.RaiseAsync(scope, command.Ledger);
        return Outcome.Done(
            ("member", command.Member), ("clears", $"{profile.ClearingDate(command.ValidFrom):O}"));
    }

    private static async Task<Refusal?> CheckAsync(EnterHolder command, CommandScope scope, short? before, DateOnly today)
    {
        var member = new RefusalFact("member", $"{command.Member}");
        if (before is not null && command.ValidFrom < today)
        {
            return Refusal.For(
                RefusalReason.EffectiveInPast,
                new("field", "validFrom"), new("value", $"{command.ValidFrom:O}"), new("earliest", $"{today:O}"));
        }

        if (before is { } fixedClass && fixedClass != (short)command.Profile.Class)
        {
            return Refusal.For(
                RefusalReason.HolderClassFixed, member, new("class", $"{(HolderClass)fixedClass}".ToLowerInvariant()));
        }

        if (before is null && await scope.GetValueAsync<bool>(
                """
                select exists (select from accounts where ledger_id = $1 and member_id = $2 and credits_posted <> debits_posted)
                """,
                command.Ledger, command.Member))
        {
            return Refusal.For(RefusalReason.HolderHasBalance, member);
        }

        var terms = KomokoTerms.Of(await ParametersAsync(command, scope));
        return command.Profile is { Class: HolderClass.Business, IsLongEntitled: false }
            && command.Profile.TurnoverMonths > terms.ClearingMonths
            ? Refusal.For(
                RefusalReason.TurnoverTooLong,
                member,
                new("turnoverMonths", $"{command.Profile.TurnoverMonths}"),
                new("clearingMonths", $"{terms.ClearingMonths}"))
            : null;
    }

    private static async Task<SchemeParameters> ParametersAsync(EnterHolder command, CommandScope scope)
    {
        var sets = await scope.FindRowsAsync(
            "select id, valid_from, parameters::text from terms where ledger_id = $1",
            static row => new DatedParameters(
                row.GetInt64(0),
                row.Date(1),
                JsonSerializer.Deserialize<Dictionary<string, string>>(row.GetString(2))!.ToImmutableSortedDictionary()),
            command.Ledger);
        return SchemeParameters.InForce(sets, command.ValidFrom);
    }

    private sealed record Target(string Scheme, int Community);
}
