using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Silo.Access;
using Regional.Silo.Api.Reading;
using Regional.Silo.Edge;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Komoko;

/// <summary>What a holder and the community see of lots and bids.</summary>
internal sealed class KomokoReads(
    Places places, BusinessDates dates, IKomokoQueries queries, ILedgerDirectory directory) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Komoko");
        group.Get("/accounts/{account}/maturities", FindAsync).Reads<MaturitiesView>(
            "What may be spent from an account, what matures when, what is charged next", "date= says it for another date than today.");
        group.Get("/accounts/{account}/lots", LotsAsync).Reads<Client.Model.Page<LotHistoryView>>(
            "Every credit with a maturity date an account ever had, newest first");
        group.Get("/bids", BidsAsync).Reads<Client.Model.Page<BidView>>(
            "Time deposits that the system bids for, newest first");
        group.Get("/rolled-over", RolledOverAsync).Reads<Client.Model.Page<RolledOverView>>(
            "Balances that loans around clearings carry from period to period, with the postings (003, 2.4)",
            "date= is the last business date looked at, default today; watchDays, watchShare and watchPeriods of that date decide.");
    }

    private async Task<IResult> FindAsync(HttpContext http, string ledger, string account, DateOnly? date)
    {
        var place = await ReadableAsync(http, ledger, account);
        var day = date ?? await dates.TodayAsync(place.Region, http.RequestAborted);
        var terms = await directory.FindLedgerAsync(place.Ledger, http.RequestAborted);
        var party = await queries.FindPartyAsync(place.Id, day, http.RequestAborted);
        if (party is null || terms is not { Scheme: KomokoScheme.SchemeName })
        {
            throw EdgeRefusal.NotFound("komoko account", account);
        }

        var view = MaturityView.Of(party, day, KomokoTerms.Of(SchemeParameters.InForce(terms.Terms, day)));
        var unit = place.Currency;
        return Answer.Ok(new MaturitiesView
        {
            Account = PostingViews.NameOf(place),
            Date = day,
            Class = party.Profile is { } profile ? Words.Of(profile.Class) : null,
            ClearingDate = party.Profile?.ClearingDate(day),
            IsMaturityAware = party.IsMaturityAware,
            Balance = MoneyOf.View(party.Account.Balance, unit),
            Accrued = MoneyOf.View(view.AccruedMinor, unit),
            Available = MoneyOf.View(view.AvailableMinor, unit),
            Spendable = MoneyOf.View(view.SpendableMinor, unit),
            NextChargeOn = view.NextChargeOn,
            NextCharge = view.NextChargeOn is null ? null : MoneyOf.View(view.NextChargeMinor, unit),
            ProjectForecast = party.Project is { } project ? MoneyOf.View(project.CumulativeForecast(day), unit) : null,
            Lots =
            [
                .. view.Lots.Select(lot => new OpenLotView
                {
                    Lot = lot.Lot.Id,
                    MaturesOn = lot.Lot.MaturesOn,
                    Open = MoneyOf.View(lot.Lot.OpenMinor, unit),
                    Accrued = MoneyOf.View(lot.Lot.AccruedMinor, unit),
                    IsMatured = lot.IsMatured,
                    IsNoticed = lot.IsNoticed,
                }),
            ],
        });
    }

    private async Task<IResult> LotsAsync(HttpContext http, string ledger, string account, string? after, string? limit)
    {
        var place = await ReadableAsync(http, ledger, account);
        var unit = place.Currency;
        return Pages.Answer(
            await queries.FindLotsAsync(place.Id, Pages.Asked(after, limit), http.RequestAborted),
            lot => new LotHistoryView
            {
                Lot = lot.Id,
                Operation = lot.Operation.Value,
                ArrivedOn = lot.ArrivedOn,
                MaturesOn = lot.MaturesOn,
                Amount = MoneyOf.View(lot.AmountMinor, unit),
                Open = MoneyOf.View(lot.OpenMinor, unit),
                Paid = MoneyOf.View(lot.PaidMinor, unit),
                Charged = MoneyOf.View(lot.ChargedMinor, unit),
                ClosedBy = lot.ClosedBy?.Value,
            });
    }

    private async Task<IResult> BidsAsync(HttpContext http, string ledger, string? after, string? limit)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(
            Caller.Of(http), book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
        return Pages.Answer(
            await queries.FindBidsAsync(book.Id, Pages.Asked(after, limit), http.RequestAborted),
            bid => new BidView
            {
                Bid = bid.Id,
                Operation = bid.Operation.Value,
                Producer = bid.Producer.ToString(),
                Amount = MoneyOf.View(bid.AmountMinor, book.Currency),
                MaturesOn = bid.MaturesOn,
                RenewedTo = bid.RenewedTo,
            });
    }

    // A list that is short by nature, and whole.
    private async Task<IResult> RolledOverAsync(HttpContext http, string ledger, DateOnly? date)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(
            Caller.Of(http), book.Community is null ? AccessAction.ReadPositions : AccessAction.ReadCommunity, Target.Of(book));
        var day = date ?? await dates.TodayAsync(book.Region, http.RequestAborted);
        var terms = await directory.FindLedgerAsync(book.Id, http.RequestAborted);
        if (terms is not { Scheme: KomokoScheme.SchemeName })
        {
            throw EdgeRefusal.NotFound("komoko ledger", ledger);
        }

        var history = await queries.FindFinancialHistoryAsync(book.Id, day, http.RequestAborted);
        var found = RolledOver.Find(
            history.Moves, history.ProfileOf, KomokoTerms.Of(SchemeParameters.InForce(terms.Terms, day)));
        return Answer.Ok(new Client.Model.Page<RolledOverView>([.. found.Select(run => View(run, history, book))], Next: null));
    }

    private static RolledOverView View(RolledOver run, FinancialHistory history, LedgerAddress book) => new()
    {
        Lender = history.Names[run.Lender],
        Borrower = history.Names[run.Borrower],
        Periods =
        [
            .. run.Periods.Select(period => new RolledOverPeriodView
            {
                ClearedOn = period.ClearedOn,
                Lent = MoneyOf.View(period.LentMinor, book.Currency),
                Returned = MoneyOf.View(period.ReturnedMinor, book.Currency),
                Operations = [.. period.Postings.Select(static operation => operation.Value)],
            }),
        ],
    };

    private async Task<AccountAddress> ReadableAsync(HttpContext http, string ledger, string account)
    {
        var (caller, book) = (Caller.Of(http), await places.LedgerAsync(ledger, http.RequestAborted));
        return await Readable.AccountAsync(places, caller, book, account, http.RequestAborted);
    }
}
