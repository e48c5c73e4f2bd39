using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Komoko;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Komoko;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Komoko;

/// <summary>Investment projects of a komoko (003, 5.3): approved, watched, given up, and what they leave covered.</summary>
internal sealed class ProjectEndpoints(
    HostSettings settings, Places places, OrderReader orders, PaymentDesk payments, CommandDesk desk, IKomokoQueries queries,
    ILedgerDirectory directory) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Komoko");
        group.Post("/accounts/{account}/project", ApproveAsync).Commands<ApproveProjectBody, CommandView>(
            "Approve an investment project", "Its account gets the overdraft as floor and a ceiling of zero.");
        group.Get("/accounts/{account}/project", FindAsync).Reads<ProjectView>(
            "An investment project: spending by month beside its forecast, and how it failed");
        group.Post("/accounts/{account}/project/failure", FailAsync).Commands<FailProjectBody, PostingView>(
            "Give an investment project up as failed",
            "After the underwriter's refund and the sale of the pledge are posted; what is missing becomes a loss.");
        group.Post("/loss/cover", CoverAsync).Commands<CoverLossBody, PostingView>(
            "Cover a loss out of the levies, by a dated decision");
    }

    private async Task<IResult> ApproveAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<ApproveProjectBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await ManagedAsync(http, caller, ledger);
        var place = await places.AccountAsync(book, account, http.RequestAborted);
        var scale = book.Currency.Scale;
        var forecast = (body.Forecast ?? throw EdgeRefusal.Missing("forecast")).Select(text => Fields.Balance(Fields.Required("forecast", text), scale)!.Value);
        var project = new ProjectTerms(
            Fields.Date("firstMonth", body.FirstMonth), Fields.Date("endsOn", body.EndsOn), [.. forecast],
            body.HasMonthlyLimits);
        var command = new ApproveProject(
            place.Id, project, Fields.Amount("overdraft", body.Overdraft, scale), body.Pledge, body.Underwriter)
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return await desk.ExecuteAsync(caller, command, new() { ["account"] = $"{book.Code}/{account}" }, "version");
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string account)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        var place = await Readable.AccountAsync(places, Caller.Of(http), book, account, http.RequestAborted);
        var project = await queries.FindProjectAsync(place.Id, http.RequestAborted)
            ?? throw EdgeRefusal.NotFound("project", account);
        var (unit, terms) = (book.Currency, project.Terms);
        return Answer.Ok(new ProjectView
        {
            Account = PostingViews.NameOf(place),
            EndsOn = terms.EndsOn,
            HasMonthlyLimits = terms.HasMonthlyLimits,
            Pledge = project.Pledge,
            Underwriter = project.Underwriter,
            Balance = MoneyOf.View(project.BalanceMinor, unit),
            Floor = project.FloorMinor is { } floor ? MoneyOf.View(floor, unit) : null,
            Months =
            [
                .. project.SpentMinor.Select((_, at) => new ProjectMonthView
                {
                    Month = terms.FirstMonth.AddMonths(at),
                    Forecast = MoneyOf.View(terms.ForecastMinor.ElementAtOrDefault(at), unit),
                    Spent = MoneyOf.View(project.SpentMinor[at], unit),
                    ForecastSoFar = MoneyOf.View(terms.CumulativeForecast(terms.FirstMonth.AddMonths(at)), unit),
                    SpentSoFar = MoneyOf.View(project.SpentMinor.Take(at + 1).Sum(), unit),
                }),
            ],
            Failure = project.Failure is { } failed
                ? new ProjectFailureView
                {
                    EndedOn = terms.EndedOn!.Value,
                    Operation = failed.Operation.Value,
                    Refunded = MoneyOf.View(failed.RefundedMinor, unit),
                    Proceeds = MoneyOf.View(failed.ProceedsMinor, unit),
                    Loss = MoneyOf.View(failed.LossMinor, unit),
                }
                : null,
        });
    }

    private async Task<IResult> FailAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<FailProjectBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await ManagedAsync(http, caller, ledger);
        var place = await places.AccountAsync(book, account, http.RequestAborted);
        var scale = book.Currency.Scale;
        return await CarryOutAsync(caller, new FailProjectOrder
        {
            Id = id,
            Ledger = book.Id,
            Project = place.Id,
            RefundedMinor = Fields.Balance(body.Refunded, scale) ?? 0,
            ProceedsMinor = Fields.Balance(body.Proceeds, scale) ?? 0,
            Why = Fields.Required("reason", body.Reason),
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted),
        });
    }

    private async Task<IResult> CoverAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<CoverLossBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await ManagedAsync(http, caller, ledger);
        if (await directory.FindLedgerAsync(book.Id, http.RequestAborted) is not { Scheme: KomokoScheme.SchemeName } terms)
        {
            throw EdgeRefusal.NotFound("komoko ledger", ledger);
        }

        var amount = new Amount(
            Fields.Amount("amount", body.Amount, book.Currency.Scale), Fields.NamedCurrency(body.Currency, book.Currency));
        return await CarryOutAsync(caller, new CoverLossOrder
        {
            Id = id,
            Ledger = book.Id,
            Levy = terms.SystemAccounts[AccountRole.Levy],
            Loss = terms.SystemAccounts[AccountRole.Loss],
            Amount = amount,
            Details = await orders.ReadDetailsAsync(caller, book.Region, body.BusinessDate, http.RequestAborted) with
            {
                Reference = Fields.Required("decision", body.Decision),
                DocumentDate = Fields.Date("decidedOn", body.DecidedOn),
            },
        });
    }

    private async Task<LedgerAddress> ManagedAsync(HttpContext http, Caller caller, string ledger)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        return book;
    }

    private async Task<IResult> CarryOutAsync(Caller caller, SchemeOrder order) =>
        desk.CheckBudget(caller)
        ?? await payments.AnswerAsync(caller, await payments.Account(order.Accounts[0]).CarryOutAsync(order));
}
