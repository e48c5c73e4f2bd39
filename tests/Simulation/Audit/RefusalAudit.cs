using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether a refusal that is kept for ever is justified by the figures at its place in the journal's order.</summary>
internal sealed class RefusalAudit(
    AuditBook book, ContentAudit content, TradeArithmetic trades, PoolAudit pools, KomokoRefusals komokos,
    CouponRefusals coupons,
    IReadOnlyDictionary<Guid, List<Asked>> asked)
{
    private const int TradeKind = 3;

    /// <summary>What is wrong about it; null: nothing.</summary>
    public Violation? Check(JournalRefusal refusal, JournalCommit commit)
    {
        var requests = asked.GetValueOrDefault(refusal.Id) ?? (refusal.Kind == TradeKind ? Queued() : []);
        var why = Unjustified(refusal.Refusal, requests, commit);
        return why is null ? null : new Violation("refusal", $"{refusal} is not justified: {why}");
    }

    // A release has an id of its own; which trade it would release is not said by a refusal.
    private List<Asked> Queued() => [.. book.Queued.Keys.SelectMany(id => asked.GetValueOrDefault(id) ?? [])];

    private string? Unjustified(ToldRefused refusal, List<Asked> requests, JournalCommit commit) => refusal.Code switch
    {
        "floorExceeded" or "netDebitCapExceeded" => NoRoom(refusal, requests, isDebit: true),
        "ceilingExceeded" or "netCreditCapExceeded" or "cashLentOut" => NoRoom(refusal, requests, isDebit: false),
        "creditSwitchedOff" => Unless(
            requests.Count == 0 || requests.Any(request => content.Lay(request, out _) is { } legs
                && CreditAudit.IsMet(book, Number(refusal, "account"), legs)),
            "credit is on, or the account has it"),
        "notMutualCredit" => Unless(
            requests.OfType<AskedCredit>().Any(asks => book.Ledgers.TryGetValue(asks.Ledger, out var ledger)
                && ledger.Scheme != "mutual-credit"),
            "it is a mutual credit"),
        "savingsLocked" or "agreementNeeded" or "agreementNotAgreed" or "agreementExceeded" => Unless(
            requests.Count == 0 || requests.Any(request => IsOfPool(refusal, request)), "the account may take it"),
        "agreementUnknown" => Unless(
            requests.Any(request => pools.IsJustified(refusal, request) || IsOfPool(refusal, request)), "there is one"),
        "proposalEnded" or "notPoolMember" or "borrowerExcluded" or "alreadySigned" or "quorumMissing"
            or "proposalOpposed" => Unless(
                requests.Any(request => pools.IsJustified(refusal, request)), "the pool's members say otherwise"),
        "noSettlementCash" => Unless(
            requests.OfType<AskedCashReturn>().Any(back => pools.FreeCash(back.Ledger) == 0), "there is some"),
        "planTooLong" => Unless(requests.OfType<AskedProposal>().Any(pools.IsTooLong), "the plan ends"),
        "pointsTaken" => Unless(
            requests.OfType<AskedPoints>().Any(asks => pools.HasBegunEnd(asks.Ledger)
                || asks.Points.Any(one => book.PointsTaken.Contains(one.Account))),
            "nobody brought any"),
        "commandNotOfScheme" => Unless(
            requests.Any(static request => request is AskedProposal or AskedPoints or AskedDeposit or AskedWithdrawal),
            "it is of the scheme"),
        "oneTransferOnly" => Unless(
            requests.OfType<AskedPayment>().Any(payment => payment.Legs.Length > 1
                && book.Ledgers[payment.Ledger].Scheme == PoolAudit.Scheme),
            "it is one transfer"),
        "periodClosed" => Unless(
            PeriodAudit.IsLate(
                book, (int)Number(refusal, "ledger"), refusal.Fact("businessDate"), refusal.Fact("firstOpen"))
            && (requests.Count == 0
                || requests.Any(request => $"{ContentAudit.TextsOf(request)?.Date:O}" == refusal.Fact("businessDate"))),
            "the books are open, or the date is another"),
        "periodUnknown" => Unless(
            requests.Count == 0 || requests.Any(request => PeriodRefusals.IsOfNone(book, request)), "there is such a period"),
        "periodNotTotalled" or "periodStarted" => Unless(
            requests.Any(request => PeriodRefusals.IsOutOfState(book, request, refusal)), "its state is another"),
        "periodsNotKept" => Unless(
            book.Ledgers.TryGetValue((int)Number(refusal, "ledger"), out var own) && own.Community is null,
            "it is a community's"),
        "accountUnknown" => Unless(requests.Count == 0 || requests.Any(request => HasUnknownAccount(request, refusal)),
            "the account is there"),
        "accountClosed" => HasStatus(refusal, static status => status == 4),
        "accountSuspended" => HasStatus(refusal, static status => status == 3),
        "accountMayNotPay" => HasStatus(refusal, static status => status == 2),
        "accountNotPayable" => Unless(
            Account(refusal) is { Role: AuditRole.Region or AuditRole.Community }
            || CouponRefusals.IsNotPayable(Account(refusal), requests)
            || (Account(refusal) is { Role: not AuditRole.Member } && requests.Any(static request => request is AskedDeposit)),
            "members may be paid"),
        "currencyMismatch" => Unless(requests.Count == 0 || requests.Any(HasOtherCurrency), "the currency is the ledger's"),
        "balanceOverflow" => Unless(requests.Count == 0 || requests.Any(Overflows), "it fits"),
        "purposeNotAllowed" => Unless(requests.Any(HasOtherPurpose), "the purpose is allowed"),
        "financialNeedsKomoko" => Unless(
            requests.OfType<AskedTrade>().Any(static trade => AuditPurposes.KindOf(trade.Purpose) == 2)
            && refusal.Fact("payer") != "komoko" && refusal.Fact("payee") != "komoko",
            "the purpose is real, or a side is a komoko"),
        "pendingUnknown" or "pendingResolved" or "pendingExpired" or "pendingNotExpired" or "pendingExceeded" =>
            Pending(refusal, requests, commit),
        "documentClaimed" => Unless(
            book.Claims.Any(claim => claim.EndsWith($"/{refusal.Fact("document")}", StringComparison.Ordinal)),
            "nobody was paid for it"),
        "correctionUnknown" => Unless(requests.OfType<AskedCorrection>().Any(IsNothingToCorrect), "it was posted"),
        "alreadyCorrected" => Unless(
            book.Operations.TryGetValue(Id(refusal, "operation"), out var corrected) && corrected.CorrectedBy is not null,
            "it was not corrected"),
        "noPath" or "noRate" or "payerAmountExceeded" or "communitySuspended" =>
            requests.Count == 0 ? null : Trade(refusal, requests),
        "tradeUnknown" => Unless(!book.Queued.ContainsKey(Id(refusal, "trade")) && !IsPostedTrade(Id(refusal, "trade")),
            "there is such a trade"),
        "tradeNotQueued" => Unless(
            (book.Queued.TryGetValue(Id(refusal, "trade"), out var queued) && queued.State == refusal.Fact("state"))
            || (refusal.Fact("state") == "posted" && IsPostedTrade(Id(refusal, "trade"))),
            "it waits"),
        "requestUnknown" => Unless(!book.Requests.ContainsKey(Id(refusal, "request")), "there is such a request"),
        "requestEnded" => Unless(
            book.Requests.TryGetValue(Id(refusal, "request"), out var request) && request.State == refusal.Fact("state"),
            "it is open"),
        "requestExpired" => Unless(
            book.Requests.TryGetValue(Id(refusal, "request"), out var late) && late.State == "open"
            && late.ExpiresAt <= commit.At,
            "it has time"),
        "instructionUnknown" => Unless(
            !book.Instructions.TryGetValue(Id(refusal, "instruction"), out var planned) || planned.State == "planned",
            "there is such a payment"),
        "instructionEnded" => Unless(
            book.Instructions.TryGetValue(Id(refusal, "instruction"), out var ended) && ended.State == refusal.Fact("state"),
            "it has not ended so"),
        "notPaidIn" => Unless(requests.OfType<AskedConfirm>().Any(IsNotPaidIn), "enough was paid in"),
        "accountNotZero" => Unless(Account(refusal) is { } open && open.Balance != 0, "the balance is zero"),
        "accountHasPendings" => Unless(
            Account(refusal) is { } held && (held.DebitsPending != 0 || held.CreditsPending != 0), "nothing is pending"),
        "systemAccount" => Unless(Account(refusal) is { Role: not AuditRole.Member }, "it is a member's"),
        "codeTaken" => Unless(
            requests.OfType<AskedAccount>().Any(asks => book.Accounts.Values.Any(
                account => account.Ledger == asks.Ledger && account.Code == asks.Code)),
            "the code is free"),
        "parentUnknown" => Unless(requests.Any(IsOrphan), "there is one"),
        "effectiveInPast" => Unless(requests.Any(request => IsBackdated(request, commit.At)), "the date is not past"),
        "windowUnknown" => null,
        "differenceZero" => Unless(refusal.Fact("ledger") is { } lower && lower.Length > 0, "it names no ledger"),
        "windowClosing" => Unless(
            book.Windows.TryGetValue(Number(refusal, "window"), out var closed) && closed.IsClosed, "it is open"),
        "windowNotClosed" => Unless(
            book.Windows.TryGetValue(Number(refusal, "window"), out var still) && !still.IsClosed, "it is closed"),
        _ when CouponRefusals.Codes.Contains(refusal.Code) => Unless(
            requests.Count == 0 || requests.Any(request => coupons.IsJustified(
                refusal, request, content.Lay(request, out _) is [var first, ..] ? first.Amount : null)),
            "the notes and accounts say otherwise"),
        _ => komokos.IsJustified(refusal, requests) is { } isSo
            ? Unless(isSo, "the komoko's table and lots say otherwise")
            : $"no figures would justify {refusal.Code}",
    };

    private static string? Unless(bool isSo, string otherwise) => isSo ? null : otherwise;

    // The figures told are those of the commit's place, and the first transfer without room is the one that is named.
    private string? NoRoom(ToldRefused refusal, List<Asked> requests, bool isDebit)
    {
        if (Account(refusal) is not { } account)
        {
            return "there is no such account";
        }

        account.Enter(book.Place);
        if ((isDebit ? account.DebitRoom : account.CreditRoom) is not { } room)
        {
            return "it has no such limit";
        }

        if (refusal.Fact("balance") is { } balance && Minor(balance) != account.BalanceBefore)
        {
            return $"the balance is {account.BalanceBefore}";
        }

        if (requests.Count == 0)
        {
            return Minor(refusal.Fact("room")!) <= Int128.Max(room, 0) ? null : $"there is room for {room}";
        }

        string? why = "nothing of it needs room there";
        foreach (var request in requests)
        {
            if (content.Lay(request, out _) is { } legs)
            {
                why = Exceeds(legs, account, room, isDebit);
            }

            if (why is null)
            {
                return null;
            }
        }

        return why;
    }

    private static string? Exceeds(List<ExpectedLeg> legs, AuditAccount account, Int128 room, bool isDebit)
    {
        foreach (var leg in legs)
        {
            if ((isDebit ? leg.Debit : leg.Credit) != account.Id || leg.Action is not (LegAction.Post or LegAction.Pend))
            {
                continue;
            }

            if (!leg.IsForced && room < leg.Amount)
            {
                return null;
            }

            room -= leg.Amount;
        }

        return $"there is room: {room} is left after it";
    }

    private bool HasUnknownAccount(Asked request, ToldRefused refusal)
    {
        var id = Number(refusal, "account");
        return request switch
        {
            AskedPayment payment => payment.Legs.Any(leg => leg.Debit == id || leg.Credit == id)
                && (!book.Accounts.TryGetValue(id, out var account) || account.Ledger != payment.Ledger),
            AskedTrade trade => !book.Accounts.ContainsKey(id)
                || (trade.Payer == id && book.Ledgers[book.Accounts[id].Ledger].Scheme == PoolAudit.Scheme && IsSystem(id)),
            AskedDeposit deposit => IsElsewhere(id, deposit.Ledger, deposit.Account),
            AskedCounter line => IsForeign(id, line.Ledger, line.Account),
            AskedCover cover => IsForeign(id, cover.Ledger, cover.Account),
            AskedWithdrawal taken => IsElsewhere(id, taken.Ledger, taken.Account),
            AskedProposal proposal => IsElsewhere(id, proposal.Ledger, proposal.Account),
            AskedPoints points => points.Points.Any(one => IsElsewhere(id, points.Ledger, one.Account)),
            AskedRequest asks => !book.Accounts.TryGetValue(id, out var party) || party.Role != AuditRole.Member,
            _ => !book.Accounts.ContainsKey(id),
        };
    }

    private bool IsForeign(long id, int ledger, long asked) =>
        asked == id && (!book.Accounts.TryGetValue(id, out var account) || account.Ledger != ledger);

    // A member's account of the ledger is meant; the ledger's own makes no withdrawals.
    private bool IsElsewhere(long id, int ledger, long asked) => asked == id
        && (!book.Accounts.TryGetValue(id, out var account) || account.Ledger != ledger || account.Role != AuditRole.Member);

    private string? HasStatus(ToldRefused refusal, Predicate<int> fits) =>
        Account(refusal) is { } account && fits(account.Status) ? null : $"its status is {Account(refusal)?.Status}";

    private bool HasOtherCurrency(Asked request) => request switch
    {
        AskedPayment payment => payment.Legs.Any(
            leg => book.Ledgers.TryGetValue(payment.Ledger, out var ledger)
                && (leg.Currency != ledger.Currency || leg.Scale != ledger.Scale)),
        AskedDeposit deposit => deposit.Currency != book.Ledgers[deposit.Ledger].Currency,
        AskedWithdrawal taken => taken.Currency != book.Ledgers[taken.Ledger].Currency,
        AskedTrade trade => book.Accounts.TryGetValue(trade.Payee, out var payee)
            && book.Ledgers[payee.Ledger] is var ledger
            && (trade.Currency != ledger.Currency || trade.Scale != ledger.Scale),
        _ => false,
    };

    private bool Overflows(Asked request)
    {
        var (debits, credits) = (new Dictionary<long, Int128>(), new Dictionary<long, Int128>());
        foreach (var leg in content.Lay(request, out _) ?? [])
        {
            debits[leg.Debit] = debits.GetValueOrDefault(leg.Debit) + leg.Amount;
            credits[leg.Credit] = credits.GetValueOrDefault(leg.Credit) + leg.Amount;
        }

        return debits.Keys.Concat(credits.Keys).Any(id =>
        {
            if (!book.Accounts.TryGetValue(id, out var account))
            {
                return false;
            }

            account.Enter(book.Place);
            return !account.Holds(debits.GetValueOrDefault(id), credits.GetValueOrDefault(id));
        });
    }

    private bool HasOtherPurpose(Asked request) => request switch
    {
        AskedPayment payment => payment.Legs.Any(leg => !AuditPurposes.IsAllowed(
            book.Ledgers[payment.Ledger], leg.Purpose, IsSystem(leg.Debit) || IsSystem(leg.Credit),
            book.BookedOn([payment.Ledger], payment.Texts.Date), book.TermsPlace)),
        AskedTrade trade => AuditPurposes.KindOf(trade.Purpose) is null
            || new[] { trade.Payer, trade.Payee }.Any(id => book.Accounts.TryGetValue(id, out var account)
                && book.Ledgers[account.Ledger] is { Community: not null } ledger
                && !AuditPurposes.IsAllowed(ledger, trade.Purpose, isBookkeeping: false,
                    book.BookedOn(trades.Passed(trade), trade.Texts.Date), book.TermsPlace)),
        _ => false,
    };

    private bool IsSystem(long account) => book.Accounts.TryGetValue(account, out var found) && found.Role != AuditRole.Member;

    private string? Pending(ToldRefused refusal, List<Asked> requests, JournalCommit commit)
    {
        var text = refusal.Fact("transfer")!.Split(':');
        var key = (Guid.Parse(text[0]), short.Parse(text[1], CultureInfo.InvariantCulture));
        if (!book.Pendings.TryGetValue(key, out var pending))
        {
            return Unless(refusal.Code == "pendingUnknown", "there is none");
        }

        var state = pending.Status switch { 1 => "open", 2 => "posted", 3 => "voided", _ => "expired" };
        return refusal.Code switch
        {
            "pendingResolved" => Unless(refusal.Fact("state") == state && state != "open", $"it is {state}"),
            "pendingExpired" => Unless(state == "open" && pending.ExpiresAt <= commit.At, $"it is {state} till {pending.ExpiresAt:O}"),
            "pendingNotExpired" => Unless(state == "open" && !(pending.ExpiresAt <= commit.At), $"it is {state} till {pending.ExpiresAt:O}"),
            "pendingExceeded" => Unless(
                requests.OfType<AskedResolution>().Any(request => request.Amount > pending.Leg.Amount), "it is held"),
            _ => $"it is {state}",
        };
    }

    private bool IsNothingToCorrect(AskedCorrection correction) =>
        content.Lay(correction, out var refusal) is null && refusal == "correctionUnknown";

    private string? Trade(ToldRefused refusal, List<Asked> requests)
    {
        string? why = "nobody asked for a trade";
        foreach (var trade in requests.OfType<AskedTrade>())
        {
            why = Trade(refusal, trade);
            if (why is null)
            {
                return null;
            }
        }

        return why;
    }

    private string? Trade(ToldRefused refusal, AskedTrade trade)
    {
        var legs = content.Lay(trade, out var code);
        return refusal.Code switch
        {
            "payerAmountExceeded" => Unless(legs is not null && legs[0].Amount > trade.PayerMax, $"it costs {legs?[0].Amount}"),
            "communitySuspended" => Unless(
                code != "noRate" && trades.Passed(trade).Any(ledger => book.Ledgers[ledger].Community is { } community
                    && book.IsSuspended(community)),
                "nobody on its way is suspended"),
            _ => Unless(legs is null && code == refusal.Code, $"it can be laid out ({code})"),
        };
    }

    private bool IsPostedTrade(Guid id) =>
        book.Operations.TryGetValue(id, out var operation) && operation.Outcome is JournalPosting { Kind: 3 };

    private bool IsNotPaidIn(AskedConfirm confirm)
    {
        var instruction = book.Instructions[confirm.Instruction];
        var confirmed = book.Instructions.Values
            .Where(other => other.Window == instruction.Window && other.State == "confirmed").ToList();
        var net = confirmed.Sum(static other => (decimal)other.Settled);
        return instruction.Settled > 0 && net + instruction.Settled > 0;
    }

    private bool IsOrphan(Asked request) => request switch
    {
        AskedRate rate => !book.Ledgers.TryGetValue(rate.Ledger, out var ledger) || (ledger.Upper is null && ledger.Community is not null),
        AskedCredit credit => !(book.Ledgers.TryGetValue(credit.Ledger, out var own) && own.Community is not null),
        AskedPeriodCalendar calendar => !book.Ledgers.ContainsKey(calendar.Ledger),
        AskedTerms terms => !book.Ledgers.ContainsKey(terms.Ledger),
        AskedHolder holder => !book.Accounts.Values.Any(
            account => account.Ledger == holder.Ledger && account.Member == holder.Member),
        AskedAccount => true,
        AskedSeries or AskedPrint or AskedTillOpening => true,
        AskedSuspension suspension => !book.Communities.ContainsKey(suspension.Community),
        AskedCalendar or AskedCut => true,
        _ => false,
    };

    private static bool IsBackdated(Asked request, DateTimeOffset at)
    {
        var latest = DateOnly.FromDateTime(at.UtcDateTime.AddHours(14));
        return (request is AskedRate rate && rate.From < latest) || (request is AskedTerms terms && terms.From < latest)
            || (request is AskedHolder holder && holder.From < latest);
    }

    // Whoever is no member of the pool has neither savings nor agreements there.
    private bool IsOfPool(ToldRefused refusal, Asked request) =>
        request switch
        {
            AskedWithdrawal taken => IsElsewhere(taken.Account, taken.Ledger, taken.Account),
            AskedPayment { Legs: [var leg, ..] } payment => IsElsewhere(leg.Debit, payment.Ledger, leg.Debit),
            _ => false,
        }
        || pools.IsJustified(
            refusal, request, book.AskedAt.GetValueOrDefault(request.Id), content.Lay(request, out _));

    private AuditAccount? Account(ToldRefused refusal) => book.Accounts.GetValueOrDefault(Number(refusal, "account"));

    private static long Number(ToldRefused refusal, string fact) =>
        long.TryParse(refusal.Fact(fact), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static Guid Id(ToldRefused refusal, string fact) =>
        Guid.TryParse(refusal.Fact(fact), out var id) ? id : Guid.Empty;

    /// <summary>Minor units of text such as <c>-12.50 KOM</c>.</summary>
    private static Int128 Minor(string text) =>
        Int128.Parse(text.Split(' ')[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
