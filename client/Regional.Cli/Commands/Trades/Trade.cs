using System.CommandLine;
using Regional.Cli.CommandLine;
using Regional.Cli.Commands.Payments;
using Regional.Cli.Screen;
using Regional.Client;
using Regional.Client.Model;

namespace Regional.Cli.Commands.Trades;

/// <summary><c>trade</c> and <c>quote</c>: the same words, one of them binding.</summary>
internal static class Trade
{
    public static Command Build(Verbs verbs)
    {
        var terms = new TradeTerms();
        return verbs.Change("trade", "Pay from one ledger to another through the region.", terms.Symbols,
            async call => call.Tell(await call.Client.TradeAsync(terms.Body(call, call.Id), call.Cancel)));
    }

    public static Command Quote(Verbs verbs)
    {
        var terms = new TradeTerms();
        return verbs.Read("quote", "Ask what a trade would cost the payer now; nothing happens.", terms.Symbols,
            async call => call.Answers.Tell(
                await call.Client.QuoteAsync(terms.Body(call, null), call.Cancel), WireJson.Default.QuoteView,
                static (to, quote) => to.Print(
                    ("payer pays", $"{quote.PayerAmount}"), ("payee receives", $"{quote.PayeeAmount}"))));
    }

    private sealed class TradeTerms
    {
        private readonly PaymentOptions _options = new();
        private readonly Argument<AccountCode> _payer = Given.Account("payer", "Account that pays");
        private readonly Argument<AccountCode> _payee = Given.Account("payee", "Account that is paid");
        private readonly Option<string?> _most = Given.Text(
            "--at-most", "The most the payer will pay, in the payer's unit.");

        public Symbol[] Symbols => [_payer, _payee, _options.Amount, _options.Currency, _most, .. _options.Details];

        public TradeBody Body(Call call, Guid? id) => new()
        {
            Id = id,
            Payer = $"{call.Get(_payer)}",
            Payee = $"{call.Get(_payee)}",
            Amount = call.Get(_options.Amount),
            Currency = call.Get(_options.Currency),
            PayerAmountMax = call.Get(_most),
            Purpose = call.Get(_options.Purpose),
            BusinessDate = call.Get(_options.Date),
            Reference = call.Get(_options.Reference),
            ExternalReference = call.Get(_options.External),
            DocumentDate = call.Get(_options.DocumentDate),
            DocumentNumber = call.Get(_options.Document),
            ClaimsDocument = call.Get(_options.Claims),
        };
    }
}
