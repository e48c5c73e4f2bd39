using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Money;

namespace Regional.Domain.Tests.Ledger;

/// <summary>Makes books and postings out of few words. Everything is in ledger 1 and in rupiah.</summary>
internal static class Scene
{
    public static readonly Currency Rupiah = new("IDR", 0);
    public static readonly LedgerId Book = new(1);
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public static AccountId Account(long id) => new(id);

    public static OperationId Operation(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    /// <summary>An account of that balance, out of nothing.</summary>
    public static AccountState State(long id, long balance = 0, long? floor = null, long? ceiling = null) => new()
    {
        Id = Account(id),
        Ledger = Book,
        Currency = Rupiah,
        CreditsPosted = Math.Max(balance, 0),
        DebitsPosted = Math.Max(-balance, 0),
        Floor = floor,
        Ceiling = ceiling,
    };

    public static Leg Pay(long from, long to, long amount) => new()
    {
        Ledger = Book,
        Debit = Account(from),
        Credit = Account(to),
        Amount = new Amount(amount, Rupiah),
    };

    public static Leg Pend(long from, long to, long amount) => Pay(from, to, amount) with { Action = TransferAction.Pend };

    public static Leg End(PendingTransfer pending, TransferAction action, long amount) => new()
    {
        Ledger = pending.Ledger,
        Debit = pending.Debit,
        Credit = pending.Credit,
        Amount = new Amount(amount, Rupiah),
        Action = action,
        Resolves = pending.Id,
    };

    public static PendingTransfer Held(
        long from, long to, long amount, DateTimeOffset? expires = null, PendingStatus status = PendingStatus.Open) => new()
        {
            Id = new TransferId(Operation(900), 0),
            Ledger = Book,
            Debit = Account(from),
            Credit = Account(to),
            Amount = new Amount(amount, Rupiah),
            ExpiresAt = expires,
            Status = status,
        };

    public static Posting Posting(int number, params Leg[] legs) => new()
    {
        Id = Operation(number),
        Kind = OperationKind.Posting,
        Fingerprint = new Fingerprint.Builder(OperationKind.Posting).Add("number", number).Build(),
        EnteredBy = "teller:test",
        BusinessDate = new DateOnly(2026, 3, 2),
        Legs = [.. legs],
    };

    public static LedgerBook With(params AccountState[] accounts)
    {
        var book = new LedgerBook();
        foreach (var account in accounts)
        {
            book.Load(account);
        }

        return book;
    }

    /// <summary>Puts an open pending transfer in, with what it holds on both accounts.</summary>
    public static LedgerBook Holding(this LedgerBook book, PendingTransfer pending)
    {
        book.Pendings[pending.Id] = pending;
        if (pending.Status == PendingStatus.Open)
        {
            book.Change(pending.Debit, account => account with { DebitsPending = account.DebitsPending + pending.Amount.Minor });
            book.Change(pending.Credit, account => account with { CreditsPending = account.CreditsPending + pending.Amount.Minor });
        }

        return book;
    }

    public static void Change(this LedgerBook book, AccountId id, Func<AccountState, AccountState> change) =>
        book.Load(change(book.Accounts[id].Before));

    public static LedgerBook Change(this LedgerBook book, long id, Func<AccountState, AccountState> change)
    {
        book.Change(Account(id), change);
        return book;
    }

    /// <summary>The whole ladder: form first, then the committed figures.</summary>
    public static PostingDecision Judge(Posting posting, LedgerBook book) =>
        PostingForm.Check(posting) is { } refusal
            ? new PostingDecision.Refused(refusal)
            : PostingRules.Decide(posting, book, Now);

    /// <summary>What a case expects, in the words of the tables: <c>posted</c>, <c>deferred</c> or a refusal's code.</summary>
    public static string Word(PostingDecision decision) => decision switch
    {
        PostingDecision.Accepted => "posted",
        PostingDecision.Deferred => "deferred",
        PostingDecision.Refused refused => refused.Refusal.Entry.Code,
        _ => throw new InvalidOperationException(),
    };

    public static ImmutableArray<AccountState> Snapshot(LedgerBook book) =>
        [.. book.Accounts.Values.Select(static account => account.Now).OrderBy(static account => account.Id)];
}
