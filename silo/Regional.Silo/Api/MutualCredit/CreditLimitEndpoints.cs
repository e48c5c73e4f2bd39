using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Grains.Coordination;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.MutualCredit;

/// <summary>Credit limits by the model of the terms: shown before and after, granted, and their history.</summary>
internal sealed class CreditLimitEndpoints(
    HostSettings settings, Places places, BusinessDates dates, CommandDesk desk, CommandService commands,
    ILedgerDirectory directory, ICreditQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Mutual credit");
        group.Get("/credit/limits", ReviewAsync).Reads<Client.Model.Page<LimitReviewView>>(
            "A dry run: limits before and after, account by account",
            "As the terms' model would grant them as of a date; creditLimit= under the model fixed. Nothing is written.");
        group.Post("/credit/limits", GrantAsync).Commands<GrantLimitsBody, CommandView>(
            "Set limits as the terms' model says", "All members' accounts, in chunks; sent again it goes on where it broke off.");
        group.Put("/accounts/{account}/pay", DeclareAsync).Commands<DeclarePayBody, CommandView>(
            "Declare a holder's monthly pay", "Riegel's powers rest on it; the next grant takes it up.");
        group.Get("/accounts/{account}/limits", HistoryAsync).Reads<Client.Model.Page<LimitChangeView>>(
            "An account's limits as they were set, newest first", "Who, when, why, and what a model granted them on.");
    }

    private async Task<IResult> ReviewAsync(
        HttpContext http, string ledger, DateOnly? asOf, string? account, string? creditLimit, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadSummary, Target.Of(book));
        var date = asOf ?? await dates.TodayAsync(book.Region, http.RequestAborted);
        var terms = await TermsAsync(book, date, http.RequestAborted);
        var named = LimitOf(creditLimit, book);
        if (Contradicts(terms, named) is { } refusal)
        {
            throw EdgeRefusal.For(refusal.Reason, [.. refusal.Facts]);
        }

        var page = Pages.Asked(after, limit);
        var asked = new LimitQuestion(book.Id, terms, date)
        {
            After = new AccountId(long.TryParse(page.After, out var last) ? last : 0),
            Only = account is null ? null : (await places.AccountAsync(book, account, http.RequestAborted)).Id,
            FixedLimitMinor = named,
            Limit = page.LimitInBounds,
        };
        return Pages.Answer(
            await queries.ReviewAsync(asked, http.RequestAborted), one => CreditViews.View(one, terms, book.Currency));
    }

    private async Task<IResult> GrantAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<GrantLimitsBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var today = await dates.TodayAsync(book.Region, http.RequestAborted);
        if (body.AsOf > today)
        {
            throw EdgeRefusal.Malformed("asOf", $"{body.AsOf:O}");
        }

        AccountId? only = body.Account is null ? null : (await places.AccountAsync(book, body.Account, http.RequestAborted)).Id;
        var first = new GrantLimits(book.Id, body.AsOf ?? today, After: default, only, LimitOf(body.CreditLimit, book))
        {
            Id = id,
            Actor = caller.Actor,
            Reason = body.Reason,
        };
        return desk.CheckBudget(caller) ?? await GrantAllAsync(caller, first, book);
    }

    // One command for each chunk, with ids that follow from the first one's: what is done already answers as it was.
    private async Task<IResult> GrantAllAsync(Caller caller, GrantLimits first, LedgerAddress book)
    {
        var isReplay = await directory.FindOperationAsync(first.Id, CancellationToken.None) is not null;
        var (accounts, changed) = (0, 0);
        for (var command = first; ;)
        {
            var outcome = await commands.ExecuteAsync(command, CancellationToken.None);
            if (outcome is CommandOutcome.Refused { Refusal: var refusal })
            {
                return await AfterTheDeed.AnswerAsync(() => desk.RefuseAsync(caller, refusal));
            }

            var result = ((CommandOutcome.Done)outcome).Result;
            (accounts, changed) = (accounts + Number(result["accounts"]), changed + Number(result["changed"]));
            if (!result.TryGetValue("next", out var next))
            {
                return Answer.Done(
                    new CommandView
                    {
                        Id = first.Id.Value,
                        IsReplay = isReplay,
                        Result = new Dictionary<string, string>
                        {
                            ["ledger"] = book.Code,
                            ["accounts"] = $"{accounts}",
                            ["changed"] = $"{changed}",
                        },
                    },
                    isReplay);
            }

            command = first with { Id = DerivedId.Of(first.Id, $"limits after {next}"), After = new AccountId(Number(next)) };
        }
    }

    private async Task<IResult> DeclareAsync(HttpContext http, string ledger, string account)
    {
        var body = await BodyReader.ReadAsync<DeclarePayBody>(http, settings.BodyBytesMax);
        var (caller, id) = (Caller.Of(http), CommandIds.Read(http, body.Id));
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(caller, AccessAction.ManageCommunity, Target.Of(book));
        var place = await places.AccountAsync(book, account, http.RequestAborted);
        var pay = Fields.Balance(Fields.Required("monthlyPay", body.MonthlyPay), book.Currency.Scale)!.Value;
        var command = new DeclarePay(place.Id, pay) { Id = id, Actor = caller.Actor, Reason = body.Reason };
        return await desk.ExecuteAsync(
            caller, command, new() { ["account"] = PostingViews.NameOf(place), ["pay"] = MoneyOf.View(pay, book.Currency).Amount });
    }

    private async Task<IResult> HistoryAsync(
        HttpContext http, string ledger, string account, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        var place = await places.AccountAsync(book, account, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ReadAccount, Target.Of(place));
        return Pages.Answer(
            await queries.FindLimitsAsync(place.Id, Pages.Asked(after, limit), http.RequestAborted),
            one => CreditViews.View(one, book.Currency));
    }

    private async Task<CreditTerms> TermsAsync(LedgerAddress book, DateOnly date, CancellationToken cancellationToken)
    {
        var ledger = await directory.FindLedgerAsync(book.Id, cancellationToken);
        return ledger is { Scheme: MutualCreditScheme.SchemeName, Community: not null }
            ? CreditTerms.Of(SchemeParameters.InForce(ledger.Terms, date), book.Currency)
            : throw EdgeRefusal.For(RefusalReason.NotMutualCredit, new RefusalFact("scheme", ledger?.Scheme ?? ""));
    }

    private static Refusal? Contradicts(CreditTerms terms, long? named) =>
        (terms.Model == LimitModel.Fixed) == named.HasValue
            ? null
            : Refusal.For(
                named is null ? RefusalReason.LimitMissing : RefusalReason.LimitFromModel,
                new RefusalFact("model", CreditTerms.Word(terms.Model)));

    private static long? LimitOf(string? text, LedgerAddress book) => Fields.Balance(text, book.Currency.Scale) is not { } limit
        ? null
        : limit >= 0 ? limit : throw EdgeRefusal.Malformed("creditLimit", text!);

    private static int Number(string text) => int.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
