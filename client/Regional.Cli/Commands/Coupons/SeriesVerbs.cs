using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon series</c>, <c>coupon print</c>, <c>coupon series-list</c>, <c>coupon note</c>.</summary>
internal static class SeriesVerbs
{
    public static Command Register(Verbs verbs)
    {
        var code = Given.Code("series", "Code printed on every note: upper case letters, digits, hyphens.");
        var name = Given.Needed("--name", "Name of the coupon.");
        var issued = Given.Date("--issued", "First day");
        issued.Required = true;
        var last = Given.Date("--last-valid-day", "Last day (default: as the terms say)");
        var design = new Option<string[]>("--design")
        {
            Description = "name=value of the design record, again for each.",
            DefaultValueFactory = _ => [],
        };
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        return verbs.Change("series", "Register a series of notes.", [code, name, issued, last, design, ledger, reason],
            async call => call.Tell(await call.Client.RegisterSeriesAsync(
                call.Get(ledger),
                new SeriesBody
                {
                    Id = call.Id,
                    Code = call.Get(code),
                    Name = call.Get(name),
                    IssuedOn = call.Get(issued)!.Value,
                    LastValidDay = call.Get(last),
                    Design = call.Get(design).Select(static pair => pair.Split('=', 2))
                        .ToDictionary(static pair => pair[0], static pair => pair.Length > 1 ? pair[1] : ""),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    public static Command Print(Verbs verbs)
    {
        var series = Given.Code("series", "Code of the series.");
        var numbers = Given.Code("numbers", "Numbers, for example 1-1000.");
        var value = Given.Needed("--value", "Value of each note, in units.");
        var ledger = Given.Ledger();
        return verbs.Change("print", "Take notes from the printer into the stock.", [series, numbers, value, ledger],
            async call => call.Tell(await call.Client.PrintNotesAsync(
                call.Get(ledger),
                call.Get(series),
                new PrintBody { Id = call.Id, Numbers = call.Get(numbers), Value = call.Get(value) },
                call.Cancel)));
    }

    public static Command List(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        return verbs.Read("series-list", "List a book's series and where their notes are.", [ledger, limit],
            call => call.Answers.TellAsync(
                call.Client.ListSeriesAsync(call.Get(ledger), call.Cancel), WireJson.Default.SeriesView, call.Get(limit),
                call.Cancel,
                [
                    new("series", static one => one.Code),
                    new("name", static one => one.Name),
                    new("last valid day", static one => Figures.Date(one.LastValidDay)),
                    new("stock", static one => $"{one.InStock}", IsFigure: true),
                    new("tills", static one => $"{one.InTills}", IsFigure: true),
                    new("outside", static one => $"{one.Outside}", IsFigure: true),
                    new("withdrawn", static one => $"{one.Withdrawn}", IsFigure: true),
                    new("outside, value", static one => one.OutsideValue.Amount, IsFigure: true),
                ]));
    }

    public static Command Note(Verbs verbs)
    {
        var series = Given.Code("series", "Code of the series.");
        var number = new Argument<long>("number") { Description = "Number of the note." };
        var ledger = Given.Ledger();
        return verbs.Read("note", "Show a note and the way it went.", [series, number, ledger],
            async call => call.Answers.Tell(
                await call.Client.FindNoteAsync(call.Get(ledger), call.Get(series), call.Get(number), call.Cancel),
                WireJson.Default.NoteView,
                static (to, note) =>
                {
                    to.Print(
                        ("note", note.Note), ("value", $"{note.Value}"), ("state", note.State),
                        ("handed out", $"{note.TimesIssued} times"));
                    to.Print(
                        note.Moves,
                        new("at", static move => Figures.Time(move.At)),
                        new("move", static move => move.Move),
                        new("by", static move => move.Actor),
                        new("operation", static move => $"{move.Operation}"));
                }));
    }
}
