using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Clearing;

/// <summary><c>window report</c> and <c>window settlements</c>.</summary>
internal static class WindowReportShow
{
    private static readonly Column<InstructionView>[] Payments =
    [
        new("instruction", static payment => $"{payment.Id}"),
        new("account", static payment => payment.Account),
        new("direction", static payment => payment.Direction),
        new("amount", static payment => $"{payment.Amount}", IsFigure: true),
        new("status", static payment => payment.IsInArrears ? $"{payment.Status}, in arrears" : payment.Status),
        new("due", static payment => Figures.Date(payment.Due)),
        new("confirmed", static payment => Figures.Time(payment.ConfirmedAt)),
    ];

    public static Command Build(Verbs verbs)
    {
        var (no, region) = (WindowRuns.No(), Given.Region());
        return verbs.Read("report", "Show a window's report, recomputed from the journal.", [no, region],
            async call => call.Answers.Tell(
                await call.Client.FindReportAsync(call.Get(region), call.Get(no), call.Cancel),
                WireJson.Default.WindowReport, Print));
    }

    public static Command Settlements(Verbs verbs)
    {
        var (no, region) = (WindowRuns.No(), Given.Region());
        var limit = Given.Limit();
        return verbs.Read("settlements", "List a window's settlement payments.", [no, region, limit],
            call => call.Answers.TellAsync(
                call.Client.ListInstructionsAsync(call.Get(region), call.Get(no), call.Cancel),
                WireJson.Default.InstructionView, call.Get(limit), call.Cancel, Payments));
    }

    private static void Print(AnswerPrinter to, WindowReport report)
    {
        to.Print(
            ("region", report.Region),
            ("window", $"{report.Window.No}"),
            ("status", report.Window.Status),
            ("report", report.Window.ReportStatus),
            ("opens", Figures.Time(report.Window.Opens)),
            ("closes", Figures.Time(report.Window.Closes)),
            ("business date", Figures.Date(report.Window.BusinessDate)));
        to.Print(
            report.Lines,
            new("account", static line => line.Account),
            new("opening", static line => line.Opening.Amount, IsFigure: true),
            new("paid", static line => line.Paid.Amount, IsFigure: true),
            new("received", static line => line.Received.Amount, IsFigure: true),
            new("position", static line => line.Position.Amount, IsFigure: true),
            new("carry limit", static line => line.CarryLimit?.Amount, IsFigure: true),
            new("carried", static line => line.Carried?.Amount, IsFigure: true),
            new("settled", static line => line.Settled?.Amount, IsFigure: true));
        to.Print(report.Instructions, Payments);
    }
}
