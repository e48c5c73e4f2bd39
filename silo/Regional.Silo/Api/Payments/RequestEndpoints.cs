using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Queries;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Payments;

/// <summary>A payee asks, a payer approves (which pays) or declines.</summary>
internal sealed class RequestEndpoints(
    HostSettings settings, Places places, PaymentDesk payments, CommandDesk desk, OrderReader orders,
    PostingViews views, ILedgerDirectory directory,
    ITradeQueries queries, ICodeResolver codes) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/requests").WithTags("Payment requests");
        group.Post("", RequestAsync).Commands<RequestPaymentBody, RequestView>("Ask somebody for money");
        group.Get("/{id}", FindAsync).Reads<RequestView>("One payment request");
        group.Post("/{id}/approve", ApproveAsync).Commands<CommandBody, PostingView>(
            "Pay what was asked for", "By the payer, or by a signatory or administrator of the payer's community.");
        group.Post("/{id}/decline", DeclineAsync).Commands<CommandBody, CommandView>("Say no; for the payer");
        group.Post("/{id}/withdraw", WithdrawAsync).Commands<CommandBody, CommandView>("Ask no longer; for the payee");
    }

    private async Task<IResult> RequestAsync(HttpContext http)
    {
        var body = await BodyReader.ReadAsync<RequestPaymentBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var payee = await places.AccountAsync("payee", body.Payee, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.RequestPayment, Target.Of(payee));
        var payer = await places.AccountAsync("payer", body.Payer, http.RequestAborted);
        if (payee.Id == payer.Id)
        {
            throw EdgeRefusal.For(RefusalReason.SameAccount, new RefusalFact("leg", "0"));
        }

        if (Fields.NamedCurrency(body.Currency, payee.Currency) != payee.Currency)
        {
            throw EdgeRefusal.For(
                RefusalReason.CurrencyMismatch, new("currency", body.Currency), new("ledgerCurrency", payee.Currency.Code));
        }

        var purpose = body.Purpose ?? Purposes.Goods;
        var command = new RequestPayment(
            payee.Id, payer.Id, Fields.Amount("amount", body.Amount, payee.Currency.Scale),
            Purposes.KindOf(purpose) ?? throw EdgeRefusal.Malformed("purpose", purpose), purpose, body.Reference,
            body.DocumentNumber, Fields.Expiry(body.ExpirySeconds)!.Value)
        { Id = id, Actor = caller.Actor };
        return await desk.ExecuteThenAsync(caller, command, async isReplay =>
        {
            var request = await queries.FindRequestAsync(id, CancellationToken.None)
                ?? throw new InvariantViolation($"Request {id} was made and is not there.");
            return Answer.Done(TradeViews.View(request) with { IsReplay = isReplay }, isReplay);
        });
    }

    private async Task<IResult> FindAsync(HttpContext http, string id)
    {
        var (request, payee, payer) = await LoadAsync(id, http.RequestAborted);
        var caller = Caller.Of(http);
        return Permissions.MayRead(caller, payee) || Permissions.MayRead(caller, payer)
            ? Answer.Ok(TradeViews.View((await queries.FindRequestAsync(request.Id, http.RequestAborted))!))
            : throw Permissions.NotPermitted(caller, AccessAction.ReadAccount);
    }

    private async Task<IResult> ApproveAsync(HttpContext http, string id)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, command) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var (request, payee, payer) = await LoadAsync(id, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.Approve, Target.Of(payer));
        if (desk.CheckBudget(caller) is { } spent)
        {
            return spent;
        }

        var details = await orders.ReadDetailsAsync(caller, payer.Region, businessDate: null, http.RequestAborted) with
        {
            ApprovedBy = caller.Actor,
            Reference = request.Reference,
            DocumentNumber = request.DocumentNumber,
        };
        return payee.Ledger == payer.Ledger
            ? await payments.AnswerAsync(caller, OrderOf(command, request, details))
            : await AnswerAsync(
                caller, await payments.Region(payer.Region).TradeAsync(TradeOf(command, request, details)));
    }

    private Task<IResult> AnswerAsync(Caller caller, TradeReply reply) => AfterTheDeed.AnswerAsync(async () => reply switch
    {
        TradePosted posted => Answer.Done(
            await views.ViewAsync(posted.Receipt, posted.IsReplay, caller, CancellationToken.None), posted.IsReplay),
        TradeQueued queued => Answer.Done(
            new PostingView { Id = queued.Trade.Value, Status = Words.Of(queued.Status) }, isReplay: false),
        TradeRefused refused => await desk.RefuseAsync(caller, refused.Refusal),
        _ => throw new InvariantViolation($"An approval was answered as {reply.GetType().Name}."),
    });

    private Task<IResult> DeclineAsync(HttpContext http, string id) => EndAsync(http, id, isWithdrawal: false);

    private Task<IResult> WithdrawAsync(HttpContext http, string id) => EndAsync(http, id, isWithdrawal: true);

    private async Task<IResult> EndAsync(HttpContext http, string id, bool isWithdrawal)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, command) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var (request, payee, payer) = await LoadAsync(id, http.RequestAborted);
        Permissions.Demand(
            caller, isWithdrawal ? AccessAction.RequestPayment : AccessAction.Approve, Target.Of(isWithdrawal ? payee : payer));
        return await desk.ExecuteAsync(
            caller,
            new EndRequest(request.Id, isWithdrawal) { Id = command, Actor = caller.Actor, Reason = body.Reason },
            new() { ["request"] = $"{request.Id}" });
    }

    private async Task<(PaymentRequest Request, AccountAddress Payee, AccountAddress Payer)> LoadAsync(
        string id, CancellationToken cancellationToken)
    {
        var request = await directory.FindRequestAsync(
            new OperationId(Fields.Uuid("request", id)), cancellationToken) ?? throw EdgeRefusal.NotFound("request", id);
        var accounts = await codes.FindAccountsAsync([request.Payee, request.Payer], cancellationToken);
        return (request, accounts[request.Payee], accounts[request.Payer]);
    }

    private static PaymentOrder OrderOf(OperationId id, PaymentRequest request, OrderDetails details) => new()
    {
        Id = id,
        Ledger = request.PayeeLedger,
        Legs = [new PaymentLeg { Debit = request.Payer, Credit = request.Payee, Amount = request.Amount, Purpose = request.Purpose }],
        Details = details,
        Request = request.Id,
    };

    private static TradeOrder TradeOf(OperationId id, PaymentRequest request, OrderDetails details) => new()
    {
        Id = id,
        Payer = request.Payer,
        Payee = request.Payee,
        PayeeAmountMinor = request.Amount.Minor,
        Currency = request.Amount.Currency,
        Purpose = request.Purpose,
        Details = details,
        Request = request.Id,
    };
}
