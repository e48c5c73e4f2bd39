using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Screen;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Requests;

internal static class RequestCreate
{
    // As long as an invoice is usually payable.
    private const long DefaultExpirySeconds = 14 * 24 * 3600;

    public static Command Build(Verbs verbs)
    {
        var payee = Given.Account("payee", "Account that asks");
        var payer = Given.Account("payer", "Account that is asked");
        var amount = Given.Code("amount", "How much, in units of the payee's ledger: 12.50.");
        var currency = Given.Code("currency", "The payee's unit, as a check.");
        var purpose = Given.Text("--purpose", "Purpose code (default goods).");
        var reference = Given.Text("--reference", "Text both see, at most 140 characters.");
        var document = Given.Text("--document", "The invoice's number.");
        var expiry = new Option<long>("--expires-in")
        {
            Description = "Seconds the payer may take to answer (default 14 days).",
            DefaultValueFactory = _ => DefaultExpirySeconds,
        };
        return verbs.Change("create", "Ask a payer for money.",
            [payee, payer, amount, currency, purpose, reference, document, expiry],
            async call => call.Tell(await call.Client.RequestAsync(
                new RequestPaymentBody
                {
                    Id = call.Id,
                    Payee = $"{call.Get(payee)}",
                    Payer = $"{call.Get(payer)}",
                    Amount = call.Get(amount),
                    Currency = call.Get(currency),
                    Purpose = call.Get(purpose),
                    Reference = call.Get(reference),
                    DocumentNumber = call.Get(document),
                    ExpirySeconds = call.Get(expiry),
                },
                call.Cancel)));
    }
}
