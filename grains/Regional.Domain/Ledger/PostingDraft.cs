using Regional.Domain.Money;

namespace Regional.Domain.Ledger;

/// <summary>What one posting would change, laid over the book until all its legs have passed.</summary>
internal sealed class PostingDraft(LedgerBook book)
{
    private readonly Dictionary<AccountId, WorkingAccount> _accounts = [];
    private readonly Dictionary<TransferId, PendingTransfer> _pendings = [];

    public WorkingAccount? Account(AccountId id) =>
        _accounts.TryGetValue(id, out var mine) ? mine : book.Accounts.GetValueOrDefault(id);

    /// <summary>The account as the accepted members leave it, and the debits this posting has placed on top of that.</summary>
    public (AccountState Others, Int128 Own) SplitDebits(AccountId id) =>
        (book.Accounts[id].Now, Account(id)!.DebitsTaken - book.Accounts[id].DebitsTaken);

    /// <summary>The same for credits.</summary>
    public (AccountState Others, Int128 Own) SplitCredits(AccountId id) =>
        (book.Accounts[id].Now, Account(id)!.CreditsTaken - book.Accounts[id].CreditsTaken);

    public PendingTransfer? Pending(TransferId id) =>
        _pendings.TryGetValue(id, out var mine) ? mine : book.Pendings.GetValueOrDefault(id);

    /// <summary>Posts or pends a leg that has passed every check.</summary>
    public void Place(Leg leg, TransferId id, DateTimeOffset now)
    {
        var amount = leg.Amount.Minor;
        var pends = leg.Action == TransferAction.Pend;
        var debit = Account(leg.Debit)!;
        _accounts[leg.Debit] = debit with
        {
            DebitsTaken = debit.DebitsTaken + amount,
            Now = pends
                ? debit.Now with { DebitsPending = debit.Now.DebitsPending + amount, Entries = debit.Now.Entries + 1 }
                : debit.Now with { DebitsPosted = debit.Now.DebitsPosted + amount, Entries = debit.Now.Entries + 1 },
        };
        var credit = Account(leg.Credit)!;
        _accounts[leg.Credit] = credit with
        {
            CreditsTaken = credit.CreditsTaken + amount,
            Now = pends
                ? credit.Now with { CreditsPending = credit.Now.CreditsPending + amount, Entries = credit.Now.Entries + 1 }
                : credit.Now with { CreditsPosted = credit.Now.CreditsPosted + amount, Entries = credit.Now.Entries + 1 },
        };
        if (pends)
        {
            _pendings[id] = new PendingTransfer
            {
                Id = id,
                Ledger = leg.Ledger,
                Debit = leg.Debit,
                Credit = leg.Credit,
                Amount = leg.Amount,
                ExpiresAt = now + leg.Expiry,
            };
        }
    }

    /// <summary>Ends a pending transfer: what is posted moves, the whole of what was held is released.</summary>
    public void Resolve(Leg leg, PendingTransfer pending)
    {
        var held = pending.Amount.Minor;
        var moved = leg.Action == TransferAction.PostPending ? leg.Amount.Minor : 0;
        var debit = Account(leg.Debit)!;
        _accounts[leg.Debit] = debit with
        {
            Now = debit.Now with
            {
                DebitsPending = debit.Now.DebitsPending - held,
                DebitsPosted = debit.Now.DebitsPosted + moved,
                Entries = debit.Now.Entries + 1,
            },
        };
        var credit = Account(leg.Credit)!;
        _accounts[leg.Credit] = credit with
        {
            Now = credit.Now with
            {
                CreditsPending = credit.Now.CreditsPending - held,
                CreditsPosted = credit.Now.CreditsPosted + moved,
                Entries = credit.Now.Entries + 1,
            },
        };
        _pendings[pending.Id] = pending with
        {
            Status = leg.Action switch
            {
                TransferAction.PostPending => PendingStatus.Posted,
                TransferAction.VoidPending => PendingStatus.Voided,
                TransferAction.ExpirePending => PendingStatus.Expired,
                TransferAction.Post or TransferAction.Pend =>
                    throw new InvariantViolation("A transfer that is placed resolves nothing."),
            },
        };
    }

    /// <summary>Takes everything into the book: the line after which the posting must succeed.</summary>
    public void Commit(Posting posting, DateTimeOffset now)
    {
        foreach (var (id, account) in _accounts)
        {
            book.Accounts[id] = account;
        }

        foreach (var (id, pending) in _pendings)
        {
            book.Pendings[id] = pending;
        }

        foreach (var fact in posting.Facts)
        {
            fact.Apply(posting, book, now);
        }

        if (posting.Corrects is { } corrected)
        {
            book.Correctable[corrected] = true;
        }

        foreach (var effect in posting.Effects)
        {
            EffectRules.Apply(effect, book);
        }
    }
}
