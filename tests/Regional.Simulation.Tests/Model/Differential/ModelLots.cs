using System.Collections.Immutable;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Tests.Model.Differential;

/// <summary>The model's lots and bids as PostgreSQL shows them, newest first.</summary>
internal static class ModelLots
{
    public static ImmutableArray<LotRecord> Of(ModelTables tables, AccountId account)
    {
        var uses = tables.Komoko.Uses.ToLookup(static use => use.Lot);
        return
        [
            .. tables.Komoko.LotsOf(account).OrderByDescending(static lot => lot.State.Id).Select(lot => new LotRecord(
                lot.State.Id, lot.Operation, lot.State.ArrivedOn, lot.State.MaturesOn, lot.AmountMinor,
                lot.State.OpenMinor, uses[lot.State.Id].Sum(static use => use.PaidMinor),
                uses[lot.State.Id].Sum(static use => use.ChargedMinor), lot.ClosedBy)),
        ];
    }

    public static ImmutableArray<BidRecord> BidsOf(ModelTables tables, LedgerId ledger) =>
    [
        .. tables.Komoko.Bids.Where(bid => bid.Ledger == ledger).OrderByDescending(static bid => bid.Id)
            .Select(bid => new BidRecord(
                bid.Id, bid.Operation, NameOf(tables, bid.Producer), bid.AmountMinor, bid.MaturesOn, bid.RenewedTo)),
    ];

    private static AccountName NameOf(ModelTables tables, AccountId id)
    {
        var row = tables.Account(id)!;
        return new AccountName(id, tables.Ledger(row.State.Ledger)!.Code, row.Code, row.Name);
    }
}
