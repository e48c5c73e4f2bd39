using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Credit;

/// <summary><c>credit limits</c>, <c>credit grant</c>, <c>credit pay</c> and <c>credit history</c>.</summary>
internal static class CreditLimits
{
    private const string LimitText = "Under the model fixed: the credit limit for each account.";

    public static Command Review(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        var (asOf, account) = (AsOf(), Given.Text("--account", "Code of one account alone."));
        var fixedLimit = Given.Text("--credit-limit", LimitText);
        return verbs.Read(
            "limits", "A dry run: limits before and after, as the terms' model would grant them. Nothing changes.",
            [ledger, asOf, account, fixedLimit, limit],
            call => call.Answers.TellAsync(
                call.Client.ReviewLimitsAsync(
                    call.Get(ledger),
                    new GrantLimitsBody
                    {
                        AsOf = call.Get(asOf),
                        Account = call.Get(account),
                        CreditLimit = call.Get(fixedLimit),
                    },
                    call.Cancel),
                WireJson.Default.LimitReviewView, call.Get(limit), call.Cancel,
                new("account", static one => one.Account),
                new("name", static one => one.Name),
                new("balance", static one => one.Balance.ToString(), IsFigure: true),
                new("floor before", static one => one.FloorBefore?.ToString() ?? "none", IsFigure: true),
                new("after", static one => one.FloorAfter.ToString(), IsFigure: true),
                new("ceiling before", static one => one.CeilingBefore?.ToString() ?? "none", IsFigure: true),
                new("after", static one => one.CeilingAfter?.ToString() ?? "none", IsFigure: true),
                new("on", static one => Basis(
                    one.CountedSales, one.Months, one.PayrollPower, one.CommercialPower, one.MonthlyPay)),
                new("", static one => (one.IsChanged ? "changes" : "") + (one.IsBeyond ? ", balance beyond" : ""))));
    }

    public static Command Grant(Verbs verbs)
    {
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        var (asOf, account) = (AsOf(), Given.Text("--account", "Code of one account alone."));
        var fixedLimit = Given.Text("--credit-limit", LimitText);
        return verbs.Change(
            "grant", "Set limits as the terms' model says; look at them with credit limits first.",
            [ledger, asOf, account, fixedLimit, reason],
            async call => call.Tell(await call.Client.GrantLimitsAsync(
                call.Get(ledger),
                new GrantLimitsBody
                {
                    Id = call.Id,
                    AsOf = call.Get(asOf),
                    Account = call.Get(account),
                    CreditLimit = call.Get(fixedLimit),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    public static Command Pay(Verbs verbs)
    {
        var account = Given.Account("account", "The account");
        var pay = Given.Needed("--monthly-pay", "What its holder pays or earns a month, zero or more.");
        var reason = Given.Reason();
        return verbs.Change(
            "pay", "Declare a holder's monthly pay, on which Riegel's powers rest; the next grant takes it up.",
            [account, pay, reason],
            async call => call.Tell(await call.Client.DeclarePayAsync(
                call.Get(account),
                new DeclarePayBody { Id = call.Id, MonthlyPay = call.Get(pay), Reason = call.Get(reason) },
                call.Cancel)));
    }

    public static Command History(Verbs verbs)
    {
        var (account, limit) = (Given.Account("account", "The account"), Given.Limit());
        return verbs.Read(
            "history", "List an account's limits as they were set: who, when, why, and on what.", [account, limit],
            call => call.Answers.TellAsync(
                call.Client.ListLimitsAsync(call.Get(account), call.Cancel), WireJson.Default.LimitChangeView,
                call.Get(limit), call.Cancel,
                new("at", static one => Figures.Time(one.At)),
                new("by", static one => one.Actor),
                new("floor", static one => one.Floor?.ToString() ?? "none", IsFigure: true),
                new("ceiling", static one => one.Ceiling?.ToString() ?? "none", IsFigure: true),
                new("model", static one => one.Model),
                new("on", static one => Basis(
                    one.CountedSales, one.Months, one.PayrollPower, one.CommercialPower, one.MonthlyPay)),
                new("reason", static one => one.Reason)));
    }

    private static Option<DateOnly?> AsOf() => Given.Date("--as-of", "Last business date whose sales count; default today");

    private static string? Basis(Money? counted, int? months, Money? payroll, Money? commercial, Money? pay) =>
        counted is not null ? $"sales {counted} in {months} months"
        : pay is not null ? $"pay {pay}: wages {payroll}, purchases {commercial}"
        : null;
}
