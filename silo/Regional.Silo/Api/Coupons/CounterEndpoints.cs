using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Coupons;

/// <summary>The counter of 002: withdrawals, deposits, exchanges, conversions, and what corrects or closes them.</summary>
internal sealed class CounterEndpoints(
    HostSettings settings, Places places, CommandDesk desk, OrderReader orders, PaymentDesk payments,
    CounterEvidence evidence) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/coupons").WithTags("Coupons");
        group.Post("/withdrawals", WithdrawAsync).Commands<CounterBody, PostingView>(
            "Hand out notes on an account", "The fee of the terms in force is charged. A refusal names the largest withdrawal.");
        group.Post("/deposits", DepositAsync).Commands<CounterBody, PostingView>("Take notes in for an account");
        group.Post("/exchanges", ExchangeAsync).Commands<ExchangeBody, PostingView>(
            "Exchange expired notes for new ones", "What the new notes do not pay goes to the account.");
        group.Post("/lines/{line}/correct", CorrectAsync).Commands<CommandBody, PostingView>(
            "Undo a line that was keyed wrongly: coupons, fees and notes as one");
        group.Post("/accounts/{account}/cover", CoverAsync).Commands<CommandBody, PostingView>(
            "Make up from #1, through the balance account, what a leaving member owes", "The trustee's decision.");
        group.Post("/conversions", ConvertAsync).Commands<ConversionBody, PostingView>(
            "Rupiah into convertible coupons, or back", "Posted in the convertible and the rupiah book together.");
        group.Put("/accounts/{account}/pin", SetPinAsync).Commands<PinBody, CommandView>(
            "Choose the PIN of an account's member for the counter");
    }

    private async Task<IResult> WithdrawAsync(HttpContext http, string ledger)
    {
        var (caller, book, body, account) = await ReadAsync(http, ledger);
        return await AnswerAsync(caller, new WithdrawCouponsOrder
        {
            Id = CommandIds.Read(http, body.Id),
            Ledger = book.Id,
            Account = account.Id,
            Amount = AmountOf(body, book),
            Notes = NoteFields.Ranges("notes", body.Notes),
            Till = TillOf(body.Till),
            Evidence = await evidence.ReadAsync(body.PaperLine, body.Pin, account.Member, http.RequestAborted),
            Details = await DetailsAsync(caller, book, body, http.RequestAborted),
        });
    }

    private async Task<IResult> DepositAsync(HttpContext http, string ledger)
    {
        var (caller, book, body, account) = await ReadAsync(http, ledger);
        return await AnswerAsync(caller, new DepositCouponsOrder
        {
            Id = CommandIds.Read(http, body.Id),
            Ledger = book.Id,
            Account = account.Id,
            Amount = AmountOf(body, book),
            Notes = NoteFields.Ranges("notes", body.Notes),
            Till = TillOf(body.Till),
            Evidence = await evidence.ReadAsync(body.PaperLine, body.Pin, account.Member, http.RequestAborted),
            Details = await DetailsAsync(caller, book, body, http.RequestAborted),
        });
    }

    private async Task<IResult> ExchangeAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<ExchangeBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.WorkCounter, http.RequestAborted);
        var account = await places.AccountAsync(book, Fields.Required("account", body.Account), http.RequestAborted);
        return await AnswerAsync(caller, new ExchangeNotesOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = account.Id,
            Expired = NoteFields.Ranges("expired", body.Expired),
            Replacements = NoteFields.Ranges("replacements", body.Replacements),
            Till = TillOf(body.Till),
            Evidence = await evidence.ReadAsync(body.PaperLine, body.Pin, account.Member, http.RequestAborted),
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted),
        });
    }

    private async Task<IResult> CorrectAsync(HttpContext http, string ledger, string line, string? account)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.Correct, http.RequestAborted);
        var whose = await places.AccountAsync(book, Fields.Required("account", account), http.RequestAborted);
        return await AnswerAsync(caller, new CorrectLineOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = whose.Id,
            Line = new OperationId(Fields.Uuid("line", line)),
            Details = await orders.ReadDetailsAsync(caller, book.Region, businessDate: null, http.RequestAborted) with
            {
                Reference = Fields.Required("reason", body.Reason),
            },
        });
    }

    private async Task<IResult> CoverAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.CoverClosing, http.RequestAborted);
        var whose = await places.AccountAsync(book, account, http.RequestAborted);
        return await AnswerAsync(caller, new CoverClosingOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = whose.Id,
            Details = await orders.ReadDetailsAsync(caller, book.Region, businessDate: null, http.RequestAborted) with
            {
                ApprovedBy = caller.Actor,
                Reference = Fields.Required("reason", body.Reason),
            },
        });
    }

    private async Task<IResult> ConvertAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<ConversionBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.WorkCounter, http.RequestAborted);
        var account = await places.AccountAsync(book, Fields.Required("account", body.Account), http.RequestAborted);
        return await AnswerAsync(caller, new ConversionOrder
        {
            Id = id,
            Ledger = book.Id,
            Account = account.Id,
            Amount = new Amount(Fields.Amount("amount", body.Amount, book.Currency.Scale), book.Currency),
            IsBack = body.Back,
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted),
        });
    }

    private async Task<IResult> SetPinAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<PinBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        var whose = await places.AccountAsync(book, account, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.SetPin, Target.Of(whose));
        if (whose.Member is not { } member)
        {
            throw EdgeRefusal.NotFound("member", account);
        }

        var (salt, hash) = CounterEvidence.Seal(body.Pin, id);
        var command = new SetPin(member, salt, hash) { Id = id, Actor = caller.Actor };
        return await desk.ExecuteAsync(caller, command, new() { ["account"] = $"{book.Code}/{account}" });
    }

    private async Task<(Caller Caller, LedgerAddress Book, CounterBody Body, AccountAddress Account)> ReadAsync(
        HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<CounterBody>(http, settings.BodyBytesMax);
        var caller = Caller.Of(http);
        var book = await BookAsync(caller, ledger, AccessAction.WorkCounter, http.RequestAborted);
        return (
            caller, book, body,
            await places.AccountAsync(book, Fields.Required("account", body.Account), http.RequestAborted));
    }

    private async Task<IResult> AnswerAsync(Caller caller, SchemeOrder order) =>
        desk.CheckBudget(caller)
        ?? await payments.AnswerAsync(caller, await payments.Account(order.Accounts[0]).CarryOutAsync(order));

    private async Task<LedgerAddress> BookAsync(
        Caller caller, string ledger, AccessAction action, CancellationToken cancellationToken)
    {
        var book = await places.LedgerAsync(ledger, cancellationToken);
        Permissions.Demand(caller, action, Target.Of(book));
        return book;
    }

    private async Task<OrderDetails> DetailsAsync(
        Caller caller, LedgerAddress book, CounterBody body, CancellationToken cancellationToken) =>
        await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, cancellationToken) with
        {
            Reference = body.Reference,
        };

    private static Amount AmountOf(CounterBody body, LedgerAddress book) =>
        new(Fields.Amount("amount", body.Amount, book.Currency.Scale), book.Currency);

    private static OperationId? TillOf(Guid? till) => till is { } id ? new OperationId(id) : null;
}
