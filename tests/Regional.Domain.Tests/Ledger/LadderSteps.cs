using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Periods;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

/// <summary>One rule of the ladder: its name in ops/docs/refusals.md, and how to break it and nothing else.</summary>
/// <param name="Name">As in the document.</param>
/// <param name="Break">Breaks it in a scene in which every rule holds.</param>
/// <param name="Family">Rules of one family cannot be broken at once: one status, one pending, one reason.</param>
internal sealed record LadderStep(string Name, Action<LadderScene> Break, string? Family = null)
{
    public string Code => Name.Split(' ')[0];
}

/// <summary>
/// A posting that every kind of rule applies to: leg 0 pays 10 from account 1 to account 2, leg 1 ends a pending
/// transfer, and a document claim, a correction and every effect hang on it.
/// </summary>
internal sealed class LadderScene
{
    private static readonly PendingTransfer Pending = Held(3, 4, 50);

    public LadderScene()
    {
        Book = With(Scene.State(1), Scene.State(2), Scene.State(3), Scene.State(4), Scene.State(9)).Holding(Pending);
        Book.TermsVersions[Scene.Book] = 1;
        Book.Correctable[Operation(5)] = false;
        Book.Requests[Operation(6)] = new RequestState(RequestStatus.Open, Now.AddDays(1), Account(1));
        Book.Trades[Operation(7)] = TradeStatus.Queued;
        Book.Instructions[Operation(8)] =
            new InstructionState(InstructionStatus.Pending, IsPayOut: true, 80, 80, 0, new WindowId(1));
        Posting = Scene.Posting(1, Pay(1, 2, 10), End(Pending, TransferAction.PostPending, 50)) with
        {
            DecidedUnder = [new TermsVersion(Scene.Book, 1)],
            DecidedOn = [new AccountVersion(Account(9), 0)],
            Facts = [new DocumentClaim(Scene.Book, Account(2), "INV-7")],
            Corrects = Operation(5),
            Effects =
            [
                new RequestApproved(Operation(6)), new QueuedTradeReleased(Operation(7)),
                new InstructionConfirmed(Operation(8)),
            ],
        };
    }

    public LedgerBook Book { get; }

    public Posting Posting { get; set; }

    public void Legs(Func<ImmutableArray<Leg>, ImmutableArray<Leg>> change) =>
        Posting = Posting with { Legs = change(Posting.Legs) };

    public void Leg(int at, Func<Leg, Leg> change) =>
        Legs(legs => legs.Length > at ? legs.SetItem(at, change(legs[at])) : legs);

    public void State(long account, Func<AccountState, AccountState> change) => Book.Change(account, change);

    public void Hold(Func<PendingTransfer, PendingTransfer> change) =>
        Book.Pendings[Pending.Id] = change(Book.Pendings[Pending.Id]);

    public void Forget(long account) => Book.Accounts.Remove(Account(account));

    public void Release() => Book.Pendings.Remove(Pending.Id);
}

/// <summary>The ladder in the order of its checks.</summary>
internal static class LadderSteps
{
    private static readonly string Long = new('x', 141);

    private static readonly LadderStep[] Form =
    [
        new("idMissing", static scene => scene.Posting = scene.Posting with { Id = default }),
        new("postingEmpty", static scene => scene.Legs(static _ => []), "legs"),
        new("postingTooLarge", static scene => scene.Legs(static legs => [.. legs, .. Enumerable.Repeat(legs[0], 63)]), "legs"),
        new("amountZero", static scene => scene.Leg(0, static leg => leg with { Amount = new Amount(0, leg.Amount.Currency) })),
        new("sameAccount", static scene => scene.Leg(0, static leg => leg with { Credit = leg.Debit })),
        new("textTooLong (purpose)", static scene => scene.Leg(0, static leg => leg with { Purpose = Long })),
        new("reasonMissing", static scene => scene.Leg(0, static leg => leg with { ForcedReason = "" }), "reason"),
        new("textTooLong (reason)", static scene => scene.Leg(0, static leg => leg with { ForcedReason = Long }), "reason"),
        new("expiryOutOfRange", static scene => scene.Leg(0, static leg => leg with { Expiry = TimeSpan.Zero })),
        new("textTooLong (reference, external reference, document number)", static scene => scene.Posting = scene.Posting with { DocumentNumber = Long }),
    ];

    private static readonly LadderStep[] Figures =
    [
        new("termsChanged", static scene => scene.Book.TermsVersions[Scene.Book] = 2),
        new("stateChanged", static scene => scene.State(9, static state => state with { Version = 1 })),
        new("periodClosed", static scene => scene.Book.Books[Scene.Book] = new PeriodBooks(scene.Posting.BusinessDate, Totalling: null)),
        new("accountUnknown (payer)", static scene => scene.Forget(1)),
        new("accountUnknown (payee)", static scene => scene.Forget(2)),
        new("currencyMismatch", static scene => scene.Leg(0, static leg => leg with { Amount = new Amount(leg.Amount.Minor, new Currency("EUR", 2)) })),
        .. Place(account: 1, "payer"),
        .. Place(account: 2, "payee"),
    ];

    private static readonly LadderStep[] End =
    [
        new("pendingUnknown", static scene => scene.Release()),
        new("pendingResolved", static scene => scene.Hold(static pending => pending with { Status = PendingStatus.Voided })),
        new("pendingExpired", static scene => scene.Hold(static pending => pending with { ExpiresAt = Now }), "expiry"),
        new("pendingNotExpired", static scene => scene.Leg(1, static leg => leg with { Action = TransferAction.ExpirePending }), "expiry"),
        new("pendingExceeded", static scene => scene.Leg(1, static leg => leg with { Amount = new Amount(51, Rupiah) })),
    ];

    private static readonly LadderStep[] Links =
    [
        new("documentClaimed", static scene => scene.Book.Claims.Add(new DocumentClaim(Scene.Book, Account(2), "INV-7"))),
        new("correctionUnknown", static scene => scene.Book.Correctable.Clear(), "correction"),
        new("alreadyCorrected", static scene => scene.Book.Correctable[Operation(5)] = true, "correction"),
        new("requestUnknown", static scene => scene.Book.Requests.Clear(), "request"),
        new("requestEnded", static scene => Request(scene, static state => state with { Status = RequestStatus.Declined }), "request"),
        new("requestExpired", static scene => Request(scene, static state => state with { ExpiresAt = Now })),
        new("tradeUnknown", static scene => scene.Book.Trades.Clear(), "trade"),
        new("tradeNotQueued", static scene => scene.Book.Trades[Operation(7)] = TradeStatus.Cancelled, "trade"),
        new("instructionUnknown", static scene => scene.Book.Instructions.Clear(), "instruction"),
        new("instructionEnded", static scene => Cash(scene, static state => state with { Status = InstructionStatus.Confirmed }), "instruction"),
        new("notPaidIn", static scene => Cash(scene, static state => state with { PaidInMinor = 79 })),
    ];

    public static IEnumerable<LadderStep> All => [.. Form, .. Figures, .. End, .. Links];

    private static LadderStep[] Place(long account, string who)
    {
        var isPayer = account == 1;
        LadderStep[] blocked = isPayer
            ? [new("accountMayNotPay (payer)", scene => scene.State(account, static state => state with { Status = AccountStatus.DebitsBlocked }), "payer status")]
            : [];
        return
        [
            new($"accountClosed ({who})", scene => scene.State(account, static state => state with { Status = AccountStatus.Closed }), $"{who} status"),
            new($"accountSuspended ({who})", scene => scene.State(account, static state => state with { Status = AccountStatus.Suspended }), $"{who} status"),
            .. blocked,
            new($"balanceOverflow ({who})", scene => scene.State(account, static state => state with { DebitsPosted = long.MaxValue, CreditsPosted = long.MaxValue })),
            isPayer
                ? new("floorExceeded or netDebitCapExceeded (payer)", static scene => scene.State(1, static state => state with { Floor = 0 }))
                : new("ceilingExceeded or netCreditCapExceeded (payee)", static scene => scene.State(2, static state => state with { Ceiling = 0 })),
        ];
    }

    private static void Request(LadderScene scene, Func<RequestState, RequestState> change) =>
        scene.Book.Requests[Operation(6)] = change(scene.Book.Requests[Operation(6)]);

    private static void Cash(LadderScene scene, Func<InstructionState, InstructionState> change) =>
        scene.Book.Instructions[Operation(8)] = change(scene.Book.Instructions[Operation(8)]);
}
