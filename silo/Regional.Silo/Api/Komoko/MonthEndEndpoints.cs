using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Komoko;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Komoko;
using Regional.Grains.Coordination;
using Regional.Silo.Access;
using Regional.Silo.Api.Payments;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Komoko;

/// <summary>
/// Ends of months and turnover periods. Ids derive from ledger, date and account, so what was done is not done again
/// however often it is asked for, or from where it was broken off.
/// </summary>
internal sealed class MonthEndEndpoints(
    HostSettings settings, Places places, BusinessDates dates, PaymentDesk payments, CommandService commands,
    ILedgerDirectory directory, IKomokoTurnoverQueries queries) : IEndpointGroup
{
    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}").WithTags("Komoko");
        group.Post("/month-end", EndMonthAsync).Commands<EndMonthBody, MonthEndView>(
            "End a month of a komoko",
            "Clears the businesses whose turnover period ended in it, then charges what has matured. Asked again, it does what is left.");
        group.Get("/overdrafts", ShowAsync).Reads<OverdraftsView>(
            "Overdrafts by formulas (1) to (4), both readings of the opening balance", "Nothing is set; date= is the day they are worked out for.");
        group.Post("/overdrafts", SetAsync).Commands<SetOverdraftsBody, OverdraftsView>(
            "Set the overdrafts that formula (2) gives", "Where there was no turnover or no range the last limit stands.");
    }

    private async Task<IResult> EndMonthAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<EndMonthBody>(http, settings.BodyBytesMax);
        var caller = Caller.Of(http);
        var book = await KomokoAsync(caller, AccessAction.ManageCommunity, ledger, http.RequestAborted);
        var date = Fields.Date("date", body.Date);
        if (date != MaturityView.MonthEnd(date) || date > await dates.TodayAsync(book.Region, http.RequestAborted))
        {
            throw EdgeRefusal.Malformed("date", $"{date:O}: the last date of a month that is over");
        }

        var first = new DateOnly(date.Year, date.Month, 1);
        var tally = new Tally();
        foreach (var due in await queries.FindClearingsAsync(book.Id, first, date, CancellationToken.None))
        {
            tally.Add(due.Name.ToString(), isClearing: true, await CarryOutAsync(new ClearTurnoverOrder
            {
                Id = IdOf(book, "clearing", due.Name.Id, due.Date),
                Ledger = book.Id,
                Details = Details(caller, due.Date, "Clearing at the end of the turnover period"),
                Financial = due.Financial,
                Real = due.Name.Id,
            }));
        }

        foreach (var account in await queries.FindChargedAsync(book.Id, date, CancellationToken.None))
        {
            tally.Add($"{account}", isClearing: false, await CarryOutAsync(new ChargeDemurrageOrder
            {
                Id = IdOf(book, "demurrage", account, date),
                Ledger = book.Id,
                Details = Details(caller, date, "Demurrage of matured credit"),
                Account = account,
            }));
        }

        return Answer.Ok(tally.View(date));
    }

    private async Task<IResult> ShowAsync(HttpContext http, string ledger, DateOnly? date)
    {
        var book = await KomokoAsync(Caller.Of(http), AccessAction.ReadCommunity, ledger, http.RequestAborted);
        return Answer.Ok(await ViewAsync(book, date ?? await dates.TodayAsync(book.Region, http.RequestAborted)));
    }

    private async Task<IResult> SetAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<SetOverdraftsBody>(http, settings.BodyBytesMax);
        var caller = Caller.Of(http);
        var book = await KomokoAsync(caller, AccessAction.ManageCommunity, ledger, http.RequestAborted);
        var date = body.Date ?? await dates.TodayAsync(book.Region, http.RequestAborted);
        var terms = await TermsAsync(book, date);
        foreach (var turnover in await queries.FindTurnoversAsync(book.Id, date, CancellationToken.None))
        {
            var (account, limit) = (turnover.Party.Account, Propose(turnover, terms).Chosen);
            if (limit.Basis == LimitBasis.Formula && (account.Ceiling is not { } ceiling || ceiling >= limit.FloorMinor))
            {
                await commands.ExecuteAsync(
                    new SetLimits(account.Id, limit.FloorMinor, account.Ceiling)
                    {
                        Id = IdOf(book, "overdraft", account.Id, turnover.LastDate),
                        Actor = caller.Actor,
                        Reason = $"formula (2) of 003, period {turnover.FirstDate:O} to {turnover.LastDate:O}",
                    },
                    CancellationToken.None);
            }
        }

        return Answer.Ok(await ViewAsync(book, date));
    }

    private async Task<OverdraftsView> ViewAsync(LedgerAddress book, DateOnly date)
    {
        var terms = await TermsAsync(book, date);
        var turnovers = await queries.FindTurnoversAsync(book.Id, date, CancellationToken.None);
        var check = LiquidityCheck.Of(turnovers.Select(turnover => new GrantedLimit(
            long.Min(0, turnover.Party.Account.Floor ?? 0), Propose(turnover, terms).Chosen)));
        return new OverdraftsView
        {
            Date = date,
            Granted = MoneyOf.View((long)check.GrantedMinor, book.Currency),
            Needed = MoneyOf.View((long)check.NeededMinor, book.Currency),
            Shortfall = MoneyOf.View((long)check.ShortfallMinor, book.Currency),
            Accounts = [.. turnovers.Select(turnover => View(turnover, Propose(turnover, terms)))],
        };
    }

    private static OverdraftProposal Propose(TurnoverRecord turnover, KomokoTerms terms) => OverdraftProposal.Of(
        turnover.Curve, turnover.NextOpeningMinor, turnover.Party.DepreciationMinor, turnover.Party.Account.Floor, terms);

    private static OverdraftView View(TurnoverRecord turnover, OverdraftProposal proposal)
    {
        var (unit, curve) = (turnover.Party.Account.Currency, turnover.Curve);
        return new OverdraftView
        {
            Account = turnover.Name.ToString(),
            Class = Words.Of(turnover.Party.Profile!.Class),
            FirstDate = turnover.FirstDate,
            LastDate = turnover.LastDate,
            Opening = MoneyOf.View(curve.OpeningMinor, unit),
            NextOpening = MoneyOf.View(turnover.NextOpeningMinor, unit),
            Turnover = MoneyOf.View(curve.TurnoverMinor, unit),
            Max = MoneyOf.View(curve.MaxMinor, unit),
            Min = MoneyOf.View(curve.MinMinor, unit),
            Depreciation = MoneyOf.View(turnover.Party.DepreciationMinor, unit),
            Basis = Words.Of(proposal.Chosen.Basis),
            AsWritten = MoneyOf.View(proposal.AsWritten.FloorMinor, unit),
            Shifted = MoneyOf.View(proposal.Shifted.FloorMinor, unit),
            Chosen = MoneyOf.View(proposal.Chosen.FloorMinor, unit),
            Floor = MoneyOf.View(turnover.Party.Account.Floor, unit),
        };
    }

    private async Task<LedgerAddress> KomokoAsync(
        Caller caller, AccessAction action, string ledger, CancellationToken cancellationToken)
    {
        var book = await places.LedgerAsync(ledger, cancellationToken);
        Permissions.Demand(caller, action, Target.Of(book));
        var terms = await directory.FindLedgerAsync(book.Id, cancellationToken);
        return terms is { Scheme: KomokoScheme.SchemeName }
            ? book
            : throw EdgeRefusal.For(RefusalReason.NotKomoko, new RefusalFact("scheme", terms?.Scheme ?? ""));
    }

    private async Task<KomokoTerms> TermsAsync(LedgerAddress book, DateOnly date)
    {
        var terms = await directory.FindLedgerAsync(book.Id, CancellationToken.None);
        return KomokoTerms.Of(SchemeParameters.InForce(terms?.Terms ?? [], date));
    }

    private ValueTask<PostingOutcome> CarryOutAsync(SchemeOrder order) => payments.Account(order.Accounts[0]).CarryOutAsync(order);

    private static OperationId IdOf(LedgerAddress book, string step, AccountId account, DateOnly date) =>
        DerivedId.Of($"komoko/{book.Id}/{step}/{account}/{date:O}");

    private static OrderDetails Details(Caller caller, DateOnly date, string reference) => new()
    {
        EnteredBy = caller.Actor,
        BusinessDate = date,
        IsDateGiven = true,
        Reference = reference,
    };

    private sealed class Tally
    {
        private readonly List<string> _refused = [];
        private int _cleared;
        private int _charged;
        private int _nothingDue;

        public void Add(string account, bool isClearing, PostingOutcome outcome)
        {
            switch (outcome)
            {
                case PostingOutcome.Posted { IsReplay: false }:
                    _ = isClearing ? _cleared++ : _charged++;
                    break;
                case PostingOutcome.Posted:
                case PostingOutcome.Refused { Refusal.Reason: RefusalReason.NothingDue }:
                    _nothingDue++;
                    break;
                case PostingOutcome.Refused refused:
                    _refused.Add($"{account}: {refused.Refusal.Entry.Code}");
                    break;
            }
        }

        public MonthEndView View(DateOnly date) => new()
        {
            Date = date,
            Cleared = _cleared,
            Charged = _charged,
            NothingDue = _nothingDue,
            Refused = _refused,
        };
    }
}
