using System.Collections.Immutable;
using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Silo.Access;
using Regional.Silo.Api.Trials;
using Regional.Silo.Edge;
using Regional.Silo.Hosting;
using Regional.Silo.Views;

namespace Regional.Silo.Api.MutualCredit;

/// <summary>Terms run dry against history: before and after, for every scheme.</summary>
internal sealed class TermsTrial(
    HostSettings settings, Places places, BusinessDates dates, ILedgerDirectory directory, ICreditQueries queries,
    ICodeResolver codes, SchemeTrials schemes)
    : IEndpointGroup
{
    // A page to look at; the dry run of a grant lists all.
    private const int MostCountMax = 100;

    public void Map(RouteGroupBuilder v1) => v1.MapGroup("/ledgers/{ledger}/terms").WithTags("Registry")
        .Post("/trial", TryAsync).Asks<TryTermsBody, TermsTrialView>(
            "Try terms against history: before and after",
            "Nothing is set. In mutual credit purposes, limits, what was beyond them, and the payments lived through again: "
            + "which would have been refused, account by account. In a pool withdrawals and proposals, in a coupon book fees, "
            + "notes, charges and repayments, in a komoko demurrage, levies and overdrafts.");

    private async Task<IResult> TryAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<TryTermsBody>(http, settings.BodyBytesMax);
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ManageCommunity, Target.Of(book));
        var today = await dates.TodayAsync(book.Region, http.RequestAborted);
        var to = body.To ?? today;
        var from = body.From ?? (to.Year > 1 ? to.AddYears(-1).AddDays(1) : to);
        if (to > today || from > to)
        {
            throw EdgeRefusal.Malformed(to > today ? "to" : "from", $"{(to > today ? to : from):O}");
        }

        var (terms, after) = (await TermsAsync(book, http.RequestAborted), Read(body));
        if (TermsRules.Check(terms.Scheme, after.Values, book.Currency) is { } refusal)
        {
            throw EdgeRefusal.For(refusal.Reason, [.. refusal.Facts]);
        }

        var before = SchemeParameters.InForce(terms.Terms, to);
        var trial = new TermsTrialView { Ledger = book.Code, From = from, To = to, Changes = Changes(terms.Scheme, before, after) };
        if (terms.Scheme != MutualCreditScheme.SchemeName)
        {
            var tally = new TrialTally(book.Currency);
            await schemes.RunAsync(new Trial(book, terms, before, after, from, to), tally, http.RequestAborted);
            return Answer.Ok(tally.Onto(trial));
        }

        var accounts = new List<ReviewedLimit>();
        return Answer.Ok(trial with
        {
            Purposes = await PurposesAsync(book, before, after, from, to, http.RequestAborted),
            Limits = await LimitsAsync(book, CreditTerms.Of(after, book.Currency), from, to, accounts, http.RequestAborted),
            Replay = await TermsReplay.RunAsync(
                queries, codes, book, (before, after), accounts, (from, to), http.RequestAborted),
        });
    }

    private async Task<LedgerTerms> TermsAsync(LedgerAddress book, CancellationToken cancellationToken) =>
        await directory.FindLedgerAsync(book.Id, cancellationToken) ?? throw EdgeRefusal.NotFound("ledger", book.Code);

    private static SchemeParameters Read(TryTermsBody body) => new(
        (body.Parameters ?? throw EdgeRefusal.Missing("parameters")).ToImmutableSortedDictionary(
            static pair => pair.Key,
            static pair => pair.Value ?? throw EdgeRefusal.Missing($"parameters.{pair.Key}"),
            StringComparer.Ordinal));

    private static ParameterChangeView[] Changes(string scheme, SchemeParameters before, SchemeParameters after) =>
        SchemeCatalogue.Find(scheme).TryGet(out var found, out _)
            ? [.. TermsRules.CatalogueOf(found)
                .Select(parameter => new ParameterChangeView(
                    parameter.Name,
                    before.Values.GetValueOrDefault(parameter.Name, parameter.Default),
                    after.Values.GetValueOrDefault(parameter.Name, parameter.Default)))
                .Where(static change => change.Before != change.After)]
            : [];

    private async Task<PurposeTrialView[]> PurposesAsync(
        LedgerAddress book, SchemeParameters before, SchemeParameters after, DateOnly from, DateOnly to,
        CancellationToken cancellationToken)
    {
        var paid = await queries.FindPurposesAsync(book.Id, from, to, cancellationToken);
        return
        [
            .. paid.Select(purpose => new PurposeTrialView(
                purpose.Purpose, purpose.Payments, MoneyOf.View(purpose.AmountMinor, book.Currency),
                MutualCreditScheme.Allows(purpose.Purpose, before), MutualCreditScheme.Allows(purpose.Purpose, after))),
        ];
    }

    private async Task<LimitTrialView> LimitsAsync(
        LedgerAddress book, CreditTerms after, DateOnly from, DateOnly to, List<ReviewedLimit> all,
        CancellationToken cancellationToken)
    {
        var (accounts, changed, beyondBefore, beyondAfter) = (0, 0, 0L, 0L);
        var (linesBefore, linesAfter) = ((Int128)0, (Int128)0);
        var most = new List<ReviewedLimit>();
        var asked = new LimitQuestion(book.Id, after, to) { Limit = GrantLimits.AccountCountMax };
        while (true)
        {
            var page = await queries.ReviewAsync(asked, cancellationToken);

            // A fixed limit is named in the grant and not in the terms: without one, each account keeps its own.
            var rows = page.Items.Select(row => after.Model == LimitModel.Fixed ? row.Kept() : row).ToArray();
            all.AddRange(rows);
            accounts += rows.Length;
            changed += rows.Count(static row => row.IsChanged);
            linesBefore += rows.Aggregate((Int128)0, static (sum, row) => sum - Math.Min(row.FloorMinor ?? 0, 0));
            linesAfter += rows.Aggregate((Int128)0, static (sum, row) => sum + row.Basis.Grant.LimitMinor);
            var (was, would) = await queries.CountBeyondAsync(rows, from, to, cancellationToken);
            (beyondBefore, beyondAfter) = (beyondBefore + was, beyondAfter + would);
            most = [.. most.Concat(rows.Where(static row => row.IsChanged)).OrderByDescending(Move).Take(MostCountMax)];
            if (page.Next is null)
            {
                break;
            }

            asked = asked with { After = page.Items[^1].Account };
        }

        return new LimitTrialView
        {
            Accounts = accounts,
            Changed = changed,
            LinesBefore = Sum(linesBefore, book),
            LinesAfter = Sum(linesAfter, book),
            PaymentsBeyondBefore = beyondBefore,
            PaymentsBeyondAfter = beyondAfter,
            Most = [.. most.Select(row => CreditViews.View(row, after, book.Currency))],
        };
    }

    private static Int128 Move(ReviewedLimit row) =>
        Int128.Abs((Int128)row.FloorAfterMinor - (row.FloorMinor ?? long.MinValue / 2));

    private static Money Sum(Int128 minor, LedgerAddress book) =>
        MoneyOf.View((long)Int128.Min(minor, long.MaxValue), book.Currency);
}
