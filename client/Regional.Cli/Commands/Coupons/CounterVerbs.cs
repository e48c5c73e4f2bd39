using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Coupons;

/// <summary><c>coupon withdraw</c>, <c>deposit</c>, <c>exchange</c>, <c>correct</c>, <c>cover</c>, <c>convert</c>, <c>pin</c>.</summary>
internal static class CounterVerbs
{
    public static Option<string[]> Notes() => new("--notes")
    {
        Description = "Ranges such as \"MEN-A 301-302\", again for each.",
        DefaultValueFactory = _ => [],
    };

    public static Command Withdraw(Verbs verbs) => AtCounter(
        verbs, "withdraw", "Hand out notes on an account.",
        static (client, ledger, body, cancel) => client.WithdrawCouponsAsync(ledger, body, cancel));

    public static Command Deposit(Verbs verbs) => AtCounter(
        verbs, "deposit", "Take notes in for an account.",
        static (client, ledger, body, cancel) => client.DepositCouponsAsync(ledger, body, cancel));

    public static Command Exchange(Verbs verbs)
    {
        var account = Given.Account("account", "Of the member who brings them");
        var expired = Notes();
        var replacements = new Option<string[]>("--for")
        {
            Description = "Ranges handed out, again for each; the rest goes to the account.",
            DefaultValueFactory = _ => [],
        };
        var (till, line, pin) = Evidence();
        return verbs.Change("exchange", "Exchange expired notes.", [account, expired, replacements, till, line, pin],
            async call => call.Tell(await call.Client.ExchangeNotesAsync(
                call.Get(account).Ledger,
                new ExchangeBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Expired = call.Get(expired),
                    Replacements = call.Get(replacements),
                    Till = call.Get(till),
                    PaperLine = call.Get(line),
                    Pin = call.Get(pin),
                },
                call.Cancel)));
    }

    public static Command Correct(Verbs verbs)
    {
        var line = Given.Id("line", "The operation that made the line.");
        var account = Given.Account("account", "The account of the line");
        var reason = Given.Needed("--reason", "Why.");
        return verbs.Change("correct", "Undo a line that was keyed wrongly.", [line, account, reason],
            async call => call.Tell(await call.Client.CorrectLineAsync(
                call.Get(account).Ledger, call.Get(line), call.Get(account).Account,
                new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    public static Command Cover(Verbs verbs)
    {
        var account = Given.Account("account", "Of the member who leaves");
        var reason = Given.Needed("--reason", "Why.");
        return verbs.Change("cover", "Make up from #1 what a leaving member owes (trustee).", [account, reason],
            async call => call.Tell(await call.Client.CoverClosingAsync(
                call.Get(account).Ledger, call.Get(account).Account,
                new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    public static Command Convert(Verbs verbs)
    {
        var account = Given.Account("account", "In the convertible book");
        var amount = Given.Code("amount", "In units.");
        var back = Given.Flag("--back", "From coupons back to rupiah.");
        return verbs.Change("convert", "Rupiah into convertible coupons, or back.", [account, amount, back],
            async call => call.Tell(await call.Client.ConvertAsync(
                call.Get(account).Ledger,
                new ConversionBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Amount = call.Get(amount),
                    Back = call.Get(back),
                },
                call.Cancel)));
    }

    public static Command Pin(Verbs verbs)
    {
        var account = Given.Account("account", "Of the member");
        return verbs.Change("pin", "Choose the PIN of an account's member; it is read from the input.", [account],
            async call => call.Tell(await call.Client.SetPinAsync(
                call.Get(account).Ledger, call.Get(account).Account,
                new PinBody { Id = call.Id, Pin = Console.In.ReadLine()?.Trim() ?? "" }, call.Cancel)));
    }

    private static Command AtCounter(
        Verbs verbs, string name, string description,
        Func<RegionalClient, string, CounterBody, CancellationToken, Task<Answer<PostingView>>> send)
    {
        var account = Given.Account("account", "Whose; administration and community-fund are #1 and #2");
        var amount = Given.Code("amount", "In units.");
        var (notes, (till, line, pin), date) = (Notes(), Evidence(), Given.Date("--date", "Date in the books"));
        return verbs.Change(name, description, [account, amount, notes, till, line, pin, date],
            async call => call.Tell(await send(
                call.Client,
                call.Get(account).Ledger,
                new CounterBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Amount = call.Get(amount),
                    Notes = call.Get(notes),
                    Till = call.Get(till),
                    PaperLine = call.Get(line),
                    Pin = call.Get(pin),
                    BusinessDate = call.Get(date),
                },
                call.Cancel)));
    }

    private static (Option<Guid?> Till, Option<string?> Line, Option<string?> Pin) Evidence() => (
        new Option<Guid?>("--till") { Description = "The open till." },
        Given.Text("--line", "Number of the paper line the member signed."),
        Given.Text("--pin", "Or the member's PIN."));
}
