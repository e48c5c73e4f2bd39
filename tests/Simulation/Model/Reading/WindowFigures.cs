using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Domain.Clearing;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What a clearing run recomputes from the journal: positions and both sides of every correspondence.</summary>
internal static class WindowFigures
{
    /// <summary>
    /// Positions at the end of a window, by account id. Cash counts from the window whose settlement it belongs to,
    /// confirmed or not, and not again when it is posted.
    /// </summary>
    public static ImmutableArray<WindowPosition> Positions(ModelTables tables, WindowRow window)
    {
        var figures = new Dictionary<AccountId, (long Opening, long Paid, long Received)>();
        foreach (var transfer in tables.Transfers)
        {
            if (transfer is { Moves: true, Window: { } id } && tables.Window(id) is { } of && of.Region == window.Region
                && of.No <= window.No && !tables.Confirmations.Contains(transfer.Operation))
            {
                var amount = transfer.Leg.Amount.Minor;
                Add(figures, transfer.Leg.Debit, of == window ? (0, amount, 0) : (-amount, 0, 0));
                Add(figures, transfer.Leg.Credit, of == window ? (0, 0, amount) : (amount, 0, 0));
            }
        }

        foreach (var earlier in tables.WindowsOf(window.Region).Where(other => other.No < window.No))
        {
            foreach (var instruction in tables.InstructionsOf(earlier.Id))
            {
                Add(figures, instruction.Account,
                    (instruction.IsPayOut ? -instruction.AmountMinor : instruction.AmountMinor, 0, 0));
            }
        }

        var ledger = tables.Region(window.Region)!.Ledger;
        return
        [
            .. tables.Accounts.Where(row => row.State.Ledger == ledger && row.State.Role == AccountRole.Community)
                .OrderBy(static row => row.State.Id)
                .Select(row => PositionOf(row, figures.GetValueOrDefault(row.State.Id))),
        ];
    }

    /// <summary>
    /// Mirrors of the window's region at its end. A posting that also moved money above belongs to that posting's
    /// window; exchange differences count once they are booked; others, corrections of differences among them, belong
    /// to the time before the window closed.
    /// </summary>
    public static ImmutableArray<MirrorBalance> Mirrors(ModelTables tables, WindowRow window)
    {
        var ledger = tables.Region(window.Region)!.Ledger;
        var links = tables.Correspondents.Where(link => link.UpperLedger == ledger)
            .OrderBy(static link => link.LowerLedger.Value).ToArray();
        var mirrors = links.Select(static link => link.LowerAccount).ToHashSet();
        var above = new Dictionary<AccountId, long>();
        var below = new Dictionary<AccountId, (long Balance, long Counter)>();
        foreach (var transfer in tables.Transfers.Where(static transfer => transfer.Moves))
        {
            var (leg, amount) = (transfer.Leg, transfer.Leg.Amount.Minor);
            if (transfer.Window is { } id && tables.Window(id) is { } of && of.Region == window.Region && of.No <= window.No)
            {
                above[leg.Debit] = above.GetValueOrDefault(leg.Debit) - amount;
                above[leg.Credit] = above.GetValueOrDefault(leg.Credit) + amount;
            }

            foreach (var (account, sign) in new[] { (leg.Debit, -1), (leg.Credit, 1) })
            {
                if (mirrors.Contains(account) && IsBefore(transfer, window, tables))
                {
                    var (balance, counter) = below.GetValueOrDefault(account);
                    below[account] = (balance + (sign * amount), counter + (sign * (leg.Counter?.Minor ?? 0)));
                }
            }
        }

        return
        [
            .. links.Select(link => new MirrorBalance(
                link.LowerLedger, link.LowerAccount, below.GetValueOrDefault(link.LowerAccount).Balance,
                below.GetValueOrDefault(link.LowerAccount).Counter, link.UpperAccount,
                above.GetValueOrDefault(link.UpperAccount))),
        ];
    }

    private static bool IsBefore(TransferRow transfer, WindowRow window, ModelTables tables)
    {
        int? no = null;
        foreach (var twin in tables.Operations[transfer.Operation].Transfers)
        {
            if (twin is { Moves: true, Window: { } id } && tables.Window(id) is { } of && of.Region == window.Region
                && (no is null || of.No < no))
            {
                no = of.No;
            }
        }

        return no is { } own
            ? own <= window.No
            : IsDifference(transfer, tables) || transfer.At < window.Closes;
    }

    private static bool IsDifference(TransferRow transfer, ModelTables tables) =>
        transfer.Leg.Purpose == ExchangeDifference.Purpose
        && tables.Operations[transfer.Operation].Kind != OperationKind.Correction;

    private static WindowPosition PositionOf(AccountRow row, (long Opening, long Paid, long Received) figures) =>
        new(row.State.Id, row.Code, figures.Opening, figures.Paid, figures.Received);

    private static void Add(
        Dictionary<AccountId, (long Opening, long Paid, long Received)> figures, AccountId account,
        (long Opening, long Paid, long Received) more)
    {
        var known = figures.GetValueOrDefault(account);
        figures[account] = (known.Opening + more.Opening, known.Paid + more.Paid, known.Received + more.Received);
    }
}
