using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Komoko;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>Writes what a posting does to a komoko's lots, standings, bids and projects.</summary>
internal static class LotWriter
{
    /// <summary>Whether it is a fact of a komoko's, and is written.</summary>
    public static bool TryWrite(Fact fact, Posting posting, ModelTables tables)
    {
        switch (fact)
        {
            case LotUsed used:
                Use(used.Use, posting, tables);
                return true;
            case LotArrived arrived:
                Open(arrived, posting, tables);
                return true;
            case StandingChanged change:
                tables.Komoko.Standings[change.Account] = change.After;
                return true;
            case BidIssued bid:
                tables.Komoko.Bids.Add(new BidRow(
                    tables.Komoko.BidIds.Next(), tables.Account(bid.Producer)!.State.Ledger, posting.Id, bid.Producer,
                    bid.AmountMinor, bid.MaturesOn, bid.RenewedTo));
                return true;
            case ProjectFailed failed:
                tables.Komoko.Projects[failed.Account] =
                    tables.Komoko.Projects[failed.Account] with { EndedOn = failed.EndedOn };
                tables.Komoko.Failures.Add(new FailureRow(failed, posting.Id));
                return true;
            default:
                return false;
        }
    }

    private static void Use(LotUse use, Posting posting, ModelTables tables)
    {
        var lot = tables.Komoko.Lot(use.Lot.Id)!;
        lot.State = use.After;
        lot.ClosedBy = use.OpenMinor == 0 ? posting.Id : null;
        tables.Komoko.Uses.Add(new LotUseRow(
            use.Lot.Id, posting.Id, posting.BusinessDate, use.PaidMinor, use.ChargedMinor));
    }

    // What fills the overdraft is no lot.
    private static void Open(LotArrived arrived, Posting posting, ModelTables tables)
    {
        if (arrived.OpenMinor == 0)
        {
            return;
        }

        tables.Komoko.Add(new LotRow
        {
            State = new Lot
            {
                Id = tables.Komoko.LotIds.Next(),
                ArrivedOn = arrived.ArrivedOn,
                MaturesOn = arrived.MaturesOn,
                OpenMinor = arrived.OpenMinor,
                AccruedTo = arrived.ArrivedOn.AddDays(-1),
            },
            Account = arrived.Account,
            Operation = posting.Id,
            AmountMinor = arrived.OpenMinor,
        });
    }
}
