using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Contracts.Directory;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Trades;
using Regional.Simulation.Model.Tables;
using Regional.Simulation.Model.Transactions;

namespace Regional.Simulation.Model.Reading;

/// <summary>The directory over the model: committed rows, read anew at every call.</summary>
internal sealed class ModelLedgerDirectory(ModelDatabase database) : ILedgerDirectory
{
    private readonly ReadGate _gate = new(database);

    private ModelTables Tables => database.Tables;

    public Task<AccountState?> FindAccountAsync(AccountId account, CancellationToken cancellationToken) =>
        _gate.ReadAsync("account", () => Tables.Account(account)?.State, cancellationToken);

    public Task<ImmutableArray<AccountState>> FindAccountsAsync(
        IReadOnlyCollection<AccountId> accounts, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "accounts",
            () => accounts.Distinct().Select(id => Tables.Account(id)?.State).OfType<AccountState>()
                .OrderBy(static account => account.Id).ToImmutableArray(),
            cancellationToken);

    public Task<ImmutableArray<AccountState>> FindAccountsAsync(
        LedgerId ledger, AccountRole role, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "accounts by role",
            () => Tables.Accounts.Select(static row => row.State)
                .Where(account => account.Ledger == ledger && account.Role == role)
                .OrderBy(static account => account.Id).ToImmutableArray(),
            cancellationToken);

    public Task<LedgerTerms?> FindLedgerAsync(LedgerId ledger, CancellationToken cancellationToken) =>
        _gate.ReadAsync("ledger", () => Tables.Ledger(ledger) is { } row ? TermsOf(row) : null, cancellationToken);

    public Task<OperationRecord?> FindOperationAsync(OperationId operation, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "operation",
            () => Tables.Operations.TryGetValue(operation, out var row) ? RecordOf(row) : null,
            cancellationToken);

    public Task<ImmutableArray<PostedLeg>> FindLegsAsync(OperationId operation, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "legs",
            () => Tables.Operations.TryGetValue(operation, out var row)
                ? row.Transfers.Select(LegOf).ToImmutableArray()
                : [],
            cancellationToken);

    public Task<PendingTransfer?> FindPendingAsync(TransferId transfer, CancellationToken cancellationToken) =>
        _gate.ReadAsync("pending", () => Tables.Pendings.GetValueOrDefault(transfer), cancellationToken);

    public Task<ImmutableArray<PendingTransfer>> FindDuePendingsAsync(int limit, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "due pendings",
            () => Tables.DuePendings.TakeWhile(due => due.ExpiresAt <= database.Clock.Now).Take(limit)
                .Select(due => Tables.Pendings[new TransferId(due.Posting, due.Leg)]).ToImmutableArray(),
            cancellationToken);

    public Task<PaymentRequest?> FindRequestAsync(OperationId request, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "request",
            () => Tables.Requests.TryGetValue(request, out var row) ? RequestOf(row) : null,
            cancellationToken);

    public Task<ImmutableArray<QueuedTrade>> FindQueuedTradesAsync(
        RegionId region, int limit, CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "queued trades",
            () => Tables.Queue.Select(place => Tables.Trades[place.Id]).Where(trade => trade.Region == region)
                .Take(limit).Select(QueuedOf).ToImmutableArray(),
            cancellationToken);

    public Task<ImmutableArray<RegionRecord>> FindRegionsAsync(CancellationToken cancellationToken) =>
        _gate.ReadAsync(
            "regions",
            () => Tables.Regions.OrderBy(static row => row.Id.Value)
                .Select(static row => new RegionRecord(row.Id, row.Code, row.Name, row.Ledger, row.Zone.Id))
                .ToImmutableArray(),
            cancellationToken);

    private LedgerTerms TermsOf(LedgerRow ledger)
    {
        var policy = RegionPolicy.Of(Tables, Tables.RegionOf(ledger), database.Clock.Now);
        var community = ledger.Community is { } id ? Tables.Community(id) : null;
        return new LedgerTerms
        {
            Id = ledger.Id,
            Code = ledger.Code,
            Region = ledger.Region,
            Community = ledger.Community,
            CommunityCode = community?.Code,
            IsSuspended = community?.IsSuspended ?? false,
            Currency = ledger.Currency,
            Scheme = ledger.Scheme,
            IsTrading = ledger.IsTrading,
            Version = ledger.TermsVersion,
            Terms = [.. Tables.TermsOf(ledger.Id).OrderBy(static terms => (terms.ValidFrom, terms.Id))],
            Rates = [.. Tables.RatesOf(ledger.Id).OrderBy(static rate => (rate.ValidFrom, rate.Id))],
            CapPolicy = policy.CapPolicy,
            QueueCountMax = policy.QueueCountMax,
            IsCreditOff = Tables.CreditOff.Contains(ledger.Id),
            ClosedUntil = Tables.Books.TryGetValue(ledger.Id, out var books) ? books.ClosedUntil : null,
            TimeZone = Tables.RegionOf(ledger).Zone.Id,
            SystemAccounts = Tables.Accounts.Select(static row => row.State)
                .Where(account => account.Ledger == ledger.Id
                    && account.Role is not (AccountRole.Member or AccountRole.Community))
                .ToFrozenDictionary(static account => account.Role, static account => account.Id),
            Upper = Tables.Upper(ledger.Id) is { } link
                ? new LedgerLink(link.LowerLedger, link.LowerAccount, link.UpperLedger, link.UpperAccount)
                : null,
        };
    }

    private OperationRecord RecordOf(OperationRow row)
    {
        var isPosting = row.Commit is not null || (row.Result is null && IsPostingKind(row.Kind));
        PostingOutcome? posting = !isPosting ? null
            : row.Refusal is { } refusal ? new PostingOutcome.Refused(refusal)
            : StoredOutcome.Posted(row, row.Id);
        CommandOutcome? command = isPosting ? null
            : row.Refusal is { } no ? new CommandOutcome.Refused(no)
            : new CommandOutcome.Done(row.Result!, Tables.ChangedBy(row.Id));
        return new OperationRecord(row.Id, row.Kind, row.Fingerprint, row.At, posting, command);
    }

    // A refused operation has neither commit nor result: its kind says which it would have been.
    private static bool IsPostingKind(OperationKind kind) => kind is OperationKind.Posting or OperationKind.Resolution
        or OperationKind.Trade or OperationKind.Correction or OperationKind.Approval or OperationKind.PlaceSettlement
        or OperationKind.ConfirmSettlement or OperationKind.ExchangeDifference or OperationKind.ImportLine;

    // What is kept of a leg is what its row says: a time to live only where one was placed.
    private static PostedLeg LegOf(TransferRow row) => new(
        row.Leg with { Expiry = row.Leg.Action == TransferAction.Pend ? row.Leg.Expiry : null },
        row.BusinessDate, row.Trade, row.Window);

    private PaymentRequest RequestOf(RequestRow row)
    {
        var isOver = row.Status == RequestStatus.Open && row.ExpiresAt <= database.Clock.Now;
        var asked = row.Asked;
        return new PaymentRequest(
            asked.Id, asked.Payee, Tables.Account(asked.Payee)!.State.Ledger, asked.Payer,
            Tables.Account(asked.Payer)!.State.Ledger, new Amount(asked.AmountMinor, row.Currency), asked.TransferKind,
            asked.Purpose, asked.Reference, asked.DocumentNumber, row.At, row.ExpiresAt,
            isOver ? RequestStatus.Expired : row.Status, row.AnsweredBy);
    }

    private QueuedTrade QueuedOf(TradeRow row) => new(
        row.Id, row.Payer, Tables.Account(row.Payer)!.State.Ledger, row.Payee, Tables.Account(row.Payee)!.State.Ledger,
        new Amount(row.PayeeAmountMinor, Tables.CurrencyOf(row.Payee)), row.Kind, row.Purpose, row.BusinessDate,
        row.QueueAccount!.Value, row.QueuedAt!.Value, row.Details, row.Actor, Tables.Operations[row.Id].Fingerprint);
}
