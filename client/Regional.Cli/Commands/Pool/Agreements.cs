using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Pool;

/// <summary>Loans: <c>pool propose</c>, <c>loans</c>, <c>loan</c>, <c>vote</c>, <c>sign</c>, <c>reject</c>, <c>give-up</c>.</summary>
internal static class Agreements
{
    public static Command Propose(Verbs verbs)
    {
        var (account, amount, reason) = (PoolOptions.Account(), PoolOptions.Amount(), Given.Reason());
        var term = new Option<int?>("--term") { Description = "Months of repayment, 1 to 600.", HelpName = "months" };
        var repayment = Given.Text("--repayment", "Repaid each month; with --term or instead of it.");
        var saving = Given.Text("--saving", "Saved each month after that; default: as much as the repayment.");
        return verbs.Change(
            "propose", "Propose a loan to the pool; the answer shows its plan.",
            [account, amount, term, repayment, saving, reason],
            async call => Tell(call, await call.Client.ProposeAgreementAsync(
                call.Get(account).Ledger,
                new ProposeAgreementBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Amount = call.Get(amount),
                    TermMonths = call.Get(term),
                    Repayment = call.Get(repayment),
                    Saving = call.Get(saving),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    public static Command List(Verbs verbs)
    {
        var (ledger, limit) = (Given.Ledger(), Given.Limit());
        var account = Given.Text("--account", "Only of this account.");
        return verbs.Read("loans", "List a pool's loans, newest first.", [ledger, account, limit],
            call => call.Answers.TellAsync(
                call.Client.ListAgreementsAsync(call.Get(ledger), call.Get(account), call.Cancel),
                WireJson.Default.AgreementView, call.Get(limit), call.Cancel,
                new("loan", static loan => $"{loan.Id}"),
                new("account", static loan => loan.Account),
                new("status", static loan => loan.Status),
                new("amount", static loan => loan.Amount, IsFigure: true),
                new("drawn", static loan => loan.Drawn, IsFigure: true),
                new("payments", static loan => $"{loan.Plan?.Payments}", IsFigure: true),
                new("behind", static loan => loan.Standing?.Behind, IsFigure: true)));
    }

    public static Command Show(Verbs verbs)
    {
        var (agreement, ledger) = (PoolOptions.Agreement(), Given.Ledger());
        return verbs.Read("loan", "Show a loan with its votes and its plan.", [agreement, ledger],
            async call => Tell(
                call, await call.Client.FindAgreementAsync(call.Get(ledger), call.Get(agreement), call.Cancel)));
    }

    public static Command Vote(Verbs verbs)
    {
        var (agreement, ledger, member) = (PoolOptions.Agreement(), Given.Ledger(), PoolOptions.Member());
        var choice = Given.Code("choice", "for, against or abstain.");
        var reason = Given.Reason();
        return verbs.Change("vote", "Vote on a loan; a later vote takes the place of the earlier one.",
            [agreement, choice, ledger, member, reason],
            async call => Tell(call, await call.Client.VoteAsync(
                call.Get(ledger),
                call.Get(agreement),
                new VoteBody
                {
                    Id = call.Id,
                    Member = call.Get(member),
                    Choice = call.Get(choice),
                    Reason = call.Get(reason),
                },
                call.Cancel)));
    }

    public static Command Sign(Verbs verbs)
    {
        var (agreement, ledger, member) = (PoolOptions.Agreement(), Given.Ledger(), PoolOptions.Member());
        return verbs.Change("sign", "Sign a loan that is carried; the last signature makes it an agreement.",
            [agreement, ledger, member],
            async call => Tell(call, await call.Client.SignAsync(
                call.Get(ledger),
                call.Get(agreement),
                new SignatureBody { Id = call.Id, Member = call.Get(member) },
                call.Cancel)));
    }

    public static Command Reject(Verbs verbs) => End(
        verbs, "reject", "Say no to a proposal, for the pool.",
        static (client, ledger, agreement, body, cancel) =>
            client.RejectAgreementAsync(ledger, agreement, body, cancel));

    public static Command GiveUp(Verbs verbs) => End(
        verbs, "give-up", "Take a proposal back, or draw no more of an agreement.",
        static (client, ledger, agreement, body, cancel) =>
            client.WithdrawAgreementAsync(ledger, agreement, body, cancel));

    private static Command End(
        Verbs verbs, string name, string description,
        Func<RegionalClient, string, Guid, CommandBody, CancellationToken, Task<Answer<AgreementView>>> end)
    {
        var (agreement, ledger, reason) = (PoolOptions.Agreement(), Given.Ledger(), Given.Reason());
        return verbs.Change(name, description, [agreement, ledger, reason],
            async call => Tell(call, await end(
                call.Client, call.Get(ledger), call.Get(agreement),
                new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }

    private static int Tell(Call call, Answer<AgreementView> answer) =>
        call.Answers.Tell(answer, WireJson.Default.AgreementView, Print);

    private static void Print(AnswerPrinter to, AgreementView loan)
    {
        to.Print(
            ("loan", $"{loan.Id}"),
            ("account", $"{loan.Account} ({loan.Name})"),
            ("status", loan.Status),
            ("amount", $"{loan.Amount} {loan.Currency}"),
            ("drawn", $"{loan.Drawn} {loan.Currency}"),
            ("repayment", $"{loan.Repayment} a month, {loan.TermMonths} months"),
            ("saving", $"{loan.Saving} a month after that"),
            ("votes", string.Join(", ", loan.Votes.Select(static vote => $"{vote.Member} {vote.Choice}"))),
            ("signed by", string.Join(", ", loan.Signatures)),
            ("payments", loan.Plan is { } plan ? $"{plan.Payments}, of them {plan.Repayments} repayments" : null),
            ("lowest points", loan.Plan?.LowestPoints),
            ("points back at zero", loan.Plan is { } end ? $"with payment {end.Payments}" : "never, with these payments"),
            ("behind", loan.Standing?.Behind),
            ("reason", loan.Reason));
        to.Print(
            loan.Plan?.Months ?? [],
            new("payment", static month => $"{month.Number}", IsFigure: true),
            new("paid", static month => month.Payment, IsFigure: true),
            new("balance", static month => month.Balance, IsFigure: true),
            new("points", static month => month.Points, IsFigure: true));
    }
}
