using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Pool;

/// <summary><c>pool deposit</c>, <c>pool withdraw</c> and <c>pool settlement-cash</c>.</summary>
internal static class PoolCash
{
    public static Command Deposit(Verbs verbs)
    {
        var (account, amount, currency) = (PoolOptions.Account(), PoolOptions.Amount(), PoolOptions.Currency());
        var (date, reference) = (Given.Date("--business-date", "Date in the books"), Given.Text("--reference", "Text the member sees."));
        return verbs.Change(
            "deposit", "Enter national currency that came in for a member; a loan shrinks first.",
            [account, amount, currency, date, reference],
            async call => call.Tell(await call.Client.DepositAsync(
                call.Get(account).Ledger,
                new PoolDepositBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Amount = call.Get(amount),
                    Currency = call.Get(currency),
                    BusinessDate = call.Get(date),
                    Reference = call.Get(reference),
                },
                call.Cancel)));
    }

    public static Command Withdraw(Verbs verbs)
    {
        var (account, amount, currency) = (PoolOptions.Account(), PoolOptions.Amount(), PoolOptions.Currency());
        var (date, reference) = (Given.Date("--business-date", "Date in the books"), Given.Text("--reference", "Text the member sees."));
        var agreement = new Option<Guid?>("--agreement")
        {
            Description = "The agreement that what is past the savings draws on; default: the member's, oldest first.",
            HelpName = "uuid",
        };
        return verbs.Change(
            "withdraw", "Pay national currency out to a member: savings first, past them a loan under an agreement.",
            [account, amount, currency, agreement, date, reference],
            async call => call.Tell(await call.Client.WithdrawAsync(
                call.Get(account).Ledger,
                new PoolWithdrawalBody
                {
                    Id = call.Id,
                    Account = call.Get(account).Account,
                    Amount = call.Get(amount),
                    Currency = call.Get(currency),
                    Agreement = call.Get(agreement),
                    BusinessDate = call.Get(date),
                    Reference = call.Get(reference),
                },
                call.Cancel)));
    }

    public static Command Return(Verbs verbs)
    {
        var (ledger, reason) = (Given.Ledger(), Given.Reason());
        return verbs.Change(
            "settlement-cash", "Return what the region's settlements left to the pool's bank account.", [ledger, reason],
            async call => call.Tell(await call.Client.ReturnSettlementCashAsync(
                call.Get(ledger), new CommandBody { Id = call.Id, Reason = call.Get(reason) }, call.Cancel)));
    }
}
