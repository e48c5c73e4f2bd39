using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon till-open</c>, <c>till-close</c>, <c>till-show</c>, <c>till-list</c>, <c>change</c>.</summary>
internal static class TillVerbs
{
    public static Command Open(Verbs verbs)
    {
        var (notes, ledger) = (CounterVerbs.Notes(), Given.Ledger());
        return verbs.Change("till-open", "Open a till with notes of the stock; its id is the command's.", [notes, ledger],
            async call => call.Tell(await call.Client.OpenTillAsync(
                call.Get(ledger), new OpenTillBody { Id = call.Id, Notes = call.Get(notes) }, call.Cancel)));
    }

    public static Command Close(Verbs verbs)
    {
        var (till, notes, ledger) = (Given.Id("till", "The till."), CounterVerbs.Notes(), Given.Ledger());
        var counted = new Option<string[]>("--counted")
        {
            Description = "value=count, again for each value of note.",
            DefaultValueFactory = _ => [],
        };
        return verbs.Change("till-close", "Count a till and close it; a difference is posted.", [till, counted, notes, ledger],
            async call => call.Answers.Tell(
                await call.Client.CloseTillAsync(
                    call.Get(ledger),
                    call.Get(till),
                    new CloseTillBody { Id = call.Id, Counted = Counted(call.Get(counted)), Notes = call.Get(notes) },
                    call.Cancel),
                WireJson.Default.TillView, Print));
    }

    public static Command Show(Verbs verbs)
    {
        var (till, ledger) = (Given.Id("till", "The till."), Given.Ledger());
        return verbs.Read("till-show", "Show a till with the notes in it.", [till, ledger],
            async call => call.Answers.Tell(
                await call.Client.FindTillAsync(call.Get(ledger), call.Get(till), call.Cancel),
                WireJson.Default.TillView, Print));
    }

    public static Command List(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        return verbs.Read("till-list", "List tills, newest first.", [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListTillsAsync(call.Get(ledger), call.Cancel), WireJson.Default.TillView, call.Get(limit),
                call.Cancel,
                [
                    new("till", static till => $"{till.Id}"),
                    new("teller", static till => till.Teller),
                    new("opened", static till => Figures.Time(till.OpenedAt)),
                    new("closed", static till => Figures.Time(till.ClosedAt)),
                    new("expected", static till => till.Expected?.Amount, IsFigure: true),
                    new("counted", static till => till.Counted?.Amount, IsFigure: true),
                ]));
    }

    public static Command Change(Verbs verbs)
    {
        var (till, ledger) = (Given.Id("till", "The till."), Given.Ledger());
        var amount = Given.Code("amount", "In units.");
        return verbs.Read("change", "Notes of a till that make an amount.", [till, amount, ledger],
            async call => call.Answers.Tell(
                await call.Client.MakeChangeAsync(call.Get(ledger), call.Get(till), call.Get(amount), call.Cancel),
                WireJson.Default.PageString,
                static (to, notes) => to.Print(("notes", string.Join(", ", notes.Items)))));
    }

    private static Dictionary<string, long> Counted(string[] given)
    {
        var counted = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var pair in given)
        {
            if (pair.Split('=', 2) is not [{ Length: > 0 } value, var count] || !long.TryParse(count, out var number))
            {
                throw new UsageException($"'{pair}' is not of the form value=count.");
            }

            counted[value] = number;
        }

        return counted;
    }

    private static void Print(AnswerPrinter to, TillView till)
    {
        to.Print(
            ("till", $"{till.Id}"),
            ("teller", till.Teller),
            ("opened", Figures.Time(till.OpenedAt)),
            ("opened with", $"{till.OpenedValue}"),
            ("closed", Figures.Time(till.ClosedAt)),
            ("expected", till.Expected is { } expected ? $"{expected}" : ""),
            ("counted", till.Counted is { } counted ? $"{counted}" : ""),
            ("missing", string.Join(", ", till.Missing)),
            ("found", string.Join(", ", till.Found)),
            ("notes", string.Join(", ", till.Notes)));
    }
}
