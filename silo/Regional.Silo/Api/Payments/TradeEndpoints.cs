using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Payments;

/// <summary>Payments between ledgers through the region.</summary>
internal sealed class TradeEndpoints(
    HostSettings settings, OrderReader orders, PaymentDesk payments, CommandDesk desk, PostingViews views,
    TradeReads trades, ICodeResolver codes) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/trades").WithTags("Trades");
        group.Post("", TradeAsync).Commands<TradeBody, TradeView>(
            "Pay into another ledger through the region",
            "One commit in every ledger of the path. Beyond a net cap it is refused, or waits (status queued), as the region chose.");
        group.Post("/quote", QuoteAsync).Asks<TradeBody, QuoteView>(
            "What a trade would cost the payer now", "Nothing is held and nothing is recorded.");
        group.Post("/{id}/cancel", CancelAsync).Commands<CommandBody, TradeView>("Give up a trade that waits at a cap");
    }

    private async Task<IResult> TradeAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<TradeBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var (order, region) = await orders.ReadAsync(caller, id, body, http.RequestAborted);
        return desk.CheckBudget(caller)
            ?? await AnswerAsync(caller, order, await payments.Region(region).TradeAsync(order));
    }

    private async Task<IResult> QuoteAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<TradeBody>(http, settings.BodyBytesMax);
        var caller = Caller.Of(http);

        // Nothing is recorded under a quote's id; the order's form needs one.
        var id = new OperationId(body.Id ?? Guid.CreateVersion7());
        var (order, region) = await orders.ReadAsync(caller, id, body, http.RequestAborted);
        return await payments.Region(region).QuoteAsync(order) switch
        {
            TradeQuoted quoted =>
                Answer.Ok(new QuoteView
                {
                    PayerAmount = MoneyOf.View(quoted.PayerAmount),
                    PayeeAmount = MoneyOf.View(quoted.PayeeAmount),
                }),
            TradeRefused refused => await desk.RefuseAsync(caller, refused.Refusal),
            var other => throw new InvariantViolation($"A quote was answered as {other.GetType().Name}."),
        };
    }

    private async Task<IResult> CancelAsync(HttpContext http, string id)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, command) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var trade = new OperationId(Fields.Uuid("trade", id));
        var (found, payer) = await trades.LoadAsync(caller, trade, http.RequestAborted);
        var view = TradeViews.View(found);
        if (!Permissions.Allows(caller, AccessAction.Pay, Target.Of(payer)))
        {
            Permissions.Demand(caller, AccessAction.ManageRegion, new Target(payer.Region));
        }

        if (desk.CheckBudget(caller) is { } spent)
        {
            return spent;
        }

        var reply = await payments.Region(payer.Region).CancelAsync(command, trade, caller.Actor);
        return await AfterTheDeed.AnswerAsync(async () => reply switch
        {
            TradeRefused refused => await desk.RefuseAsync(caller, refused.Refusal),
            TradeQueued queued => Answer.Done(view with { Status = Words.Of(queued.Status) }, isReplay: false),
            TradePosted posted => Answer.Done(
                view with
                {
                    Status = "posted",
                    Posting = await views.ViewAsync(posted.Receipt, posted.IsReplay, caller, CancellationToken.None),
                },
                isReplay: true),
            var other => throw new InvariantViolation($"A cancellation was answered as {other.GetType().Name}."),
        });
    }

    private Task<IResult> AnswerAsync(Caller caller, TradeOrder order, TradeReply reply) =>
        AfterTheDeed.AnswerAsync(async () => reply switch
        {
            TradePosted posted => Answer.Done(
                (await ViewAsync(order, "posted")) with
                {
                    IsReplay = posted.IsReplay,
                    DecidedAt = posted.Receipt.RecordedAt,
                    Posting = await views.ViewAsync(posted.Receipt, posted.IsReplay, caller, CancellationToken.None),
                },
                posted.IsReplay),
            TradeQueued queued => Answer.Done(await ViewAsync(order, Words.Of(queued.Status)), isReplay: false),
            TradeRefused refused => await desk.RefuseAsync(caller, refused.Refusal),
            _ => throw new InvariantViolation($"A trade was answered as {reply.GetType().Name}."),
        });

    private async Task<TradeView> ViewAsync(TradeOrder order, string status)
    {
        var accounts = await codes.FindAccountsAsync([order.Payer, order.Payee], CancellationToken.None);
        return new TradeView
        {
            Id = order.Id.Value,
            Status = status,
            Payer = PostingViews.NameOf(accounts[order.Payer]),
            Payee = PostingViews.NameOf(accounts[order.Payee]),
            PayeeAmount = MoneyOf.View(order.PayeeAmountMinor, accounts[order.Payee].Currency),
            Purpose = order.Purpose,
            BusinessDate = order.Details.BusinessDate,
            Reference = order.Details.Reference,
            ExternalReference = order.Details.ExternalReference,
            DocumentDate = order.Details.DocumentDate,
            DocumentNumber = order.Details.DocumentNumber,
        };
    }
}
