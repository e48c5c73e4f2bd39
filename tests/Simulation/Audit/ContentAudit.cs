using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether what was posted is what was asked, no more and no less.</summary>
internal sealed class ContentAudit(
    AuditBook book, IReadOnlyDictionary<Guid, List<Asked>> asked, TradeArithmetic trades, PoolAudit pools, CouponAudit coupons,
    CouponLayout counter, PeriodAudit periods)
{
    private readonly MonthEndAudit _ends = new(book);
    private readonly HashSet<(int Ledger, string Reference)> _differences = [];

    /// <summary>The first of the requests under the posting's id that asked for just this; what differs otherwise.</summary>
    public string? Check(JournalPosting posting)
    {
        if (!asked.TryGetValue(posting.Id, out var requests))
        {
            return CheckUnasked(posting);
        }

        string? difference = null;
        foreach (var request in requests)
        {
            difference = Compare(posting, request);
            if (difference is null)
            {
                return null;
            }
        }

        return difference;
    }

    /// <summary>What a request ought to move as the books stand; null: it cannot be laid out.</summary>
    public List<ExpectedLeg>? Lay(Asked request, out string? refusal)
    {
        refusal = null;
        switch (request)
        {
            case AskedPayment payment:
                return [.. payment.Legs.SelectMany(leg => LayLeg(payment, leg))];
            case AskedTrade trade:
                return trades.Lay(trade, out refusal);
            case AskedResolution resolution:
                return LayResolution(resolution, out refusal);
            case AskedCorrection correction:
                return LayCorrection(correction, out refusal);
            case AskedDeposit deposit:
                return [Plain(deposit.Ledger, deposit.Bank, deposit.Account, deposit.Amount)];
            case AskedWithdrawal taken:
                return [Plain(taken.Ledger, taken.Account, taken.Bank, taken.Amount)];
            case AskedCashReturn back:
                return [Plain(
                    back.Ledger, back.Bank, book.Ledgers[back.Ledger].SystemAccounts[AuditRole.Settlement],
                    (long)pools.FreeCash(back.Ledger))];
            case AskedTurnoverEnd end:
                refusal = "nothingDue";
                return _ends.Lay(end, book.BookedOn([end.Ledger], end.Texts.Date));
            case AskedCounter line:
                return counter.Lay(line);
            case AskedTillDifference difference:
                return counter.Lay(difference);
            case AskedCover cover:
                return counter.Lay(cover);
            case AskedLineCorrection correction:
                return counter.Lay(correction);
            case AskedConfirm confirm:
                return LayConfirmation(confirm, out refusal);
            default:
                return null;
        }
    }

    private static ExpectedLeg Plain(int ledger, long debit, long credit, long amount) =>
        new(ledger, debit, credit, amount, LegAction.Post, IsForced: false, Counter: null);

    // In a coupon book the part that takes the payer below zero bears the fee, but for what is only held.
    private IEnumerable<ExpectedLeg> LayLeg(AskedPayment payment, AskedLeg leg) =>
    [
        new ExpectedLeg(
            payment.Ledger, leg.Debit, leg.Credit, leg.Amount, leg.IsPending ? LegAction.Pend : LegAction.Post,
            leg.Forced is not null, Counter: null),
        .. leg.IsPending
            ? []
            : counter.FeeOn(payment.Ledger, leg.Debit, leg.Amount, leg.Purpose, leg.Forced is not null, payment.Texts),
    ];

    private string? Compare(JournalPosting posting, Asked request)
    {
        // How much it is, lots say.
        if (request is AskedDemurrage charged)
        {
            return posting.Kind == KindOf(request) && posting.Legs is [var only] && only.Debit == charged.Account
                ? CompareTexts(posting, request)
                : $"{request} became {posting}";
        }

        if (Lay(request, out var refusal) is not { } legs)
        {
            return $"{request} cannot be: {refusal}";
        }

        if (posting.Kind != KindOf(request))
        {
            return $"{request} is stored as kind {posting.Kind}";
        }

        if (request is AskedTrade trade && posting.Trade != trade.Id)
        {
            return $"{request} carries the trade {posting.Trade}";
        }

        if (posting.Corrects != CorrectedBy(request))
        {
            return $"{request} says it corrects {posting.Corrects}";
        }

        return CompareTexts(posting, request) ?? CompareLegs(posting, legs) ?? coupons.Compare(posting, request);
    }

    private static Guid? CorrectedBy(Asked request) => request switch
    {
        AskedCorrection correction => correction.Corrects,
        AskedLineCorrection line => line.Line,
        _ => null,
    };

    private string? CompareLegs(JournalPosting posting, List<ExpectedLeg> legs)
    {
        var moved = posting.Corrects is null ? KomokoLegs.Fold(book, posting) : [.. posting.Legs];
        if (moved.Count != legs.Count)
        {
            return $"{moved.Count} transfers instead of {legs.Count}";
        }

        for (var at = 0; at < legs.Count; at++)
        {
            if (!legs[at].Fits(moved[at]))
            {
                return $"transfer {at} is {moved[at]} instead of {legs[at]}";
            }
        }

        return null;
    }

    private string? CompareTexts(JournalPosting posting, Asked request)
    {
        var texts = TextsOf(request);
        return texts is { IsDateGiven: true } && posting.Date != texts.Date && !IsMoved(posting, texts.Date)
            ? $"the date is {posting.Date} instead of {texts.Date}"
            : null;
    }

    // A late line is booked on the first open date where the terms of a ledger that is closed to it say so.
    private bool IsMoved(JournalPosting posting, DateOnly date)
    {
        var ledgers = posting.Legs.Select(leg => book.Ledgers[leg.Ledger]).Where(ledger => ledger.ClosedUntil >= date).ToList();
        return ledgers.Count > 0
            && posting.Date == ledgers.Max(static ledger => ledger.ClosedUntil)!.Value.AddDays(1)
            && ledgers.TrueForAll(ledger => ledger.Terms.Any(
                terms => terms.Place <= book.TermsPlace && terms is { Name: "lateLines", Value: "open-period" }));
    }

    // The system's own postings: expiry, a queued trade's release, settlement and exchange difference.
    private string? CheckUnasked(JournalPosting posting) => posting.Kind switch
    {
        2 => posting.Legs.Length == 1 && posting.Legs[0].Action == LegAction.ExpirePending
            ? null
            : $"nobody asked for the resolution {posting}",
        3 => CheckRelease(posting),
        43 => CheckPlacement(posting),
        45 => CheckDifference(posting),
        67 => CheckPeriod(posting),
        _ => $"nobody asked for {posting}",
    };

    private string? CheckPeriod(JournalPosting posting) =>
        posting.Period is null ? $"no period's end booked {posting}"
            : book.Ledgers[posting.Legs[0].Ledger].Scheme == CouponArithmetic.Scheme ? periods.CheckPosting(posting)
            : null;

    private string? CheckRelease(JournalPosting posting)
    {
        if (posting.Effects is not [{ Kind: EffectKind.TradeReleased, Target: var released }]
            || posting.Trade != released
            || !asked.TryGetValue(released, out var requests))
        {
            return $"nobody asked for the trade {posting}";
        }

        string? difference = "";
        foreach (var request in requests.OfType<AskedTrade>())
        {
            difference = trades.Lay(request, out var refusal) is { } legs
                ? CompareTexts(posting, request) ?? CompareLegs(posting, legs)
                : $"{request} cannot be: {refusal}";
            if (difference is null)
            {
                return null;
            }
        }

        return difference;
    }

    private string? CheckPlacement(JournalPosting posting)
    {
        if (posting.Effects is not [{ Kind: EffectKind.InstructionPlaced, Target: var id }]
            || !book.Instructions.TryGetValue(id, out var instruction))
        {
            return $"no settlement payment is placed by {posting}";
        }

        var account = book.Accounts[instruction.Account];
        var world = book.Ledgers[account.Ledger].SystemAccounts[AuditRole.RestOfWorld];
        var isPayOut = instruction.Settled > 0;
        var region = posting.Legs[0];
        return region.Action == LegAction.Pend && region.IsForced && region.Amount == Math.Abs(instruction.Settled)
            && region.Debit == (isPayOut ? account.Id : world) && region.Credit == (isPayOut ? world : account.Id)
            && posting.Legs.All(static leg => leg is { Action: LegAction.Pend, IsForced: true }) && posting.Legs.Length <= 2
                ? null
                : $"the settlement payment of {instruction.Settled} on {account.Id} is placed as {posting}";
    }

    private string? CheckDifference(JournalPosting posting)
    {
        if (posting.Legs is not [{ IsForced: true, Action: LegAction.Post, Counter: null } leg] || !IsDifference(leg))
        {
            return $"no exchange difference looks like {posting}";
        }

        return _differences.Add((leg.Ledger, posting.Reference ?? ""))
            ? null
            : $"'{posting.Reference}' is booked twice in ledger {leg.Ledger}";
    }

    private bool IsDifference(JournalLeg leg)
    {
        var ledger = book.Ledgers[leg.Ledger];
        return ledger.Upper is { } link
            && new HashSet<long> { leg.Debit, leg.Credit }.SetEquals(
                [link.LowerAccount, ledger.SystemAccounts[AuditRole.ExchangeDifference]]);
    }

    private List<ExpectedLeg>? LayResolution(AskedResolution resolution, out string? refusal)
    {
        refusal = null;
        if (!book.Pendings.TryGetValue((resolution.Posting, resolution.Leg), out var pending))
        {
            refusal = "pendingUnknown";
            return null;
        }

        var held = pending.Leg;
        var amount = resolution.Action == LegAction.PostPending ? resolution.Amount ?? held.Amount : held.Amount;
        return [new ExpectedLeg(held.Ledger, held.Debit, held.Credit, amount, resolution.Action, held.IsForced, held.Counter)];
    }

    private List<ExpectedLeg>? LayCorrection(AskedCorrection correction, out string? refusal)
    {
        refusal = null;
        if (!book.Operations.TryGetValue(correction.Corrects, out var corrected)
            || corrected.Outcome is not JournalPosting posting
            || posting.Legs.Any(static leg => leg.Action is not (LegAction.Post or LegAction.PostPending)))
        {
            refusal = "correctionUnknown";
            return null;
        }

        return [.. posting.Legs.Select(static leg => new ExpectedLeg(
            leg.Ledger, leg.Credit, leg.Debit, leg.Amount, LegAction.Post, IsForced: true, leg.Counter))];
    }

    private List<ExpectedLeg>? LayConfirmation(AskedConfirm confirm, out string? refusal)
    {
        refusal = null;
        if (!book.Instructions.TryGetValue(confirm.Instruction, out var instruction) || instruction.PlacedBy == default)
        {
            refusal = "instructionUnknown";
            return null;
        }

        var placed = (JournalPosting)book.Operations[instruction.PlacedBy].Outcome;
        return [.. placed.Legs.Select(static leg => new ExpectedLeg(
            leg.Ledger, leg.Debit, leg.Credit, leg.Amount, LegAction.PostPending, leg.IsForced, leg.Counter))];
    }

    private static int KindOf(Asked request) => request switch
    {
        AskedPayment => 1,
        AskedResolution => 2,
        AskedTrade => 3,
        AskedCorrection => 4,
        AskedConfirm => 44,
        AskedDeposit => 85,
        AskedWithdrawal => 86,
        AskedCashReturn => 87,
        AskedDemurrage => 152,
        AskedTurnoverEnd => 153,
        AskedCounter line => line.Kind,
        AskedTillDifference => 113,
        AskedCover => 114,
        AskedLineCorrection => 115,
        _ => 0,
    };

    /// <summary>Date and texts of a request for a posting; null: it has none.</summary>
    internal static AskedTexts? TextsOf(Asked request) => request switch
    {
        AskedPayment payment => payment.Texts,
        AskedTrade trade => trade.Texts,
        AskedResolution resolution => resolution.Texts,
        AskedCorrection correction => correction.Texts,
        AskedDeposit deposit => deposit.Texts,
        AskedWithdrawal taken => taken.Texts,
        AskedCashReturn back => back.Texts,
        AskedDemurrage charged => charged.Texts,
        AskedTurnoverEnd end => end.Texts,
        AskedCounter line => line.Texts,
        AskedTillDifference difference => difference.Texts,
        AskedCover cover => cover.Texts,
        AskedLineCorrection line => line.Texts,
        _ => null,
    };
}
