using Regional.Cli.CommandLine;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Screen;

/// <summary>How the answers of commands are shown to people.</summary>
internal static class CommandText
{
    public static int Tell(this Call call, Answer<CommandView> answer) =>
        call.Answers.Tell(answer, WireJson.Default.CommandView, static (to, done) => to.Print(
        [
            ("done", done.IsReplay ? "earlier, under this id" : "now"),
            .. done.Result.Select(static pair => (pair.Key, (string?)pair.Value)),
            ("id", $"{done.Id}"),
        ]));

    public static int Tell(this Call call, Answer<PostingView> answer) =>
        call.Answers.Tell(answer, WireJson.Default.PostingView, Print);

    public static int Tell(this Call call, Answer<TradeView> answer) =>
        call.Answers.Tell(answer, WireJson.Default.TradeView, Print);

    public static int Tell(this Call call, Answer<RequestView> answer) =>
        call.Answers.Tell(answer, WireJson.Default.RequestView, Print);

    public static int Tell(this Call call, Answer<ClearingView> answer)
    {
        var code = call.Answers.Tell(answer, WireJson.Default.ClearingView, static (to, done) =>
            to.Shell.Out.WriteLine(done.Windows.Count == 0
                ? "No window was due."
                : $"Windows worked on: {string.Join(", ", done.Windows)}."));
        if (answer is { IsDone: true, Value.Refusal: { } stopped })
        {
            if (!call.IsJson)
            {
                RefusalText.Write(call.Shell.Error, stopped);
            }

            return ExitCode.Refused;
        }

        return code;
    }

    public static void Print(AnswerPrinter to, PostingView posting)
    {
        to.Print(
            ("status", posting.Status),
            ("done", posting.IsReplay ? "earlier, under this id" : "now"),
            ("recorded", Figures.Time(posting.RecordedAt)),
            ("commit", posting.Commit?.ToString()),
            ("window", posting.Window?.ToString()),
            ("id", $"{posting.Id}"));
        if (posting.Entries.Count > 0)
        {
            to.Print(
                posting.Entries,
                new("leg", static entry => $"{entry.Leg}", IsFigure: true),
                new("payer", static entry => entry.Payer),
                new("payee", static entry => entry.Payee),
                new("amount", static entry => entry.Amount?.ToString(), IsFigure: true),
                new("payer's entry", static entry => $"{entry.PayerEntry}", IsFigure: true),
                new("payer's balance", static entry => entry.PayerBalance?.ToString(), IsFigure: true),
                new("payee's entry", static entry => $"{entry.PayeeEntry}", IsFigure: true),
                new("payee's balance", static entry => entry.PayeeBalance?.ToString(), IsFigure: true));
        }

        foreach (var warning in posting.Warnings)
        {
            to.Print(
                ("warning", warning.Code),
                ("account", warning.Account),
                ("balance", warning.Balance.ToString()),
                ("floor", warning.Floor.ToString()),
                ("room", warning.Room.ToString()),
                ("what to do", warning.Advice));
        }
    }

    private static void Print(AnswerPrinter to, TradeView trade)
    {
        to.Print(
            ("status", trade.Status),
            ("payer", trade.Payer),
            ("payer pays", trade.PayerAmount?.ToString()),
            ("payee", trade.Payee),
            ("payee receives", trade.PayeeAmount.ToString()),
            ("purpose", trade.Purpose),
            ("business date", Figures.Date(trade.BusinessDate)),
            ("reference", trade.Reference),
            ("document", trade.DocumentNumber),
            ("queued since", Figures.Time(trade.QueuedAt)),
            ("queued at", trade.QueueAccount),
            ("decided", Figures.Time(trade.DecidedAt)),
            ("window", trade.Window?.ToString()),
            ("refused", trade.Refusal?.Code),
            ("id", $"{trade.Id}"));
        if (trade.Posting is { } posting)
        {
            Print(to, posting);
        }
    }

    private static void Print(AnswerPrinter to, RequestView request) => to.Print(
        ("status", request.Status),
        ("payee", request.Payee),
        ("payer", request.Payer),
        ("amount", request.Amount.ToString()),
        ("purpose", request.Purpose),
        ("reference", request.Reference),
        ("document", request.DocumentNumber),
        ("requested", Figures.Time(request.RequestedAt)),
        ("expires", Figures.Time(request.ExpiresAt)),
        ("answered by", request.AnsweredBy?.ToString()),
        ("id", $"{request.Id}"));
}
