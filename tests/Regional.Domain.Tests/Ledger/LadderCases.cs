using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Ledger;

/// <summary>One row: the state before, a posting, and what becomes of it.</summary>
internal sealed record LadderCase(string Name, Func<LedgerBook> Before, Func<Posting> Posting, string Expected);

/// <summary>The ladder's table: at least one row per refusal of postings, and at, below and above each limit.</summary>
internal static class LadderCases
{
    private static readonly string Long140 = new('x', 140);
    private static readonly string Long141 = new('x', 141);

    private static readonly LadderCase[] Form =
    [
        Row("a posting with the id of all zeros", Pay(1, 2, 10), "idMissing", static posting => posting with { Id = default }),
        Row("a posting without legs", Pay(1, 2, 10), "postingEmpty", static posting => posting with { Legs = [] }),
        new("a posting of 64 legs", Two, static () => Posting(1, [.. Enumerable.Repeat(Pay(1, 2, 10), 64)]), "posted"),
        new("a posting of 65 legs", Two, static () => Posting(1, [.. Enumerable.Repeat(Pay(1, 2, 10), 65)]), "postingTooLarge"),
        Row("an amount of zero", Pay(1, 2, 0), "amountZero"),
        Row("an amount of one minor unit", Pay(1, 2, 1), "posted"),
        Row("payer and payee the same", Pay(1, 1, 10), "sameAccount"),
        Row("a purpose of 40 characters", Pay(1, 2, 10) with { Purpose = new('p', 40) }, "posted"),
        Row("a purpose of 41 characters", Pay(1, 2, 10) with { Purpose = new('p', 41) }, "textTooLong"),
        Row("a reference of 140 characters", Pay(1, 2, 10), "posted", static posting => posting with { Reference = Long140 }),
        Row("a reference of 141 characters", Pay(1, 2, 10), "textTooLong", static posting => posting with { Reference = Long141 }),
        Row("an external reference of 141 characters", Pay(1, 2, 10), "textTooLong", static posting => posting with { ExternalReference = Long141 }),
        Row("a document number of 141 characters", Pay(1, 2, 10), "textTooLong", static posting => posting with { DocumentNumber = Long141 }),
        Row("forced without a reason", Pay(1, 2, 10) with { ForcedReason = " " }, "reasonMissing"),
        Row("forced with a reason of 141 characters", Pay(1, 2, 10) with { ForcedReason = Long141 }, "textTooLong"),
        Row("a pending of less than a second", Pend(1, 2, 10) with { Expiry = TimeSpan.FromMilliseconds(999) }, "expiryOutOfRange"),
        Row("a pending of one second", Pend(1, 2, 10) with { Expiry = TimeSpan.FromSeconds(1) }, "posted"),
        Row("a pending of 400 days", Pend(1, 2, 10) with { Expiry = TimeSpan.FromDays(400) }, "posted"),
        Row("a pending of more than 400 days", Pend(1, 2, 10) with { Expiry = TimeSpan.FromDays(400) + TimeSpan.FromTicks(1) }, "expiryOutOfRange"),
    ];

    private static readonly LadderCase[] Accounts =
    [
        new("terms that changed meanwhile", static () => Two().Terms(version: 8), static () => Under(version: 7), "termsChanged"),
        new("terms as they were decided under", static () => Two().Terms(version: 7), static () => Under(version: 7), "posted"),
        new("a refusal of the plan under the terms in force", static () => Two().Terms(version: 7), static () => Planned(version: 7), "noPath"),
        new("an account that moved since the plan", static () => Two().Change(1, static state => state with { Version = 8 }), static () => On(version: 7), "stateChanged"),
        new("an account that stands as it was planned on", static () => Two().Change(1, static state => state with { Version = 7 }), static () => On(version: 7), "posted"),
        new("an account that an earlier member of the batch moved", static () => Two().Change(1, static state => state with { Version = 7 }).After(Posting(2, Pay(1, 2, 1))), static () => On(version: 7), "stateChanged"),
        new("a refusal of the plan on an account that moved", static () => Two().Change(1, static state => state with { Version = 8 }), static () => On(version: 7) with { Legs = [], PlannedRefusal = Refusal.For(RefusalReason.NoPath, new("from", "1"), new("to", "2")) }, "stateChanged"),
        new("a refusal of the plan under old terms", static () => Two().Terms(version: 8), static () => Planned(version: 7), "termsChanged"),
        new("a refusal for a correction of nothing", Two, static () => NotFound(Operation(5)), "correctionUnknown"),
        new("a refusal for a correction of what is posted by now", static () => Two().Correctable(5, already: false), static () => NotFound(Operation(5)), "targetChanged"),
        new("a refusal for a correction of what is corrected by now", static () => Two().Correctable(5, already: true), static () => NotFound(Operation(5)), "targetChanged"),
        Row("a refusal of the plan of a posting without id", Pay(1, 2, 10), "idMissing", static _ => Planned(version: 7) with { Id = default }),
        Row("a payer that does not exist", Pay(9, 2, 10), "accountUnknown"),
        Row("a payee that does not exist", Pay(1, 9, 10), "accountUnknown"),
        Row("accounts of another ledger", Pay(1, 2, 10) with { Ledger = new LedgerId(2) }, "accountUnknown"),
        Row("another currency", Pay(1, 2, 10) with { Amount = new Amount(10, new Currency("EUR", 2)) }, "currencyMismatch"),
        Row("the currency at another scale", Pay(1, 2, 10) with { Amount = new Amount(10, new Currency("IDR", 2)) }, "currencyMismatch"),
        With("a closed payer", 1, AccountStatus.Closed, "accountClosed"),
        With("a closed payee", 2, AccountStatus.Closed, "accountClosed"),
        With("a closed payee, forced", 2, AccountStatus.Closed, "accountClosed", forced: true),
        With("a suspended payer", 1, AccountStatus.Suspended, "accountSuspended"),
        With("a suspended payee", 2, AccountStatus.Suspended, "accountSuspended"),
        With("a suspended payer, forced", 1, AccountStatus.Suspended, "posted", forced: true),
        With("a payer in arrears", 1, AccountStatus.DebitsBlocked, "accountMayNotPay"),
        With("a payer in arrears, forced", 1, AccountStatus.DebitsBlocked, "posted", forced: true),
        With("a payee in arrears", 2, AccountStatus.DebitsBlocked, "posted"),
        new("debits that fill the counter", static () => Full(debits: long.MaxValue - 10), static () => Posting(1, Pay(1, 2, 10)), "posted"),
        new("debits beyond the counter", static () => Full(debits: long.MaxValue - 9), static () => Posting(1, Pay(1, 2, 10)), "balanceOverflow"),
        new("credits beyond the counter", static () => Full(credits: long.MaxValue - 9), static () => Posting(1, Pay(1, 2, 10)), "balanceOverflow"),
        new("pending credits count towards the counter", static () => Full(credits: long.MaxValue - 14, pending: 5), static () => Posting(1, Pay(1, 2, 10)), "balanceOverflow"),
        new("debits beyond the counter, forced", static () => Full(debits: long.MaxValue - 9), static () => Posting(1, Forced(1, 2, 10)), "balanceOverflow"),
    ];

    private static readonly LadderCase[] Limits =
    [
        Payer("one below the floor's room", balance: 0, floor: -100, amount: 99, "posted"),
        Payer("exactly at the floor", balance: 0, floor: -100, amount: 100, "posted"),
        Payer("one minor unit beyond the floor", balance: 0, floor: -100, amount: 101, "floorExceeded"),
        Payer("beyond the floor, forced", balance: 0, floor: -100, amount: 101, "posted", forced: true),
        Payer("a floor above zero, exactly", balance: 30, floor: 20, amount: 10, "posted"),
        Payer("a floor above zero, beyond", balance: 30, floor: 20, amount: 11, "floorExceeded"),
        Payer("a floor tighter than the balance lets nothing out", balance: -200, floor: -100, amount: 1, "floorExceeded"),
        Payer("pending debits count, exactly", balance: 0, floor: -100, amount: 60, "posted", pendingDebits: 40),
        Payer("pending debits count, beyond", balance: 0, floor: -100, amount: 61, "floorExceeded", pendingDebits: 40),
        Payer("pending credits do not count", balance: 0, floor: -100, amount: 101, "floorExceeded", pendingCredits: 500),
        Payer("a pending is checked when placed", balance: 0, floor: -100, amount: 101, "floorExceeded", action: TransferAction.Pend),
        Payer("a pending exactly at the floor", balance: 0, floor: -100, amount: 100, "posted", action: TransferAction.Pend),
        Payer("without a floor", balance: 0, floor: null, amount: 1_000_000, "posted"),
        Payer("the lowest floor there is", balance: 0, floor: long.MinValue, amount: long.MaxValue, "posted"),
        Payer("a community exactly at its net debit cap", balance: 0, floor: -100, amount: 100, "posted", role: AccountRole.Community),
        Payer("a community beyond its net debit cap", balance: 0, floor: -100, amount: 101, "netDebitCapExceeded", role: AccountRole.Community),
        Queueing("a community beyond its net debit cap waits where the region queues", AccountRole.Community, floor: -100, "capReached"),
        Queueing("a member beyond the floor is refused though the region queues", AccountRole.Member, floor: -100, "floorExceeded"),
        Queueing("a community within its cap is posted though the region queues", AccountRole.Community, floor: -101, "posted"),
        Payee("one below the ceiling's room", balance: 0, ceiling: 100, amount: 99, "posted"),
        Payee("exactly at the ceiling", balance: 0, ceiling: 100, amount: 100, "posted"),
        Payee("one minor unit beyond the ceiling", balance: 0, ceiling: 100, amount: 101, "ceilingExceeded"),
        Payee("beyond the ceiling, forced", balance: 0, ceiling: 100, amount: 101, "posted", forced: true),
        Payee("a ceiling tighter than the balance lets nothing in", balance: 200, ceiling: 100, amount: 1, "ceilingExceeded"),
        Payee("pending credits count, beyond", balance: 0, ceiling: 100, amount: 61, "ceilingExceeded", pendingCredits: 40),
        Payee("pending credits count, exactly", balance: 0, ceiling: 100, amount: 60, "posted", pendingCredits: 40),
        Payee("pending debits do not count", balance: 0, ceiling: 100, amount: 101, "ceilingExceeded", pendingDebits: 500),
        Payee("a community exactly at its net credit cap", balance: 0, ceiling: 100, amount: 100, "posted", role: AccountRole.Community),
        Payee("a community beyond its net credit cap", balance: 0, ceiling: 100, amount: 101, "netCreditCapExceeded", role: AccountRole.Community),
        new("a floor tighter than the balance lets payments in", static () => With(State(1), State(2, -200, floor: -100)), static () => Posting(1, Pay(1, 2, 50)), "posted"),
        new("a ceiling tighter than the balance lets payments out", static () => With(State(1, 200, ceiling: 100), State(2)), static () => Posting(1, Pay(1, 2, 50)), "posted"),
        new("two legs that take the room together", static () => With(State(1, floor: -100), State(2)), static () => Posting(1, Pay(1, 2, 60), Pay(1, 2, 40)), "posted"),
        new("two legs that take more than the room together", static () => With(State(1, floor: -100), State(2)), static () => Posting(1, Pay(1, 2, 60), Pay(1, 2, 41)), "floorExceeded"),
        new("a posting's own credit does not make room", static () => With(State(1), State(2, floor: 0)), static () => Posting(1, Pay(1, 2, 50), Pay(2, 1, 50)), "floorExceeded"),
        new("a posting's own debit does not make room", static () => With(State(1), State(2, ceiling: 0)), static () => Posting(1, Pay(2, 1, 50), Pay(1, 2, 50)), "ceilingExceeded"),
    ];

    private static readonly LadderCase[] Pendings =
    [
        Ending("posted whole", Held(1, 2, 50), TransferAction.PostPending, 50, "posted"),
        Ending("posted in part", Held(1, 2, 50), TransferAction.PostPending, 20, "posted"),
        Ending("posted beyond what is held", Held(1, 2, 50), TransferAction.PostPending, 51, "pendingExceeded"),
        Ending("voided", Held(1, 2, 50), TransferAction.VoidPending, 50, "posted"),
        Ending("posted a tick before its time runs out", Held(1, 2, 50, Now + TimeSpan.FromTicks(1)), TransferAction.PostPending, 50, "posted"),
        Ending("posted at the moment its time runs out", Held(1, 2, 50, Now), TransferAction.PostPending, 50, "pendingExpired"),
        Ending("voided after its time ran out", Held(1, 2, 50, Now), TransferAction.VoidPending, 50, "pendingExpired"),
        Ending("expired at the moment its time runs out", Held(1, 2, 50, Now), TransferAction.ExpirePending, 50, "posted"),
        Ending("expired a tick early", Held(1, 2, 50, Now + TimeSpan.FromTicks(1)), TransferAction.ExpirePending, 50, "pendingNotExpired"),
        Ending("expired though it has no end", Held(1, 2, 50), TransferAction.ExpirePending, 50, "pendingNotExpired"),
        Ending("posted twice", Held(1, 2, 50, status: PendingStatus.Posted), TransferAction.PostPending, 50, "pendingResolved"),
        Ending("posted after it was voided", Held(1, 2, 50, status: PendingStatus.Voided), TransferAction.PostPending, 50, "pendingResolved"),
        Ending("posted after it expired", Held(1, 2, 50, status: PendingStatus.Expired), TransferAction.PostPending, 50, "pendingResolved"),
        new("one that does not exist", Two, static () => Posting(1, End(Held(1, 2, 50), TransferAction.PostPending, 50)), "pendingUnknown"),
        new("one of the other direction", static () => Two().Holding(Held(2, 1, 50)), static () => Posting(1, End(Held(1, 2, 50), TransferAction.PostPending, 50)), "pendingUnknown"),
        new("no pending named", Two, static () => Posting(1, Pay(1, 2, 50) with { Action = TransferAction.PostPending }), "pendingUnknown"),
        new("ended twice in one posting", static () => Two().Holding(Held(1, 2, 50)), static () => Posting(1, End(Held(1, 2, 50), TransferAction.PostPending, 20), End(Held(1, 2, 50), TransferAction.VoidPending, 30)), "pendingResolved"),
        new("ending is never checked against limits again", static () => With(State(1, floor: 0), State(2, ceiling: 0)).Holding(Held(1, 2, 50)), static () => Posting(1, End(Held(1, 2, 50), TransferAction.PostPending, 50)), "posted"),
        new("ending passes suspension", static () => Two().Holding(Held(1, 2, 50)).Change(1, static account => account with { Status = AccountStatus.Suspended }), static () => Posting(1, End(Held(1, 2, 50), TransferAction.PostPending, 50)), "posted"),
    ];

    private static readonly LadderCase[] Links =
    [
        new("a document number claimed already", static () => Two().Claimed("INV-7"), static () => Claiming("INV-7"), "documentClaimed"),
        new("a document number claimed twice in one posting", Two, static () => Claiming("INV-7", "INV-7"), "documentClaimed"),
        new("another document number", static () => Two().Claimed("INV-7"), static () => Claiming("INV-8"), "posted"),
        new("a correction of something unknown", Two, static () => Correcting(5), "correctionUnknown"),
        new("a correction of something corrected", static () => Two().Correctable(5, already: true), static () => Correcting(5), "alreadyCorrected"),
        new("a first correction", static () => Two().Correctable(5, already: false), static () => Correcting(5), "posted"),
    ];

    public static IEnumerable<LadderCase> All => [.. Form, .. Accounts, .. Limits, .. Pendings, .. Links];

    private static LedgerBook Two() => Scene.With(State(1), State(2));

    private static Leg Forced(long from, long to, long amount) => Pay(from, to, amount) with { ForcedReason = "levy" };

    private static LadderCase Row(string name, Leg leg, string expected, Func<Posting, Posting>? change = null) =>
        new(name, Two, () => change is null ? Posting(1, leg) : change(Posting(1, leg)), expected);

    private static LadderCase With(string name, long account, AccountStatus status, string expected, bool forced = false) => new(
        name,
        () => Two().Change(account, state => state with { Status = status }),
        () => Posting(1, forced ? Forced(1, 2, 10) : Pay(1, 2, 10)),
        expected);

    private static LedgerBook With(params AccountState[] accounts) => Scene.With(accounts);

    private static LedgerBook Full(long debits = 0, long credits = 0, long pending = 0) => With(
        State(1) with { DebitsPosted = debits, CreditsPosted = debits },
        State(2) with { CreditsPosted = credits, DebitsPosted = credits, CreditsPending = pending });

    private static LadderCase Payer(
        string name, long balance, long? floor, long amount, string expected, long pendingDebits = 0,
        long pendingCredits = 0, bool forced = false, AccountRole role = AccountRole.Member,
        TransferAction action = TransferAction.Post) => new(
        "payer: " + name,
        () => With(
            State(1, balance, floor) with { DebitsPending = pendingDebits, CreditsPending = pendingCredits, Role = role },
            State(2)),
        () => Posting(1, (forced ? Forced(1, 2, amount) : Pay(1, 2, amount)) with { Action = action }),
        expected);

    private static LadderCase Payee(
        string name, long balance, long? ceiling, long amount, string expected, long pendingDebits = 0,
        long pendingCredits = 0, bool forced = false, AccountRole role = AccountRole.Member) => new(
        "payee: " + name,
        () => With(
            State(1),
            State(2, balance, ceiling: ceiling) with { DebitsPending = pendingDebits, CreditsPending = pendingCredits, Role = role }),
        () => Posting(1, forced ? Forced(1, 2, amount) : Pay(1, 2, amount)),
        expected);

    private static LadderCase Ending(
        string name, PendingTransfer pending, TransferAction action, long amount, string expected) => new(
        "pending: " + name, () => Two().Holding(pending), () => Posting(1, End(pending, action, amount)), expected);

    private static LedgerBook Terms(this LedgerBook book, long version)
    {
        book.TermsVersions[Book] = version;
        return book;
    }

    private static Posting Under(long version) =>
        Posting(1, Pay(1, 2, 10)) with { DecidedUnder = [new TermsVersion(Book, version)] };

    private static Posting On(long version) =>
        Posting(1, Pay(1, 2, 10)) with { DecidedOn = [new AccountVersion(Account(1), version)] };

    private static LedgerBook After(this LedgerBook book, Posting earlier)
    {
        Judge(earlier, book);
        return book;
    }

    private static Posting Planned(long version) => Under(version) with
    {
        Legs = [],
        PlannedRefusal = Refusal.For(RefusalReason.NoPath, new("from", "1"), new("to", "2")),
    };

    private static Posting NotFound(OperationId corrected) => Posting(1) with
    {
        Corrects = corrected,
        PlannedRefusal = Refusal.For(RefusalReason.CorrectionUnknown, new RefusalFact("operation", $"{corrected}")),
    };

    private static LadderCase Queueing(string name, AccountRole role, long floor, string expected) => new(
        name,
        () => With(State(1, floor: floor) with { Role = role }, State(2)),
        static () => Posting(1, Pay(1, 2, 101)) with { QueuesAtCap = true },
        expected);

    private static LedgerBook Claimed(this LedgerBook book, string number)
    {
        book.Claims.Add(new DocumentClaim(Book, Account(2), number));
        return book;
    }

    private static Posting Claiming(params string[] numbers) => Posting(1, Pay(1, 2, 10)) with
    {
        Facts = [.. numbers.Select(static number => new DocumentClaim(Book, Account(2), number))],
    };

    private static LedgerBook Correctable(this LedgerBook book, int operation, bool already)
    {
        book.Correctable[Operation(operation)] = already;
        return book;
    }

    private static Posting Correcting(int operation) => Posting(1, Pay(1, 2, 10)) with { Corrects = Operation(operation) };
}
