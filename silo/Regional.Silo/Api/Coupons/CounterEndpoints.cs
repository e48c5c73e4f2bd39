using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
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

    private Task<IResult> WithdrawAsync(HttpContext http, string ledger) =>
        CountAsync(http, ledger, static (line, amount, notes) => line.Withdraw(amount, notes));

    private Task<IResult> DepositAsync(HttpContext http, string ledger) =>
        CountAsync(http, ledger, static (line, amount, notes) => line.Deposit(amount, notes));

    private async Task<IResult> CountAsync(
        HttpContext http, string ledger, Func<CounterLine, Amount, ImmutableArray<NoteRange>, CounterOrder> orderOf)
    {
        var body = await BodyReader.ReadAsync<CounterBody>(http, settings.BodyBytesMax);
        var (book, account) = await PlaceAsync(http, ledger, body.Account);
        var (id, amount) = (CommandIds.Read(http, body.Id), AmountOf(body, book));
        var notes = NoteFields.Ranges("notes", body.Notes);
        var line = await LineAsync(http, id, book, account, body.Till, (body.PaperLine, body.Pin), body.BusinessDate);
        return await AnswerAsync(
            Caller.Of(http),
            orderOf(line with { Details = line.Details with { Reference = body.Reference } }, amount, notes));
    }

    private async Task<IResult> ExchangeAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<ExchangeBody>(http, settings.BodyBytesMax);
        var id = CommandIds.Read(http, body.Id);
        var (book, account) = await PlaceAsync(http, ledger, body.Account);
        var (expired, replacements) = (
            NoteFields.Ranges("expired", body.Expired), NoteFields.Ranges("replacements", body.Replacements));
        var line = await LineAsync(http, id, book, account, body.Till, (body.PaperLine, body.Pin), body.BusinessDate);
        return await AnswerAsync(Caller.Of(http), line.Exchange(expired, replacements));
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

    private async Task<(LedgerAddress Book, AccountAddress Account)> PlaceAsync(
        HttpContext http, string ledger, string? account)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.WorkCounter, http.RequestAborted);
        return (book, await places.AccountAsync(book, Fields.Required("account", account), http.RequestAborted));
    }

    // Last, as a PIN that is tried counts.
    private async Task<CounterLine> LineAsync(
        HttpContext http, OperationId id, LedgerAddress book, AccountAddress account, Guid? till,
        (string? PaperLine, string? Pin) shown, DateOnly? businessDate) => new(
            id, book, account.Id, till,
            await evidence.ReadAsync(shown.PaperLine, shown.Pin, account.Member, http.RequestAborted),
            await orders.ReadDetailsAsync(Caller.Of(http), book.Region, businessDate, http.RequestAborted));

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

    private static Amount AmountOf(CounterBody body, LedgerAddress book) =>
        new(Fields.Amount("amount", body.Amount, book.Currency.Scale), book.Currency);
}
