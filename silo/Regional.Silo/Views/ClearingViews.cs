using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Domain.Money;
using Regional.Silo.Edge;

namespace Regional.Silo.Views;

/// <summary>Positions, windows, reports and proofs on the wire.</summary>
internal static class ClearingViews
{
    public static PositionsView View(RegionPositions positions, string region) => new()
    {
        Region = region,
        At = positions.At,
        Window = positions.OpenWindowNo,
        Positions = [.. positions.Positions.Select(View)],
    };

    public static WindowView View(WindowDetail detail) => new()
    {
        No = detail.Window.No,
        Opens = detail.Window.Opens,
        Closes = detail.Window.Closes,
        BusinessDate = detail.Window.BusinessDate,
        Status = Words.Of(detail.Window.Status),
        ReportStatus = Words.Of(detail.Report),
        ClosedAt = detail.Window.ClosedAt,
        SettledAt = detail.Window.SettledAt,
        Steps = [.. detail.Window.StepsDone.Select(Words.Of)],
    };

    public static WindowReport View(WindowReportDetail report) => new()
    {
        Region = report.Region,
        Window = View(report.Window),
        Lines = [.. report.Lines.Select(line => View(line, report.Currency))],
        Instructions = [.. report.Instructions.Select(View)],
    };

    public static InstructionView View(InstructionDetail detail) => new()
    {
        Id = detail.Instruction.Id.Value,
        Window = detail.WindowNo,
        Account = detail.Instruction.AccountCode,
        Direction = detail.Instruction.IsPayOut ? "payOut" : "payIn",
        Amount = MoneyOf.View(detail.Instruction.AmountMinor, detail.Currency),
        Status = Words.Of(detail.Instruction.Status),
        Due = detail.Instruction.Due,
        ConfirmedAt = detail.ConfirmedAt,
        IsInArrears = detail.Instruction.IsInArrears,
    };

    public static ProofView View(RegionProof proof) => new()
    {
        Region = proof.Region,
        At = proof.At,
        Holds = proof.Holds,
        Ledgers =
        [
            .. proof.Ledgers.Select(static ledger =>
                new LedgerSum(ledger.Ledger, ledger.Accounts, MoneyOf.View(ledger.Sum, ledger.Currency))),
        ],
        Mirrors =
        [
            .. proof.Mirrors.Select(static mirror => new MirrorView(
                mirror.Ledger,
                MoneyOf.View(mirror.RegionSide, mirror.Currency),
                MoneyOf.View(mirror.CommunitySide, mirror.Currency),
                [.. mirror.InFlight.Select(static trade => trade.Value)],
                MoneyOf.View(mirror.Difference, mirror.Currency))),
        ],
    };

    public static LedgerSummary View(LedgerMonth month) => new()
    {
        Ledger = month.Ledger,
        Accounts = month.Accounts,
        ActiveAccounts = month.ActiveAccounts,
        Transfers = month.Transfers,
        Turnover = MoneyOf.View(month.Turnover, month.Currency),
        TradesOut = month.TradesOut,
        PaidOut = MoneyOf.View(month.PaidOut, month.Currency),
        TradesIn = month.TradesIn,
        PaidIn = MoneyOf.View(month.PaidIn, month.Currency),
        CreditOutstanding = MoneyOf.View(month.CreditOutstanding, month.Currency),
        DebtOutstanding = MoneyOf.View(month.DebtOutstanding, month.Currency),
    };

    private static PositionView View(PositionDetail position)
    {
        var (state, unit) = (position.State, position.State.Currency);
        return new PositionView
        {
            Account = position.Name.Code,
            Name = position.Name.Name,
            Role = Words.Of(state.Role),
            Status = Words.Of(state.Status),
            Balance = MoneyOf.View(state.Balance, unit),
            DebitsPending = MoneyOf.View(state.DebitsPending, unit),
            CreditsPending = MoneyOf.View(state.CreditsPending, unit),
            Floor = MoneyOf.View(state.Floor, unit),
            Ceiling = MoneyOf.View(state.Ceiling, unit),
            QueuedTrades = position.QueuedTrades,
        };
    }

    private static ReportLine View(ReportLineDetail line, Currency unit) => new()
    {
        Account = line.Position.Code,
        Opening = MoneyOf.View(line.Position.Opening, unit),
        Paid = MoneyOf.View(line.Position.Paid, unit),
        Received = MoneyOf.View(line.Position.Received, unit),
        Position = MoneyOf.View(line.Position.Position, unit),
        CarryLimit = MoneyOf.View(line.CarryLimit, unit),
        Carried = MoneyOf.View(line.Carried, unit),
        Settled = MoneyOf.View(line.Settled, unit),
    };
}
