using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Takes one posting into the books, transfer by transfer, and says what was not allowed about it at its place in the
/// journal's order (DESIGN section 1).
/// </summary>
internal sealed class PostingAudit(
    AuditBook book, ContentAudit content, PoolAudit pools, LotAudit lots, CouponAudit coupons, DifferenceAudit differences)
{
    public Violation? Take(JournalPosting posting, JournalCommit commit)
    {
        if ((content.Check(posting) is { } difference ? new Violation("content", difference) : null) is { } other)
        {
            return other;
        }

        if ((CreditAudit.Check(book, posting) ?? PeriodAudit.CheckLate(book, posting) ?? pools.Check(posting)
            ?? lots.Check(posting) ?? coupons.Take(posting)) is { } untimely)
        {
            return untimely;
        }

        for (var at = 0; at < posting.Legs.Length; at++)
        {
            if (TakeLeg(posting, at, commit) is { } violation)
            {
                return violation with { Text = $"{violation.Text}; transfer {at} of {posting}" };
            }
        }

        differences.Take(posting, commit);
        return lots.CheckSums(posting) ?? coupons.TakeEffects(posting) ?? TakeLinks(posting, commit);
    }

    private Violation? TakeLeg(JournalPosting posting, int at, JournalCommit commit)
    {
        var leg = posting.Legs[at];
        if (!book.Accounts.TryGetValue(leg.Debit, out var debit) || !book.Accounts.TryGetValue(leg.Credit, out var credit)
            || debit.Ledger != leg.Ledger || credit.Ledger != leg.Ledger)
        {
            return new Violation("accounts", "an account is not of the ledger");
        }

        if (leg.Amount <= 0 || leg.Currency != book.Ledgers[leg.Ledger].Currency || leg.Debit == leg.Credit)
        {
            return new Violation("accounts", "amount, currency or accounts make no sense");
        }

        debit.Enter(book.Place);
        credit.Enter(book.Place);
        var violation = leg.Action is LegAction.Post or LegAction.Pend
            ? Place(leg, debit, credit)
            : Resolve(leg, commit.At);
        if (violation is not null)
        {
            return violation;
        }

        Move(leg, debit, credit);
        if (leg.Action is LegAction.Post or LegAction.PostPending)
        {
            book.Lines.Add(new AuditLine(
                leg.Ledger, posting.Date, leg.Debit, leg.Credit, leg.Amount, posting.Id));
        }

        if (leg.Action == LegAction.Pend)
        {
            book.Pendings.Add(
                (posting.Id, (short)at), new AuditPending { Leg = leg, ExpiresAt = commit.At + leg.Expiry });
        }

        return CheckEntries(leg, debit, credit) ?? CheckWindow(posting, leg, commit);
    }

    private static Violation? Place(JournalLeg leg, AuditAccount debit, AuditAccount credit)
    {
        if (CheckStatus(debit, leg.IsForced, pays: true) is { } debitStatus)
        {
            return debitStatus;
        }

        if (!leg.IsForced && debit.DebitRoom is { } room && room < leg.Amount)
        {
            return new Violation("floor", $"account {debit.Id} has room for {room} ({Describe(debit)})");
        }

        if (CheckStatus(credit, leg.IsForced, pays: false) is { } creditStatus)
        {
            return creditStatus;
        }

        if (!leg.IsForced && credit.CreditRoom is { } creditRoom && creditRoom < leg.Amount)
        {
            return new Violation("ceiling", $"account {credit.Id} has room for {creditRoom} ({Describe(credit)})");
        }

        if (!debit.Holds(leg.Amount, 0) || !credit.Holds(0, leg.Amount))
        {
            return new Violation("overflow", $"the counters of {debit.Id} or {credit.Id} cannot hold it");
        }

        debit.DebitsTaken += leg.Amount;
        credit.CreditsTaken += leg.Amount;
        return null;
    }

    private static string Describe(AuditAccount account) =>
        $"before {account.BalanceBefore} pending -{account.DebitsPendingBefore} +{account.CreditsPendingBefore}, in this "
        + $"commit -{account.DebitsTaken} +{account.CreditsTaken}, limits {account.Floor} .. {account.Ceiling}";

    private static Violation? CheckStatus(AuditAccount account, bool isForced, bool pays) => account.Status switch
    {
        4 => new Violation("status", $"account {account.Id} is closed"),
        3 when !isForced => new Violation("status", $"account {account.Id} is suspended"),
        2 when !isForced && pays => new Violation("status", $"account {account.Id} may not pay"),
        _ => null,
    };

    private Violation? Resolve(JournalLeg leg, DateTimeOffset at)
    {
        if (leg.ResolvesPosting is not { } placedBy
            || !book.Pendings.TryGetValue((placedBy, leg.ResolvesLeg), out var pending)
            || pending.Leg.Debit != leg.Debit || pending.Leg.Credit != leg.Credit)
        {
            return new Violation("pending", "there is no such pending transfer");
        }

        if (pending.Status != 1)
        {
            return new Violation("pending", $"the pending transfer has ended already ({pending.Status})");
        }

        var isDue = pending.ExpiresAt <= at;
        if (isDue != (leg.Action == LegAction.ExpirePending))
        {
            return new Violation("pending", $"its time runs out at {pending.ExpiresAt:O}, it ends at {at:O}");
        }

        if (leg.Action == LegAction.PostPending ? leg.Amount > pending.Leg.Amount : leg.Amount != pending.Leg.Amount)
        {
            return new Violation("pending", $"{pending.Leg.Amount} is held");
        }

        pending.Status = (int)leg.Action - 1;
        pending.EndedAt = book.Place;
        pending.Posted = leg.Action == LegAction.PostPending ? leg.Amount : 0;
        return null;
    }

    private void Move(JournalLeg leg, AuditAccount debit, AuditAccount credit)
    {
        switch (leg.Action)
        {
            case LegAction.Post:
                debit.DebitsPosted += leg.Amount;
                credit.CreditsPosted += leg.Amount;
                break;
            case LegAction.Pend:
                debit.DebitsPending += leg.Amount;
                credit.CreditsPending += leg.Amount;
                break;
            default:
                var held = book.Pendings[(leg.ResolvesPosting!.Value, leg.ResolvesLeg)].Leg.Amount;
                var moved = leg.Action == LegAction.PostPending ? leg.Amount : 0;
                debit.DebitsPending -= held;
                credit.CreditsPending -= held;
                debit.DebitsPosted += moved;
                credit.CreditsPosted += moved;
                break;
        }

        debit.Entries++;
        credit.Entries++;
        if (leg is { Counter: { } counter, Action: LegAction.Post or LegAction.PostPending }
            && book.Ledgers[leg.Ledger].Upper is { } link)
        {
            link.Counter += leg.Credit == link.LowerAccount ? counter : leg.Debit == link.LowerAccount ? -counter : 0;
        }
    }

    private static Violation? CheckEntries(JournalLeg leg, AuditAccount debit, AuditAccount credit) =>
        leg.DebitEntry != debit.Entries || leg.CreditEntry != credit.Entries
            ? new Violation("entries", $"entries should be {debit.Entries} and {credit.Entries}")
            : leg.DebitBalance != debit.Balance || leg.CreditBalance != credit.Balance
                ? new Violation("entries", $"balances should be {debit.Balance} and {credit.Balance}")
                : null;

    private Violation? CheckWindow(JournalPosting posting, JournalLeg leg, JournalCommit commit)
    {
        var moves = leg.Action is LegAction.Post or LegAction.PostPending;
        if (book.Ledgers[leg.Ledger].Community is not null || !moves)
        {
            return leg.Window is null ? null : new Violation("window", "only what moves at the region has a window");
        }

        if (leg.Window is not { } id || !book.Windows.TryGetValue(id, out var window)
            || window.Region != book.Ledgers[leg.Ledger].Region)
        {
            return new Violation("window", "it has no window of the region");
        }

        if (window.IsClosed || commit.At >= window.Closes)
        {
            return new Violation(
                "window", $"window {id} closes at {window.Closes:O} (closed: {window.IsClosed}), it is posted at {commit.At:O}");
        }

        if (!posting.Effects.Any(static effect => effect.Kind == EffectKind.InstructionConfirmed))
        {
            Count(window, leg);
        }

        return null;
    }

    private static void Count(AuditWindow window, JournalLeg leg)
    {
        var (paid, received) = window.Moved.GetValueOrDefault(leg.Debit);
        window.Moved[leg.Debit] = (paid + leg.Amount, received);
        (paid, received) = window.Moved.GetValueOrDefault(leg.Credit);
        window.Moved[leg.Credit] = (paid, received + leg.Amount);
    }

    private Violation? TakeLinks(JournalPosting posting, JournalCommit commit)
    {
        foreach (var claim in posting.Claims)
        {
            if (!book.Claims.Add(claim))
            {
                return new Violation("document", $"the document {claim} is paid twice, by {posting}");
            }
        }

        if (posting.Corrects is { } corrected)
        {
            var operation = book.Operations[corrected];
            if (operation.CorrectedBy is { } already)
            {
                return new Violation("correction", $"{corrected:N} is corrected by {already:N} and again by {posting.Id:N}");
            }

            operation.CorrectedBy = posting.Id;
        }

        foreach (var effect in posting.Effects)
        {
            if (TakeEffect(effect, posting, commit) is { } violation)
            {
                return violation;
            }
        }

        return null;
    }

    private Violation? TakeEffect(JournalEffect effect, JournalPosting posting, JournalCommit commit)
    {
        switch (effect.Kind)
        {
            case EffectKind.RequestApproved:
                if (!book.Requests.TryGetValue(effect.Target, out var request) || request.State != "open"
                    || request.ExpiresAt <= commit.At)
                {
                    return new Violation("request", $"{posting.Id:N} approves a request that is {request?.State ?? "unknown"}");
                }

                request.State = "approved";
                return null;
            case EffectKind.TradeReleased:
                if (!book.Queued.TryGetValue(effect.Target, out var queued) || queued.State != "queued")
                {
                    return new Violation("queue", $"{posting.Id:N} releases a trade that is {queued?.State ?? "unknown"}");
                }

                (queued.State, queued.ReleasedBy) = ("posted", posting.Id);
                return null;
            case EffectKind.InstructionPlaced:
                return TakePlaced(effect.Target, posting);
            default:
                return TakeConfirmed(effect.Target, posting);
        }
    }

    private Violation? TakePlaced(Guid id, JournalPosting posting)
    {
        if (!book.Instructions.TryGetValue(id, out var instruction) || instruction.State != "planned")
        {
            return new Violation("settlement", $"{posting.Id:N} places a payment that is {instruction?.State ?? "unknown"}");
        }

        (instruction.State, instruction.PlacedBy) = ("pending", posting.Id);
        return null;
    }

    private Violation? TakeConfirmed(Guid id, JournalPosting posting)
    {
        if (!book.Instructions.TryGetValue(id, out var instruction) || instruction.State != "pending")
        {
            return new Violation("settlement", $"{posting.Id:N} confirms a payment that is {instruction?.State ?? "unknown"}");
        }

        instruction.State = "confirmed";
        var confirmed = book.Instructions.Values
            .Where(other => other.Window == instruction.Window && other.State == "confirmed").ToList();
        var paidOut = confirmed.Where(static other => other.Settled > 0).Sum(static other => (decimal)other.Settled);
        var paidIn = confirmed.Where(static other => other.Settled < 0).Sum(static other => -(decimal)other.Settled);
        if (paidOut > paidIn)
        {
            return new Violation("settlement", $"window {instruction.Window}: {paidOut} paid out, {paidIn} paid in");
        }

        ClearArrears(instruction);
        return null;
    }

    private void ClearArrears(AuditInstruction instruction)
    {
        if (!instruction.IsInArrears)
        {
            return;
        }

        instruction.IsInArrears = false;
        var account = book.Accounts[instruction.Account];
        var isLate = book.Instructions.Values.Any(other => other.Account == instruction.Account && other.IsInArrears);
        if (account.Status == 2 && !isLate)
        {
            account.Status = 1;
        }
    }
}
