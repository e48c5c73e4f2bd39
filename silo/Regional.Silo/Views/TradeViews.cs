using Regional.Client.Model;
using Regional.Contracts.Queries;
using Regional.Silo.Edge;
using Regional.Silo.Problems;

namespace Regional.Silo.Views;

/// <summary>Trades and payment requests on the wire.</summary>
internal static class TradeViews
{
    public static TradeView View(TradeDetail trade) => new()
    {
        Id = trade.Id.Value,
        Status = Words.Of(trade.Status),
        Payer = trade.Payer.ToString(),
        Payee = trade.Payee.ToString(),
        PayeeAmount = MoneyOf.View(trade.PayeeAmount),
        PayerAmount = trade.PayerAmount is { } paid ? MoneyOf.View(paid) : null,
        Purpose = trade.Purpose,
        BusinessDate = trade.BusinessDate,
        Reference = trade.Texts.Reference,
        ExternalReference = trade.Texts.ExternalReference,
        DocumentDate = trade.Texts.DocumentDate,
        DocumentNumber = trade.Texts.DocumentNumber,
        QueuedAt = trade.QueuedAt,
        QueueAccount = trade.QueueAccount?.Code,
        DecidedAt = trade.DecidedAt,
        Window = trade.WindowNo,
        Refusal = trade.Refusal is { } refusal ? ProblemOf.From(refusal) : null,
    };

    public static RequestView View(RequestDetail request) => new()
    {
        Id = request.Id.Value,
        Payee = request.Payee.ToString(),
        Payer = request.Payer.ToString(),
        Amount = MoneyOf.View(request.Amount),
        Purpose = request.Purpose,
        Reference = request.Reference,
        DocumentNumber = request.DocumentNumber,
        RequestedAt = request.RequestedAt,
        ExpiresAt = request.ExpiresAt,
        Status = Words.Of(request.Status),
        AnsweredBy = request.AnsweredBy?.Value,
    };
}
