using System.Collections.Immutable;
using System.Text.Json;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Coupons;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Coupons;

/// <summary>Series of notes, their printing, single notes.</summary>
internal sealed class SeriesEndpoints(
    HostSettings settings, Places places, CommandDesk desk, ICouponQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/coupons").WithTags("Coupons");
        group.Post("/series", RegisterAsync).Commands<SeriesBody, CommandView>(
            "Register a series of notes with its design record");
        group.Get("/series", ListAsync).Reads<Client.Model.Page<SeriesView>>("Series of the book, and where their notes are");
        group.Post("/series/{series}/notes", PrintAsync).Commands<PrintBody, CommandView>(
            "Take notes of one value from the printer into the stock");
        group.Get("/series/{series}/notes/{number:long}", FindAsync).Reads<NoteView>(
            "One note and the way it went", "Tracer notes are followed so: each return is a turn of the currency.");
    }

    private async Task<IResult> RegisterAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SeriesBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.ManageCommunity, http.RequestAborted);
        var command = new RegisterSeries(
            book.Id, Fields.Required("code", body.Code), Fields.Required("name", body.Name),
            Fields.Date("issuedOn", body.IssuedOn), body.LastValidDay,
            (body.Design ?? new Dictionary<string, string>()).ToImmutableSortedDictionary(StringComparer.Ordinal))
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, [], "series", "lastValidDay");
    }

    private async Task<IResult> PrintAsync(HttpContext http, string ledger, string series)
    {
        var body = await BodyReader.ReadAsync<PrintBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await BookAsync(caller, ledger, AccessAction.ManageCommunity, http.RequestAborted);
        var range = NoteFields.Ranges("numbers", [$"{series} {Fields.Required("numbers", body.Numbers)}"])[0];
        var value = new Amount(Fields.Amount("value", body.Value, book.Currency.Scale), book.Currency);
        var command = new PrintNotes(book.Id, range, value) { Id = id, Actor = caller.Actor };
        return await desk.ExecuteAsync(caller, command, [], "series", "notes");
    }

    private async Task<IResult> ListAsync(HttpContext http, string ledger)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.ReadCommunity, http.RequestAborted);
        var series = await queries.FindSeriesAsync(book.Id, http.RequestAborted);
        return Answer.Ok(new Client.Model.Page<SeriesView>(
            [.. series.Select(one => new SeriesView
            {
                Code = one.Code,
                Name = one.Name,
                IssuedOn = one.IssuedOn,
                LastValidDay = one.LastValidDay,
                Design = JsonSerializer.Deserialize<Dictionary<string, string>>(one.DesignJson)!,
                InStock = one.InStock,
                InTills = one.InTills,
                Outside = one.Outside,
                Withdrawn = one.Withdrawn,
                OutsideValue = MoneyOf.View(one.OutsideValue, book.Currency),
            })],
            Next: null));
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string series, long number)
    {
        var book = await BookAsync(Caller.Of(http), ledger, AccessAction.ReadCommunity, http.RequestAborted);
        var serial = new NoteSerial(series, number);
        var note = await queries.FindNoteAsync(book.Id, serial, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("note", serial.ToString());
        return Answer.Ok(new NoteView
        {
            Note = serial.ToString(),
            Value = MoneyOf.View(note.Value, book.Currency),
            State = Words.Of(note.State),
            TimesIssued = note.TimesIssued,
            Moves =
            [
                .. note.Moves.Select(static move => new NoteMoveView
                {
                    Operation = move.Operation.Value,
                    At = move.At,
                    Move = Words.Of(move.Move),
                    Actor = move.Actor,
                }),
            ],
        });
    }

    private async Task<LedgerAddress> BookAsync(
        Caller caller, string ledger, AccessAction action, CancellationToken cancellationToken)
    {
        var book = await places.LedgerAsync(ledger, cancellationToken);
        Permissions.Demand(caller, action, Target.Of(book));
        return book;
    }
}
