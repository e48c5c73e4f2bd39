using System.Collections.Immutable;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Coupons;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Reading;

/// <summary>What a coupon book's plans rest on.</summary>
internal static class ModelCouponReader
{
    public static SchemeState Read(ModelTables tables, SchemeRequest request)
    {
        var account = tables.Account(ConcernedBy(request))?.State;
        var state = new CouponState { RestsOn = VersionOf(account), Account = account };
        return request.Command switch
        {
            WithdrawCoupons withdraw => Counter(tables, request, state, withdraw.Till, withdraw.Notes) with
            {
                AtHand = AtHand(tables, request.Ledger.Id, withdraw.Till),
                Rupiah = Rupiah(tables, request.Ledger.Id),
            },
            DepositCoupons deposit => WithLimit(tables, Counter(tables, request, state, deposit.Till, deposit.Notes)),
            ExchangeNotes exchange => Counter(
                tables, request, state, exchange.Till, [.. Given(exchange.Expired), .. Given(exchange.Replacements)]),
            SettleTill settle => Counter(
                tables, request, state with { RestsOn = [] }, settle.Till,
                [.. Given(settle.Missing), .. Given(settle.Found)]),
            ConvertRupiah or ConvertBack => state with { Rupiah = Rupiah(tables, request.Ledger.Id) },
            CoverClosing => WithAdministration(tables, request, state),
            CorrectLine correct => WithLine(tables, state, correct.Line),
            UndoPayment => state with { RestsOn = [] },
            _ => state,
        };
    }

    private static AccountId ConcernedBy(SchemeRequest request) => request.Command switch
    {
        SchemeCommand.PayOut pay => pay.Legs[0].Debit,
        SchemeCommand.ReceiveIn receive => receive.Legs[0].Credit,
        _ => request.Accounts[0],
    };

    private static ImmutableArray<AccountVersion> VersionOf(AccountState? account) =>
        account is null ? [] : [new AccountVersion(account.Id, account.Version)];

    private static ImmutableArray<NoteRange> Given(ImmutableArray<NoteRange> notes) => notes.IsDefault ? [] : notes;

    private static CouponState Counter(
        ModelTables tables, SchemeRequest request, CouponState state, OperationId? till, ImmutableArray<NoteRange> notes) =>
        state with
        {
            Runs = Runs(tables, request.Ledger.Id, Given(notes)),
            Till = till is { } id ? tables.Coupons.Till(id)?.State : null,
        };

    // Those of the series that are named, and of this book all that hold a number that is named.
    private static ImmutableArray<NoteRun> Runs(ModelTables tables, LedgerId ledger, ImmutableArray<NoteRange> notes) =>
    [
        .. tables.Coupons.Runs
            .Where(run => notes.Any(range => range.Series == run.Range.Series
                || (run.Ledger == ledger && run.Range.First <= range.Last && range.First <= run.Range.Last)))
            .OrderBy(static run => run.Range.Series, StringComparer.Ordinal).ThenBy(static run => run.Range.First)
            .Select(run => run with { Value = new Amount(run.Value.Minor, tables.Ledger(ledger)!.Currency) }),
    ];

    private static NoteCounts AtHand(ModelTables tables, LedgerId ledger, OperationId? till) => tables.Coupons
        .NotesOf(ledger, record => till is null ? record.State == NoteState.Stock : record.Till == till)
        .Aggregate(NoteCounts.None, static (all, note) => all.With(note.Value.Value, 1));

    private static CouponState WithLimit(ModelTables tables, CouponState state) =>
        state.Account is { } account && tables.Coupons.Limits.TryGetValue(account.Id, out var row)
            ? state with
            {
                Limit = row.LimitMinor is { } limit ? new Amount(limit, account.Currency) : null,
                DepositedSinceMarking = row.DepositedMinor,
            }
            : state;

    private static CouponState WithAdministration(ModelTables tables, SchemeRequest request, CouponState state)
    {
        var fund = tables.Account(request.Ledger.SystemAccounts[AccountRole.Administration])?.State;
        return state with { Administration = fund, RestsOn = [.. state.RestsOn, .. VersionOf(fund)] };
    }

    private static RupiahBook? Rupiah(ModelTables tables, LedgerId id)
    {
        var community = tables.Ledger(id)!.Community;
        var book = tables.Ledgers.Find(row => row.Community == community && row.Scheme == RupiahScheme.SchemeName);
        AccountId Of(AccountRole role) =>
            tables.Accounts.Find(row => row.State.Ledger == book!.Id && row.State.Role == role)!.State.Id;
        return book is null
            ? null
            : new RupiahBook(
                book.Id, book.Currency, Of(AccountRole.Cash), Of(AccountRole.Reserve), Of(AccountRole.Administration),
                Of(AccountRole.CommunityFund));
    }

    private static CouponState WithLine(ModelTables tables, CouponState state, OperationId operation)
    {
        var coupons = tables.Coupons;
        if (!coupons.Lines.TryGetValue(operation, out var line) || line is not { NotesInMinor: >= 0, NotesOutMinor: >= 0 }
            || line.Kind is not (CounterLineKind.Withdrawal or CounterLineKind.Deposit or CounterLineKind.Exchange))
        {
            return state;
        }

        return state with
        {
            Till = line.Till is { } till ? coupons.Till(till)?.State : null,
            Corrected = new CouponLine(
                [.. tables.Operations[operation].Transfers.Select(static transfer => transfer.Leg)],
                line,
                [.. coupons.Moves[operation]],
                tables.Corrections.ContainsKey(operation)),
        };
    }
}
