using Regional.Client.Model;
using Regional.Contracts.Directory;
using Regional.Contracts.Queries;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Silo.Reports;
using Regional.Silo.Views;

namespace Regional.Silo.Api.MutualCredit;

/// <summary>Writes one list of a replay to its end, as CSV.</summary>
internal delegate Task WriteReplay(
    ICreditQueries queries, ICodeResolver codes, LedgerAddress book, (SchemeParameters Before, SchemeParameters After) terms,
    IReadOnlyCollection<ReviewedLimit> accounts, (DateOnly From, DateOnly To) dates, Func<string, Task> write,
    CancellationToken cancellationToken);

/// <summary>Two replays of a ledger's past side by side: under limits and terms as they stand, and as tried.</summary>
internal sealed class TermsReplay
{
    // Lists to look at, and lines written together; the sums count everything, and CSV goes to the end.
    private const int ListCountMax = 1_000;

    private readonly LedgerAddress _book;
    private readonly IReadOnlyDictionary<AccountId, ReviewedLimit> _accounts;
    private readonly CreditReplay _before;
    private readonly CreditReplay _after;
    private readonly Dictionary<AccountId, Tally> _tallies = [];
    private readonly List<Refused> _refused = [];

    private TermsReplay(
        LedgerAddress book, SchemeParameters before, SchemeParameters after, IReadOnlyCollection<ReviewedLimit> accounts)
    {
        (_book, _accounts) = (book, accounts.ToDictionary(static one => one.Account));
        _before = new CreditReplay(before, book.Currency, accounts.ToDictionary(static one => one.Account, Standing));
        _after = new CreditReplay(after, book.Currency, accounts.ToDictionary(static one => one.Account, Tried));
    }

    /// <summary>Replays what is dated up to a date and judges what is dated from another on.</summary>
    /// <param name="queries">Where the past is read.</param>
    /// <param name="codes">Names of accounts that are no open member's.</param>
    /// <param name="book">The ledger.</param>
    /// <param name="terms">In force, and as tried.</param>
    /// <param name="accounts">All members' accounts with both limits.</param>
    /// <param name="dates">First and last business date that is judged.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<TermsReplayView> RunAsync(
        ICreditQueries queries, ICodeResolver codes, LedgerAddress book, (SchemeParameters Before, SchemeParameters After) terms,
        IReadOnlyCollection<ReviewedLimit> accounts, (DateOnly From, DateOnly To) dates, CancellationToken cancellationToken)
    {
        var replay = new TermsReplay(book, terms.Before, terms.After, accounts);
        await foreach (var posting in queries.ReadPastAsync(book.Id, dates.To, cancellationToken))
        {
            replay.Take(posting, isJudged: posting.Date >= dates.From);
        }

        return await replay.ShowAsync(codes, cancellationToken);
    }

    /// <summary>Every account that paid, as CSV.</summary>
    public static async Task WriteAccountsAsync(
        ICreditQueries queries, ICodeResolver codes, LedgerAddress book, (SchemeParameters Before, SchemeParameters After) terms,
        IReadOnlyCollection<ReviewedLimit> accounts, (DateOnly From, DateOnly To) dates, Func<string, Task> write,
        CancellationToken cancellationToken)
    {
        var replay = new TermsReplay(book, terms.Before, terms.After, accounts);
        await foreach (var posting in queries.ReadPastAsync(book.Id, dates.To, cancellationToken))
        {
            replay.Take(posting, isJudged: posting.Date >= dates.From);
            replay._refused.Clear();
        }

        await write(Csv.Line(
            "account", "name", "payments", "refused_before", "amount_before", "refused_after", "amount_after",
            "balance_before", "balance_after"));
        foreach (var lines in replay.Ordered().Select(replay.View).Chunk(ListCountMax))
        {
            await write(string.Concat(lines.Select(static one => Csv.Line(
                one.Account, one.Name, $"{one.Payments}", $"{one.RefusedBefore}", one.AmountRefusedBefore.Amount,
                $"{one.RefusedAfter}", one.AmountRefusedAfter.Amount, one.BalanceBefore.Amount, one.BalanceAfter.Amount))));
        }
    }

    /// <summary>Every payment that either would have refused, in the order of the journal, as CSV.</summary>
    public static async Task WriteRefusedAsync(
        ICreditQueries queries, ICodeResolver codes, LedgerAddress book, (SchemeParameters Before, SchemeParameters After) terms,
        IReadOnlyCollection<ReviewedLimit> accounts, (DateOnly From, DateOnly To) dates, Func<string, Task> write,
        CancellationToken cancellationToken)
    {
        var replay = new TermsReplay(book, terms.Before, terms.After, accounts);
        await write(Csv.Line("id", "date", "payer", "payee", "amount", "purpose", "before", "after"));
        await foreach (var posting in queries.ReadPastAsync(book.Id, dates.To, cancellationToken))
        {
            replay.Take(posting, isJudged: posting.Date >= dates.From);
            if (replay._refused.Count == ListCountMax)
            {
                await write(await replay.RefusedLinesAsync(codes, cancellationToken));
            }
        }

        await write(await replay.RefusedLinesAsync(codes, cancellationToken));
    }

    private async Task<string> RefusedLinesAsync(ICodeResolver codes, CancellationToken cancellationToken)
    {
        var lines = string.Concat((await RefusedAsync(codes, cancellationToken)).Select(static one => Csv.Line(
            $"{one.Id}", $"{one.BusinessDate:yyyy-MM-dd}", one.Payer, one.Payee, one.Amount.Amount, one.Purpose, one.Before,
            one.After)));
        _refused.Clear();
        return lines;
    }

    private static TriedLimits Standing(ReviewedLimit one) =>
        new(one.FloorMinor, one.CeilingMinor, one.PayrollMinor, one.CommercialMinor);

    private static TriedLimits Tried(ReviewedLimit one) => one.IsKept
        ? Standing(one)
        : new TriedLimits(
            one.FloorAfterMinor, one.CeilingAfterMinor, one.Basis.Grant.PayrollMinor, one.Basis.Grant.CommercialMinor);

    private void Take(PastPosting posting, bool isJudged)
    {
        if (!isJudged)
        {
            _before.Enter(posting);
            _after.Enter(posting);
            return;
        }

        var (before, after) = (_before.Judge(posting), _after.Judge(posting));
        if (posting.Corrects is null
            && posting.Transfers.FirstOrDefault(static one => !one.IsForced) is { } asked && OwnerOf(asked) is { } owner)
        {
            if (!_tallies.TryGetValue(owner, out var tally))
            {
                _tallies.Add(owner, tally = new Tally());
            }

            tally.Take(asked.Minor, before is not null, after is not null);
            if ((before ?? after) is not null && _refused.Count < ListCountMax)
            {
                _refused.Add(new Refused(posting, asked, before, after));
            }
        }
    }

    // Whose payment it is: the payer's, or the payee's where it came from another ledger.
    private AccountId? OwnerOf(PastTransfer transfer) =>
        _accounts.ContainsKey(transfer.Debit) ? transfer.Debit
        : _accounts.ContainsKey(transfer.Credit) ? transfer.Credit
        : null;

    private async Task<TermsReplayView> ShowAsync(ICodeResolver codes, CancellationToken cancellationToken)
    {
        var all = _tallies.Values;
        return new TermsReplayView
        {
            Payments = all.Sum(static one => one.Payments),
            RefusedBefore = all.Sum(static one => one.RefusedBefore),
            AmountRefusedBefore = Money(all.Aggregate((Int128)0, static (sum, one) => sum + one.MinorBefore)),
            RefusedAfter = all.Sum(static one => one.RefusedAfter),
            AmountRefusedAfter = Money(all.Aggregate((Int128)0, static (sum, one) => sum + one.MinorAfter)),
            AccountsPaying = _tallies.Count,
            Accounts = [.. Ordered().Take(ListCountMax).Select(View)],
            Refused = await RefusedAsync(codes, cancellationToken),
        };
    }

    // Those for which most changes first.
    private IEnumerable<KeyValuePair<AccountId, Tally>> Ordered() =>
        _tallies.OrderByDescending(static one => Int128.Abs(one.Value.MinorAfter - one.Value.MinorBefore))
            .ThenBy(static one => one.Key.Value);

    private async Task<RefusedPaymentView[]> RefusedAsync(ICodeResolver codes, CancellationToken cancellationToken)
    {
        var named = await codes.FindAccountsAsync(
            [.. _refused.SelectMany(static one => (AccountId[])[one.Asked.Debit, one.Asked.Credit]).Distinct()], cancellationToken);
        return
        [
            .. _refused.Select(one => new RefusedPaymentView(
                one.Posting.Operation.Value, one.Posting.Date, named[one.Asked.Debit].Code, named[one.Asked.Credit].Code,
                Money(one.Asked.Minor), one.Asked.Purpose, Code(one.Before), Code(one.After))),
        ];
    }

    private AccountReplayView View(KeyValuePair<AccountId, Tally> one) => new(
        _accounts[one.Key].Code, _accounts[one.Key].Name, one.Value.Payments, one.Value.RefusedBefore, Money(one.Value.MinorBefore),
        one.Value.RefusedAfter, Money(one.Value.MinorAfter), Money(_before.BalanceOf(one.Key)), Money(_after.BalanceOf(one.Key)));

    private static string? Code(RefusalReason? reason) => reason is { } known ? RefusalCatalogue.Of(known).Code : null;

    private Money Money(Int128 minor) => MoneyOf.View((long)Int128.Min(minor, long.MaxValue), _book.Currency);

    private sealed class Tally
    {
        public long Payments { get; private set; }

        public long RefusedBefore { get; private set; }

        public long RefusedAfter { get; private set; }

        public Int128 MinorBefore { get; private set; }

        public Int128 MinorAfter { get; private set; }

        public void Take(long minor, bool isRefusedBefore, bool isRefusedAfter)
        {
            Payments++;
            if (isRefusedBefore)
            {
                RefusedBefore++;
                MinorBefore += minor;
            }

            if (isRefusedAfter)
            {
                RefusedAfter++;
                MinorAfter += minor;
            }
        }
    }

    private sealed record Refused(PastPosting Posting, PastTransfer Asked, RefusalReason? Before, RefusalReason? After);
}
