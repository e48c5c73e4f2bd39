using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;

namespace Regional.Domain.Ledger;

/// <summary>
/// The second half of the ladder: one posting judged on committed figures, legs in order, cheap checks first. When every
/// check has passed, the book is brought up to date and the posting must succeed.
/// </summary>
public static class PostingRules
{
    /// <summary>Judges one member of a group commit and, if it is accepted, applies it to the book.</summary>
    /// <param name="posting">Already past <see cref="PostingForm"/>.</param>
    /// <param name="book">The locked rows; unchanged unless accepted.</param>
    /// <param name="now">The clock of the committing transaction.</param>
    public static PostingDecision Decide(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        foreach (var terms in posting.DecidedUnder)
        {
            if (book.TermsVersions.TryGetValue(terms.Ledger, out var current) && current != terms.Version)
            {
                return Refused(RefusalReason.TermsChanged, new RefusalFact("ledger", terms.Ledger.ToString()));
            }
        }

        foreach (var rests in posting.DecidedOn)
        {
            if (book.Accounts.TryGetValue(rests.Account, out var account) && !account.IsStill(rests.Version))
            {
                return Refused(RefusalReason.StateChanged, RefusalFact.Account(rests.Account));
            }
        }

        if (posting.PlannedRefusal is { } planned)
        {
            return StillHolds(planned, posting, book, now)
                ? new PostingDecision.Refused(planned)
                : Refused(RefusalReason.TargetChanged, new RefusalFact("target", planned.Facts[0].Value));
        }

        if (CheckPeriods(posting, book) is { } late)
        {
            return new PostingDecision.Refused(late);
        }

        var draft = new PostingDraft(book);
        for (var at = 0; at < posting.Legs.Length; at++)
        {
            var id = new TransferId(posting.Id, (short)at);
            if (DecideLeg(posting.Legs[at], id, draft, now) is { } decision)
            {
                return posting.QueuesAtCap ? WaitAtCap(decision) : decision;
            }
        }

        if (CheckLinks(posting, book, now) is { } refusal)
        {
            return new PostingDecision.Refused(refusal);
        }

        draft.Commit(posting, now);
        return PostingDecision.Accepted.Instance;
    }

    // What a plan did not find, and its refusal names, may have been committed since: it stands while the rows say so too.
    private static bool StillHolds(Refusal planned, Posting posting, LedgerBook book, DateTimeOffset now) =>
        (posting.Corrects is null && posting.Effects.IsEmpty)
        || CheckLinks(posting, book, now)?.Reason == planned.Reason;

    private static Refusal? CheckPeriods(Posting posting, LedgerBook book)
    {
        foreach (var leg in posting.Legs)
        {
            if (PeriodBooks.IsLine(leg) && book.Books.TryGetValue(leg.Ledger, out var books)
                && books.IsClosedTo(posting.BusinessDate, posting.PeriodEnd))
            {
                return books.Refuse(leg.Ledger, posting.BusinessDate);
            }
        }

        return null;
    }

    private static PostingDecision? DecideLeg(Leg leg, TransferId id, PostingDraft draft, DateTimeOffset now)
    {
        if (draft.Account(leg.Debit) is not { } debit || debit.Now.Ledger != leg.Ledger)
        {
            return Refused(RefusalReason.AccountUnknown, RefusalFact.Account(leg.Debit));
        }

        if (draft.Account(leg.Credit) is not { } credit || credit.Now.Ledger != leg.Ledger)
        {
            return Refused(RefusalReason.AccountUnknown, RefusalFact.Account(leg.Credit));
        }

        if (leg.Amount.Currency != debit.Now.Currency)
        {
            return Refused(
                RefusalReason.CurrencyMismatch,
                new("currency", leg.Amount.Currency.ToString()),
                new("ledgerCurrency", debit.Now.Currency.ToString()));
        }

        return leg.Action switch
        {
            TransferAction.Post or TransferAction.Pend => Place(leg, id, debit, credit, draft, now),
            TransferAction.PostPending or TransferAction.VoidPending or TransferAction.ExpirePending =>
                Resolve(leg, draft, now),
        };
    }

    private static PostingDecision? Place(
        Leg leg, TransferId id, WorkingAccount debit, WorkingAccount credit, PostingDraft draft, DateTimeOffset now)
    {
        if (AccountRules.CheckDebit(debit.Before, debit.DebitsTaken, leg.Amount, leg.IsForced) is { } debitRefusal)
        {
            var (others, own) = draft.SplitDebits(leg.Debit);
            return RefuseOrDefer(debitRefusal, AccountRules.CheckDebit(others, own, leg.Amount, leg.IsForced));
        }

        if (AccountRules.CheckCredit(credit.Before, credit.CreditsTaken, leg.Amount, leg.IsForced) is { } creditRefusal)
        {
            var (others, own) = draft.SplitCredits(leg.Credit);
            return RefuseOrDefer(creditRefusal, AccountRules.CheckCredit(others, own, leg.Amount, leg.IsForced));
        }

        draft.Place(leg, id, now);
        return null;
    }

    private static PostingDecision? Resolve(Leg leg, PostingDraft draft, DateTimeOffset now)
    {
        if (leg.Resolves is not { } target || draft.Pending(target) is not { } pending
            || pending.Ledger != leg.Ledger || pending.Debit != leg.Debit || pending.Credit != leg.Credit)
        {
            return Refused(RefusalReason.PendingUnknown, new RefusalFact("transfer", $"{leg.Resolves}"));
        }

        if (pending.Status != PendingStatus.Open)
        {
            return Refused(
                RefusalReason.PendingResolved,
                new("transfer", target.ToString()),
                new("state", pending.Status.ToString().ToLowerInvariant()));
        }

        var isDue = pending.ExpiresAt is { } end && end <= now;
        if (isDue && leg.Action != TransferAction.ExpirePending)
        {
            return Refused(
                RefusalReason.PendingExpired,
                new("transfer", target.ToString()),
                new("expired", $"{pending.ExpiresAt:O}"));
        }

        if (!isDue && leg.Action == TransferAction.ExpirePending)
        {
            // Not kept: by another clock it may have been time, and it will be.
            return Refused(
                RefusalReason.PendingNotExpired,
                new("transfer", target.ToString()),
                new("expires", pending.ExpiresAt is { } expires ? $"{expires:O}" : "never"));
        }

        if (leg.Amount.Minor > pending.Amount.Minor)
        {
            return Refused(
                RefusalReason.PendingExceeded,
                new("transfer", target.ToString()),
                new("held", pending.Amount.ToString()),
                new("asked", leg.Amount.ToString()));
        }

        draft.Resolve(leg, pending);
        return null;
    }

    private static Refusal? CheckLinks(Posting posting, LedgerBook book, DateTimeOffset now)
    {
        for (var place = 0; place < posting.Facts.Length; place++)
        {
            if (posting.Facts[place].Check(posting, place, book, now) is { } broken)
            {
                return broken;
            }
        }

        if (posting.Corrects is { } corrected)
        {
            if (!book.Correctable.TryGetValue(corrected, out var already))
            {
                return Refusal.For(RefusalReason.CorrectionUnknown, new RefusalFact("operation", $"{corrected}"));
            }

            if (already)
            {
                return Refusal.For(RefusalReason.AlreadyCorrected, new RefusalFact("operation", $"{corrected}"));
            }
        }

        foreach (var effect in posting.Effects)
        {
            if (EffectRules.Check(effect, book, now) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    // A cap refusal that the region wants queued must not burn the trade's id.
    private static PostingDecision WaitAtCap(PostingDecision decision) =>
        decision is PostingDecision.Refused
        {
            Refusal.Reason: RefusalReason.NetDebitCapExceeded or RefusalReason.NetCreditCapExceeded,
        } refused
            ? Refused(
                RefusalReason.CapReached,
                [.. refused.Refusal.Facts.Where(static fact => fact.Name is "account" or "room" or "amount")])
            : decision;

    // What the posting itself would bring in is no news in the next batch: waiting for it would be waiting for ever.
    private static PostingDecision RefuseOrDefer(Refusal refusal, Refusal? withThisBatch) =>
        withThisBatch is null ? new PostingDecision.Deferred(refusal) : new PostingDecision.Refused(refusal);

    private static PostingDecision.Refused Refused(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new(Refusal.For(reason, facts));
}
