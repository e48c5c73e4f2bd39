using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Trades;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Commands;

/// <summary>Rates and dated parameters.</summary>
internal static class TermsExecutions
{
    public static CommandOutcome Run(SetRate command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(command.Ledger) is not { } ledger
            || !(ledger.IsOfRegion || tables.Upper(ledger.Id) is not null))
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if (CheckDate(command.ValidFrom, ledger, context) is { } past)
        {
            return past;
        }

        var id = tables.RateIds.Next();
        tables.RatesOf(ledger.Id).Add(new RateEntry(
            id, command.TransferKind, command.Purpose, command.Side, command.ValidFrom, command.Rate));
        context.RaiseTerms(ledger);
        return Outcome.Done(("rate", id));
    }

    public static CommandOutcome Run(SetTerms command, CommandContext context)
    {
        var tables = context.Tables;
        if (tables.Ledger(command.Ledger) is not { } ledger)
        {
            return Outcome.ParentUnknown("ledger", command.Ledger);
        }

        if ((ledger.IsOfRegion
                ? CheckRegion(command, ledger, tables)
                : TermsRules.Check(ledger.Scheme, command.Parameters, ledger.Currency)) is { } malformed)
        {
            return new CommandOutcome.Refused(malformed);
        }

        if (CheckDate(command.ValidFrom, ledger, context) is { } past)
        {
            return past;
        }

        var id = tables.TermsIds.Next();
        tables.TermsOf(ledger.Id).Add(new DatedParameters(id, command.ValidFrom, command.Parameters));

        // What the region does beyond a cap stands in the terms of every ledger below it.
        if (ledger.IsOfRegion)
        {
            context.RaiseTerms(ledger.Region);
        }
        else
        {
            context.RaiseTerms(ledger);
        }

        return Outcome.Done(("terms", id), ("version", ledger.TermsVersion));
    }

    private static CommandOutcome? CheckDate(DateOnly validFrom, LedgerRow ledger, CommandContext context)
    {
        var today = context.Tables.RegionOf(ledger).DateOf(context.At);
        return validFrom < today
            ? Outcome.Refused(
                RefusalReason.EffectiveInPast,
                new("field", "validFrom"), new("value", $"{validFrom:O}"), new("earliest", $"{today:O}"))
            : null;
    }

    private static Refusal? CheckRegion(SetTerms command, LedgerRow ledger, ModelTables tables)
    {
        foreach (var (name, value) in command.Parameters)
        {
            var isKnown = name.StartsWith(RegionTerms.CarryPrefix, StringComparison.Ordinal)
                ? tables.Account(ledger.Id, name[RegionTerms.CarryPrefix.Length..])?.State.Role == AccountRole.Community
                : name is RegionTerms.CapPolicy or RegionTerms.QueueCountMax or RegionTerms.Carry
                    or RegionTerms.SettlementDays;
            if (!isKnown)
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
}
