using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Silo.Access;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Registry;

/// <summary>Accounts: opened, limited, suspended, closed. In a region's ledger the limits are the net caps.</summary>
internal sealed class AccountEndpoints(HostSettings settings, Places places, CommandDesk desk) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/accounts").WithTags("Registry");
        group.Post("", OpenAsync).Commands<OpenAccountBody, CommandView>("Open a member's account");
        group.Put("/{account}/limits", SetLimitsAsync).Commands<SetLimitsBody, CommandView>(
            "Set floor and ceiling of an account",
            "Both at once; absent: none. In a region's ledger these are a community's net debit and credit caps.");
        group.Put("/{account}/status", SetStatusAsync)
            .Commands<SetAccountStatusBody, CommandView>("Suspend an account, block its payments, or open it again");
        group.Post("/{account}/close", CloseAsync).Commands<CommandBody, CommandView>(
            "Close an account for ever", "At balance zero without pending transfers.");
    }

    private async Task<IResult> OpenAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<OpenAccountBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var code = Fields.Code("code", body.Code);
        var member = await places.MemberAsync(
            book.Community!.Value, Fields.Required("member", body.Member), http.RequestAborted);
        var (floor, ceiling) = Limits(body.Floor, body.Ceiling, book.Currency.Scale);
        var command = new OpenAccount(
            book.Id, code, member.Id, Words.Parse<AccountKind>("kind", body.Kind ?? Defaults.AccountKind), floor, ceiling)
        {
            Id = id,
            Actor = caller.Actor,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["account"] = $"{book.Code}/{code}" });
    }

    private async Task<IResult> SetLimitsAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<SetLimitsBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await ManagedAsync(caller, ledger, account, http.RequestAborted);
        var (floor, ceiling) = Limits(body.Floor, body.Ceiling, place.Currency.Scale);
        var command = new SetLimits(place.Id, floor, ceiling) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, Named(place), "version");
    }

    private async Task<IResult> SetStatusAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<SetAccountStatusBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await ManagedAsync(caller, ledger, account, http.RequestAborted);
        var status = Words.Parse<AccountStatus>("status", body.Status);
        var command = new SetStatus(place.Id, status) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, Named(place), "version");
    }

    private async Task<IResult> CloseAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<CommandBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var place = await ManagedAsync(caller, ledger, account, http.RequestAborted);
        var command = new CloseAccount(place.Id) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(caller, command, Named(place), "version");
    }

    private async Task<AccountAddress> ManagedAsync(
        Caller caller, string ledger, string account, CancellationToken cancellationToken)
    {
        var book = await places.LedgerAsync(ledger, cancellationToken);
        var action = book.Community is null ? AccessAction.ManageRegion : AccessAction.ManageCommunity;
        Permissions.Demand(caller, action, Target.Of(book));
        return await places.AccountAsync(book, account, cancellationToken);
    }

    private static (long? Floor, long? Ceiling) Limits(string? floorText, string? ceilingText, byte scale)
    {
        var (floor, ceiling) = (Fields.Balance(floorText, scale), Fields.Balance(ceilingText, scale));
        return floor > ceiling
            ? throw EdgeRefusal.For(
                RefusalReason.LimitsCrossed, new("floor", floorText!), new("ceiling", ceilingText!))
            : (floor, ceiling);
    }

    private static Dictionary<string, string> Named(AccountAddress account) =>
        new() { ["account"] = PostingViews.NameOf(account) };
}
