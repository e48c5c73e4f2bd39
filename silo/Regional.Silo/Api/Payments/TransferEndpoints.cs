using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Domain.Ledger;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;

namespace Regional.Silo.Api.Payments;

/// <summary>Payments within one ledger, at once or pending, and the end of pending ones.</summary>
internal sealed class TransferEndpoints(
    HostSettings settings, Places places, OrderReader orders, PaymentDesk payments, CommandDesk desk,
    ILedgerDirectory directory, ICodeResolver codes) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var ledger = v1.MapGroup("/ledgers/{ledger}").WithTags("Payments");
        ledger.Post("/transfers", TransferAsync).Commands<TransferBody, PostingView>(
            "Pay within a ledger", "Answered after the commit. With pending: true the amount is held, not moved.");
        ledger.Post("/postings", PostAsync).Commands<PostingBody, PostingView>(
            "Several payments of a ledger, all or none");
        ledger.Post("/pendings/{posting}/{leg}/post", PostPendingAsync).Commands<PostPendingBody, PostingView>(
            "Move a held amount, whole or in part; the rest is released",
            "A hold is a promise to the payee: whoever may pay from the payer's account may post it.");
        ledger.Post("/pendings/{posting}/{leg}/void", VoidAsync).Commands<CommandBody, PostingView>(
            "Release a held amount", "Whoever may act for the payee releases the promise; a teller or administrator too.");
    }

    private async Task<IResult> TransferAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<TransferBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        return await payments.AnswerAsync(
            caller, await orders.ReadAsync(caller, book, id, body, http.RequestAborted));
    }

    private async Task<IResult> PostAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<PostingBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        return await payments.AnswerAsync(
            caller, await orders.ReadAsync(caller, book, id, body, http.RequestAborted));
    }

    private async Task<IResult> PostPendingAsync(HttpContext http, string ledger, string posting, string leg)
    {
        var body = await BodyReader.ReadAsync<PostPendingBody>(http, settings.BodyBytesMax);
        return await ResolveAsync(http, ledger, posting, leg, body.Id, TransferAction.PostPending, body.Amount);
    }

    private async Task<IResult> VoidAsync(HttpContext http, string ledger, string posting, string leg)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        return await ResolveAsync(http, ledger, posting, leg, body.Id, TransferAction.VoidPending, amount: null);
    }

    private async Task<IResult> ResolveAsync(
        HttpContext http, string ledger, string posting, string leg, Guid? bodyId, TransferAction action, string? amount)
    {
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, bodyId));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        if (!short.TryParse(leg, out var place) || place < 0)
        {
            throw EdgeRefusal.Malformed("leg", leg);
        }

        var pending = new TransferId(new OperationId(Fields.Uuid("posting", posting)), place);
        var held = await directory.FindPendingAsync(pending, http.RequestAborted);
        if (held is null || held.Ledger != book.Id)
        {
            throw EdgeRefusal.NotFound("pending", $"{pending}");
        }

        // The payee may give the promise back, the payer may keep it; each side's community may for both of its own.
        var promised = action == TransferAction.VoidPending ? held.Credit : held.Debit;
        var side = await codes.FindAccountAsync(promised, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("pending", $"{pending}");
        Permissions.Demand(caller, AccessAction.Pay, book.Community is null ? new Target(book.Region) : Target.Of(side));
        var order = new ResolutionOrder
        {
            Id = id,
            Pending = pending,
            Action = action,
            AmountMinor = amount is null ? null : Fields.Amount("amount", amount, book.Currency.Scale),
            Details = await orders.ReadDetailsAsync(caller, book.Region, businessDate: null, http.RequestAborted),
        };
        return desk.CheckBudget(caller)
            ?? await payments.AnswerAsync(caller, await payments.Account(held.Debit).ResolveAsync(order));
    }
}
