using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.Periods;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What the end of a komoko's period rests on, chunk by chunk.</summary>
internal static class ModelKomokoPeriods
{
    /// <summary>Accounts whose lots have matured by the last date.</summary>
    public static MaturedLots Matured(ModelTables tables, PeriodContext context, ImmutableArray<PeriodAccount> accounts)
    {
        var last = context.Period.LastDate;
        ImmutableArray<KomokoParty> parties =
        [
            .. accounts.Select(static account => account.Id).Order()
                .Select(id => ModelKomokoReader.Party(tables, id, last)!)
                .Where(party => party.Lots.Any(lot => lot.MaturesOn <= last)),
        ];
        Lot[] used = [.. parties.SelectMany(static party => party.Lots).Where(lot => lot.AccruedTo > last)];
        var ids = used.Select(static lot => lot.Id).ToHashSet();
        var uses = tables.Komoko.Uses.Where(use => ids.Contains(use.Lot))
            .Select(static use => new PastUse(use.Lot, use.Date, use.PaidMinor, use.ChargedMinor));
        return new MaturedLots(
            parties, LaterUses.Parts(used, uses, last, KomokoTerms.Of(context.Parameters).Schedule));
    }

    /// <summary>Businesses whose turnover period ended in the period, on the date of that step.</summary>
    public static Turnovers Ended(
        ModelTables tables, string step, PeriodContext context, ImmutableArray<PeriodAccount> accounts)
    {
        var ended = ImmutableArray.CreateBuilder<EndedTurnover>();
        foreach (var account in accounts.Where(
            static account => account is { Kind: AccountKind.Real, Role: AccountRole.Member }))
        {
            if (account.Member is { } member
                && tables.Komoko.Business(context.Ledger, member, context.Period.LastDate) is { } profiles
                && ClearingStep.DateOf(step, profiles, context.Period) is { } date)
            {
                ended.Add(Ended(tables, account, context.Ledger, date));
            }
        }

        return new Turnovers([.. ended.OrderBy(static turnover => turnover.Real.Account.Id)]);
    }

    private static EndedTurnover Ended(ModelTables tables, PeriodAccount business, LedgerId ledger, DateOnly date)
    {
        var own = tables.Accounts.Where(row => row.State.Ledger == ledger && row.Kind == AccountKind.Financial
                && row.State.Status != AccountStatus.Closed && row.Member == business.Member)
            .OrderBy(static row => row.State.Id).FirstOrDefault();
        var real = ModelKomokoReader.Party(tables, business.Id, date)!;
        var financial = own is null ? null : ModelKomokoReader.Party(tables, own.State.Id, date);
        return new EndedTurnover(
            date,
            real,
            financial?.Circle == Circle.Financial ? financial : null,
            ModelKomokoReader.BalanceOn(tables, real.Account, date),
            ModelKomokoReader.IsCleared(tables, real.Account.Id, date));
    }
}
