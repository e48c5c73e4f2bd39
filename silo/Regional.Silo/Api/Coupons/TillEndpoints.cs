using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes.Coupons;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Coupons;

/// <summary>Tills: opened, counted and closed by the teller who answers for them.</summary>
internal sealed class TillEndpoints(
    HostSettings settings, Places places, CommandDesk desk, OrderReader orders, PaymentDesk payments, ICouponQueries queries,
    ILedgerDirectory directory) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/coupons/tills").WithTags("Coupons");
        group.Post("", OpenAsync).Commands<OpenTillBody, CommandView>("Open a till with notes of the stock");
        group.Post("/{till}/close", CloseAsync).Commands<CloseTillBody, TillView>(
            "Count a till by value and by number, and close it",
            "A difference is posted to the till-difference account with the teller's name; what was expected but not "
            + "counted is listed.");
        group.Get("", ListAsync).Reads<Client.Model.Page<TillView>>("Tills, newest first, at most a hundred");
        group.Get("/{till}", FindAsync).Reads<TillView>("A till with the notes in it");
        group.Get("/{till}/change", ChangeAsync).Reads<Client.Model.Page<string>>(
            "Notes of the till that make an amount, with the fewest notes", "?amount= in units. 404 when they cannot.");
    }

    private async Task<IResult> OpenAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<OpenTillBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.WorkCounter, http.RequestAborted);
        var command = new OpenTill(book.Id, NoteFields.Ranges("notes", body.Notes)) { Id = id, Actor = caller.Actor };
        return await desk.ExecuteAsync(caller, command, [], "till", "value");
    }

    private async Task<IResult> CloseAsync(HttpContext http, string ledger, string till)
    {
        var body = await BodyReader.ReadAsync<CloseTillBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.WorkCounter, http.RequestAborted);
        var open = await TillAsync(book, till, http.RequestAborted);
        if (open.Teller != caller.Actor
            && !Permissions.Allows(caller, AccessAction.ManageCommunity, Target.Of(book)))
        {
            throw Permissions.NotPermitted(caller, AccessAction.ManageCommunity);
        }

        var command = new CloseTill(
            open.Id, NoteFields.Counts(body.Counted, book.Currency), NoteFields.Ranges("notes", body.Notes))
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteThenAsync(
            caller, command, async isReplay => await SettleAsync(caller, book, open.Id, isReplay));
    }

    // A crash between count and posting leaves the difference unbooked: the same command, sent again, books it.
    private async Task<IResult> SettleAsync(Caller caller, LedgerAddress book, OperationId till, bool isReplay)
    {
        var closed = await TillAsync(book, till.ToString(), CancellationToken.None);
        if (closed.SettledBy is null && (!closed.Missing.IsEmpty || !closed.Found.IsEmpty))
        {
            var account = (await directory.FindAccountsAsync(
                book.Id, AccountRole.TillDifference, CancellationToken.None))[0].Id;
            var outcome = await payments.Account(account).CarryOutAsync(new SettleTillOrder
            {
                Id = DerivedId.Of(till, "difference"),
                Ledger = book.Id,
                TillDifference = account,
                Till = till,
                Missing = NoteFields.Ranges("missing", closed.Missing),
                Found = NoteFields.Ranges("found", closed.Found),
                Details = await orders.ReadDetailsAsync(caller, book.Region, businessDate: null, CancellationToken.None) with
                {
                    EnteredBy = closed.Teller,
                    Reference = "till difference",
                },
            });
            if (outcome is Contracts.Journal.PostingOutcome.Refused refused)
            {
                return await desk.RefuseAsync(caller, refused.Refusal);
            }

            closed = await TillAsync(book, till.ToString(), CancellationToken.None);
        }

        return Answer.Done(View(closed, book), isReplay);
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.ReadCommunity, http.RequestAborted);
        var tills = await queries.FindTillsAsync(book.Id, http.RequestAborted);
        return Answer.Ok(new Client.Model.Page<TillView>([.. tills.Select(till => View(till, book))], Next: null));
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string till)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.ReadCommunity, http.RequestAborted);
        return Answer.Ok(View(await TillAsync(book, till, http.RequestAborted), book));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string ledger, string till, string? amount)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.WorkCounter, http.RequestAborted);
        var minor = Fields.Amount("amount", amount, book.Currency.Scale);
        var open = await TillAsync(book, till, http.RequestAborted);
        var wanted = Change.From(Counts(open)).Make(new Amount(minor, book.Currency))
            ?? throw EdgeRefusal.For(
                RefusalReason.AmountNotInNotes,
                RefusalFact.Money("amount", minor, book.Currency),
                RefusalFact.Money(
                    "below", Change.From(Counts(open)).LargestWithin(new Amount(minor, book.Currency)).Minor, book.Currency));
        var notes = wanted.Counts.SelectMany(pair => open.Notes.Where(note => note.Value == pair.Key)
            .Take((int)pair.Value).Select(static note => note.Serial));
        return Answer.Ok(new Client.Model.Page<string>(
            [.. NoteRange.Of(notes).Select(static range => range.ToString())], Next: null));
    }

    private async Task<TillDetail> TillAsync(LedgerAddress book, string till, CancellationToken cancellationToken) =>
        await queries.FindTillAsync(book.Id, new OperationId(Fields.Uuid("till", till)), cancellationToken)
        ?? throw EdgeRefusal.NotFound("till", till);

    private async Task<LedgerAddress> BookAsync(
        Caller caller, string ledger, AccessAction action, CancellationToken cancellationToken)
    {
        var book = await places.LedgerAsync(ledger, cancellationToken);
        Permissions.Demand(caller, action, Target.Of(book));
        return book;
    }

    private static NoteCounts Counts(TillDetail till) =>
        till.Notes.Aggregate(NoteCounts.None, static (all, note) => all.With(note.Value, 1));

    private static TillView View(TillDetail till, LedgerAddress book) => new()
    {
        Id = till.Id.Value,
        Teller = till.Teller,
        OpenedAt = till.OpenedAt,
        OpenedValue = MoneyOf.View(till.OpenedValue, book.Currency),
        ClosedAt = till.ClosedAt,
        Expected = MoneyOf.View(till.Expected, book.Currency),
        Counted = MoneyOf.View(till.Counted, book.Currency),
        Missing = till.Missing,
        Found = till.Found,
        SettledBy = till.SettledBy?.Value,
        Notes = [.. NoteRange.Of(till.Notes.Select(static note => note.Serial)).Select(static range => range.ToString())],
        Counts = Counts(till).Counts.ToImmutableSortedDictionary(
            pair => MoneyText.Format(pair.Key, book.Currency.Scale), static pair => pair.Value),
    };
}
