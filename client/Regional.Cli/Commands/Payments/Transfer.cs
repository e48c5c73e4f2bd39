using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Payments;

internal static class Transfer
{
    public static Command Build(Verbs verbs)
    {
        var options = new PaymentOptions();
        var ledger = Given.Ledger();
        var payer = Given.Code("payer", "Account that pays.");
        var payee = Given.Code("payee", "Account that is paid.");
        var pending = Given.Flag("--pending", "Hold the amount instead of moving it.");
        var expiry =
            new Option<long?>("--expires-in") { Description = "Seconds a pending transfer waits; default: no end." };
        var forced = Given.Text("--force", "Pass limits, for this reason (administrators).");
        return verbs.Change("transfer", "Pay, or hold, an amount within a ledger.",
            [payer, payee, options.Amount, options.Currency, ledger, pending, expiry, forced, .. options.Details],
            async call => call.Tell(await call.Client.TransferAsync(
                call.Get(ledger),
                new TransferBody
                {
                    Id = call.Id,
                    Payer = call.Get(payer),
                    Payee = call.Get(payee),
                    Amount = call.Get(options.Amount),
                    Currency = call.Get(options.Currency),
                    Purpose = call.Get(options.Purpose),
                    Pending = call.Get(pending),
                    ExpirySeconds = call.Get(expiry),
                    ForcedReason = call.Get(forced),
                    BusinessDate = call.Get(options.Date),
                    Reference = call.Get(options.Reference),
                    ExternalReference = call.Get(options.External),
                    DocumentDate = call.Get(options.DocumentDate),
                    DocumentNumber = call.Get(options.Document),
                    ClaimsDocument = call.Get(options.Claims),
                },
                call.Cancel)));
    }
}
