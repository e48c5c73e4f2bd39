using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Simulation.History;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Running;

/// <summary>Lots of the model in plain words.</summary>
internal static class LotWords
{
    /// <summary>What a posting did to lots.</summary>
    public static JournalLots Of(Posting posting, ModelTables tables)
    {
        if (posting.Facts.IsEmpty)
        {
            return JournalLots.None;
        }

        var accounts = posting.Facts.OfType<LotArrived>().Select(static fact => fact.Account).Distinct();
        return new JournalLots(
            [
                .. posting.Facts.OfType<LotUsed>().Select(static fact => new JournalLotUse(
                    fact.Account.Value, fact.Use.Lot.Id, fact.Use.PaidMinor, fact.Use.ChargedMinor,
                    fact.Use.AccruedParts, fact.Use.AccruedTo)),
            ],
            [
                .. accounts.SelectMany(tables.Komoko.LotsOf).Where(lot => lot.Operation == posting.Id)
                    .OrderBy(static lot => lot.State.Id).Select(Arrived),
            ],
            [
                .. posting.Facts.OfType<StandingChanged>().Select(static fact => new JournalCarry(
                    fact.Account.Value, fact.After.CarryParts)),
            ]);
    }

    /// <summary>Every lot as it is stored.</summary>
    public static IEnumerable<JournalLotState> Of(ModelTables tables) => tables.Accounts
        .SelectMany(account => tables.Komoko.LotsOf(account.State.Id))
        .Select(static lot => new JournalLotState(
            Arrived(lot), lot.State.OpenMinor, lot.State.AccruedParts, lot.State.AccruedTo));

    private static JournalLot Arrived(LotRow lot) => new(
        lot.State.Id, lot.Account.Value, lot.AmountMinor, lot.State.MaturesOn, lot.State.ArrivedOn);
}
