using Regional.Contracts.Journal;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Who is a household or a business of a komoko, and its projects.</summary>
internal static class KomokoExecutions
{
    public static CommandOutcome Run(EnterHolder command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(command.Ledger) is not { } ledger)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (ledger.Community is not { } community || tables.Member(command.Member)?.Community != community)
        {
            return Outcome.ParentUnknown("member", command.Member);
        }

        if (ledger.Scheme != KomokoScheme.SchemeName)
        {
            return Outcome.Refused(RefusalReason.NotKomoko, new RefusalFact("scheme", ledger.Scheme));
        }

        if (Check(command, tables, tables.RegionOf(ledger).DateOf(context.At)) is { } refusal)
        {
            return new CommandOutcome.Refused(refusal);
        }

        tables.Komoko.Holders.Add(new HolderRow(
            command.Ledger, command.Member, command.ValidFrom, command.Profile, command.DepreciationMinor));
        context.RaiseTerms(ledger);
        return Outcome.Done(
            ("member", command.Member), ("clears", $"{command.Profile.ClearingDate(command.ValidFrom):O}"));
    }

    public static CommandOutcome Run(ApproveProject command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Account(command.Account) is not { } row)
        {
            return Outcome.Refused(RefusalReason.AccountUnknown, RefusalFact.Account(command.Account));
        }

        if (row.Kind != AccountKind.Project || tables.Ledger(row.State.Ledger)!.Scheme != KomokoScheme.SchemeName)
        {
            return Outcome.Refused(
                RefusalReason.NotKomoko, new RefusalFact("scheme", "no project account of a komoko"));
        }

        if (!tables.Komoko.Projects.TryAdd(command.Account, command.Project))
        {
            return Outcome.Refused(RefusalReason.ProjectApproved, RefusalFact.Account(command.Account));
        }

        context.Change(row, state => state with { Floor = -command.OverdraftMinor, Ceiling = 0 });
        return Outcome.Done(context.Changed(), ("account", command.Account), ("version", row.State.Version));
    }

    private static Refusal? Check(EnterHolder command, ModelTables tables, DateOnly today)
    {
        var before = tables.Komoko.Holders.Find(row => row.Ledger == command.Ledger && row.Member == command.Member);
        var member = new RefusalFact("member", $"{command.Member}");
        if (before is not null && command.ValidFrom < today)
        {
            return Refusal.For(
                RefusalReason.EffectiveInPast,
                new("field", "validFrom"), new("value", $"{command.ValidFrom:O}"), new("earliest", $"{today:O}"));
        }

        if (before is not null && before.Profile.Class != command.Profile.Class)
        {
            return Refusal.For(
                RefusalReason.HolderClassFixed, member, new("class", $"{before.Profile.Class}".ToLowerInvariant()));
        }

        if (before is null && tables.Accounts.Exists(row =>
            row.State.Ledger == command.Ledger && row.Member == command.Member && row.State.Balance != 0))
        {
            return Refusal.For(RefusalReason.HolderHasBalance, member);
        }

        var terms = KomokoTerms.Of(SchemeParameters.InForce([.. tables.TermsOf(command.Ledger)], command.ValidFrom));
        return command.Profile is { Class: HolderClass.Business, IsLongEntitled: false }
            && command.Profile.TurnoverMonths > terms.ClearingMonths
            ? Refusal.For(
                RefusalReason.TurnoverTooLong,
                member,
                new("turnoverMonths", $"{command.Profile.TurnoverMonths}"),
                new("clearingMonths", $"{terms.ClearingMonths}"))
            : null;
    }
}
