using System.Collections.Immutable;
using System.Text;
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
using Regional.Silo.Overload;
using Regional.Silo.Reports;
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

    public void Map(RouteGroupBuilder v1)
    {
        var group = v1.MapGroup("/ledgers/{ledger}/terms").WithTags("Registry");
        group.Post("/trial", TryAsync).Asks<TryTermsBody, TermsTrialView>(
            "Try terms against history: before and after",
            "Nothing is set. In mutual credit purposes, limits, what was beyond them, and the payments lived through again: "
            + "which would have been refused, account by account. In a pool withdrawals and proposals, in a coupon book fees, "
            + "notes, charges and repayments, in a komoko demurrage, levies and overdrafts.");
        group.Get("/trial/accounts.csv", AccountsAsync).WithMetadata(new StreamingMark()).ReadsText(
            "text/csv", "The payments of a mutual-credit ledger lived through again, every account",
            "?parameter=name=value for each that would be set; from=, to=. account,name,payments,refused_before,"
            + "amount_before,refused_after,amount_after,balance_before,balance_after");
        group.Get("/trial/refused.csv", RefusedAsync).WithMetadata(new StreamingMark()).ReadsText(
            "text/csv", "Every payment that terms as they stand or as tried would have refused",
            "As for accounts.csv. id,date,payer,payee,amount,purpose,before,after");
    }

    private async Task<IResult> TryAsync(HttpContext http, string ledger)
    {
        var body = await BodyReader.ReadAsync<TryTermsBody>(http, settings.BodyBytesMax);
        var (book, terms, before, after, from, to) = await AskedAsync(
            http, ledger, body.From, body.To, body.Parameters ?? throw EdgeRefusal.Missing("parameters"));
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

    private Task AccountsAsync(HttpContext http, string ledger, DateOnly? from, DateOnly? to) =>
        WriteAsync(http, ledger, from, to, TermsReplay.WriteAccountsAsync);

    private Task RefusedAsync(HttpContext http, string ledger, DateOnly? from, DateOnly? to) =>
        WriteAsync(http, ledger, from, to, TermsReplay.WriteRefusedAsync);

    private async Task WriteAsync(HttpContext http, string ledger, DateOnly? from, DateOnly? to, WriteReplay write)
    {
        var parameters = http.Request.Query["parameter"].Select(static one => (one ?? "").Split('=', 2)).ToArray();
        if (parameters.FirstOrDefault(static one => one is not [{ Length: > 0 }, _]) is { } wrong)
        {
            throw EdgeRefusal.Malformed("parameter", $"{string.Join('=', wrong)}: write name=value");
        }

        if (parameters.GroupBy(static one => one[0]).FirstOrDefault(static one => one.Count() > 1) is { } twice)
        {
            throw EdgeRefusal.Malformed("parameter", $"{twice.Key}: given twice");
        }

        var asked = await AskedAsync(
            http, ledger, from, to, parameters.ToDictionary(static one => one[0], static one => one[1]));
        if (asked.Terms.Scheme != MutualCreditScheme.SchemeName)
        {
            throw EdgeRefusal.NotFound("replay", asked.Terms.Scheme);
        }

        var accounts = new List<ReviewedLimit>();
        await LimitsAsync(
            asked.Book, CreditTerms.Of(asked.After, asked.Book.Currency), asked.From, asked.To, accounts, http.RequestAborted);
        http.Response.ContentType = Csv.ContentType;
        await write(
            queries, codes, asked.Book, (asked.Before, asked.After), accounts, (asked.From, asked.To),
            text => http.Response.WriteAsync(text, Encoding.UTF8, http.RequestAborted), http.RequestAborted);
    }

    private async Task<Trial> AskedAsync(
        HttpContext http, string ledger, DateOnly? first, DateOnly? last, IReadOnlyDictionary<string, string> parameters)
    {
        var book = await places.LedgerAsync(ledger, http.RequestAborted);
        Permissions.Demand(Caller.Of(http), AccessAction.ManageCommunity, Target.Of(book));
        var today = await dates.TodayAsync(book.Region, http.RequestAborted);
        var to = last ?? today;
        var from = first ?? (to.Year > 1 ? to.AddYears(-1).AddDays(1) : to);
        if (to > today || from > to)
        {
            throw EdgeRefusal.Malformed(to > today ? "to" : "from", $"{(to > today ? to : from):O}");
        }

        var (terms, after) = (await TermsAsync(book, http.RequestAborted), Read(parameters));
        return TermsRules.Check(terms.Scheme, after.Values, book.Currency) is { } refusal
            ? throw EdgeRefusal.For(refusal.Reason, [.. refusal.Facts])
            : new Trial(book, terms, SchemeParameters.InForce(terms.Terms, to), after, from, to);
    }

    private async Task<LedgerTerms> TermsAsync(LedgerAddress book, CancellationToken cancellationToken) =>
        await directory.FindLedgerAsync(book.Id, cancellationToken) ?? throw EdgeRefusal.NotFound("ledger", book.Code);

    private static SchemeParameters Read(IReadOnlyDictionary<string, string> parameters) => new(
        parameters.ToImmutableSortedDictionary(
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
