using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>
/// Follows the journal commit by commit and the clients answer by answer, with books and rules of its own, and throws at
/// the first thing that must not be. It shares no rule and no arithmetic with the product.
/// </summary>
internal sealed class Auditor
{
    /// <summary>Commits after which everything is compared, and not only what changed.</summary>
    private const int FullPeriod = 100;

    private readonly IAuditedStore _store;
    private readonly Dictionary<Guid, List<Asked>> _asked = [];
    private readonly PostingAudit _postings;
    private readonly PoolAudit _pools;
    private readonly LotAudit _lots;
    private readonly PeriodAudit _periods;
    private readonly CouponAudit _coupons;
    private readonly CouponPeriods _charges;
    private readonly ChangeAudit _changes;
    private readonly RefusalAudit _refusals;
    private readonly ClientAudit _clients;
    private readonly Dictionary<Guid, Told> _givenUp = [];
    private long _nextFull = FullPeriod;
    private ViolationFoundException? _first;

    public Auditor(IAuditedStore store, AuditBook book)
    {
        (_store, Book) = (store, book);
        var arithmetic = new CouponArithmetic(book);
        var counter = new CouponLayout(book, arithmetic);
        Trades = new TradeArithmetic(book, counter);
        _pools = new PoolAudit(book);
        _lots = new LotAudit(book);
        _coupons = new CouponAudit(book, arithmetic);
        _charges = new CouponPeriods(book, arithmetic);
        _periods = new PeriodAudit(book, _pools, _charges);
        var content = new ContentAudit(book, _asked, Trades, _pools, _coupons, counter, _periods);
        var differences = new DifferenceAudit(book);
        _postings = new PostingAudit(book, content, _pools, _lots, _coupons, differences);
        _changes = new ChangeAudit(
            book, _asked, new SettlementAudit(book), _periods, _pools, _coupons, arithmetic, differences);
        _refusals = new RefusalAudit(
            book, content, Trades, _pools, new KomokoRefusals(book, content, _lots),
            new CouponRefusals(book, arithmetic, counter, Trades), _asked);
        _clients = new ClientAudit(book);
        _changes.Read(store.Windows());
        _coupons.TakeSetUp(store);
        foreach (var account in book.Accounts.Values)
        {
            account.Remember(book.Place);
        }
    }

    public AuditBook Book { get; }

    public TradeArithmetic Trades { get; }

    /// <summary>What clients ask from now on is theirs; returns the place in the journal's order.</summary>
    public long Asking(Asked request)
    {
        Follow();
        if (request.Id != default)
        {
            Book.AskedAt.TryAdd(request.Id, Book.Place);
            if (!_asked.TryGetValue(request.Id, out var requests))
            {
                _asked.Add(request.Id, requests = []);
            }

            if (!requests.Any(known => ReferenceEquals(known, request)))
            {
                requests.Add(request);
            }
        }

        return Book.Place;
    }

    public void Telling(Asked request, Told told, long asked)
    {
        Follow();
        Throw(_clients.Take(request, told, asked));
    }

    /// <summary>Everybody who ever asked this was told that nothing happened, and nobody asks any more.</summary>
    public void GivingUp(Asked request, Told told)
    {
        Follow();
        if (Book.Operations.TryGetValue(request.Id, out var operation))
        {
            throw new ViolationFoundException(new Violation("absent", $"{request} was told {told}; the journal has {operation.Outcome}"));
        }

        _givenUp[request.Id] = told;
    }

    /// <summary>Takes in what has been committed since. After a violation it throws that one: books that are wrong judge nothing.</summary>
    public void Follow()
    {
        if (_first is not null)
        {
            throw new ViolationFoundException(_first.Violation);
        }

        try
        {
            FollowOn();
        }
        catch (ViolationFoundException found)
        {
            _first = found;
            throw;
        }
    }

    private void FollowOn()
    {
        while (_store.TryRead(out var commit, out var after))
        {
            Book.Place++;
            Book.TermsPlace = commit.TermsPlace;
            foreach (var operation in commit.Operations)
            {
                Take(operation, commit);
            }

            Compare(after);
            Book.TermsPlace = long.MaxValue;
        }

        if (Book.Place >= _nextFull)
        {
            _nextFull = Book.Place + FullPeriod;
            CompareAll();
        }
    }

    /// <summary>Compares every account with the store, every ledger with zero and every mirror with what it mirrors.</summary>
    public void CompareAll()
    {
        Compare(_store.Accounts());
        Throw(_periods.CheckStored(_store.Periods()));
        Throw(_pools.CheckPoints(_store.Points()));
        Throw(_lots.CheckStored(_store.Lots()));
        Throw(_coupons.CheckStored(_store));
        Throw(_charges.CheckStored(_store.Repayments()));
        foreach (var ledger in Book.Ledgers.Values)
        {
            Int128 posted = 0, pending = 0;
            foreach (var figures in _store.Accounts())
            {
                if (Book.Accounts[figures.Account].Ledger == ledger.Id)
                {
                    posted += (Int128)figures.CreditsPosted - figures.DebitsPosted;
                    pending += (Int128)figures.CreditsPending - figures.DebitsPending;
                }
            }

            if (posted != 0 || pending != 0)
            {
                throw new ViolationFoundException(new Violation("zero-sum", $"ledger {ledger.Id} sums to {posted}, pending {pending}"));
            }

            if (ledger.Upper is { } link && link.Counter != -Book.Accounts[link.UpperAccount].Balance)
            {
                throw new ViolationFoundException(new Violation(
                    "mirror",
                    $"ledger {ledger.Id} says {link.Counter}, the account {link.UpperAccount} above has "
                    + $"{Book.Accounts[link.UpperAccount].Balance}"));
            }
        }
    }

    private void Take(JournalOperation operation, JournalCommit commit)
    {
        if (Book.Operations.TryGetValue(operation.Id, out var known))
        {
            throw new ViolationFoundException(new Violation("once", $"{operation} comes after {known.Outcome}"));
        }

        if (_givenUp.TryGetValue(operation.Id, out var told))
        {
            throw new ViolationFoundException(new Violation("absent", $"{operation} came after everybody was told {told}"));
        }

        Throw(operation switch
        {
            JournalPosting posting => _postings.Take(posting, commit),
            JournalRefusal refusal => _refusals.Check(refusal, commit),
            JournalChange change => _changes.Take(change, commit),
            _ => null,
        });
        if (operation.Id == default)
        {
            return;
        }

        Book.Operations.Add(operation.Id, new AuditOperation
        {
            Place = Book.Place,
            CommitNo = commit.No,
            At = commit.At,
            Outcome = operation,
        });
    }

    private void Compare(IEnumerable<AccountFigures> stored)
    {
        foreach (var figures in stored)
        {
            var account = Book.Accounts[figures.Account];
            if (account.Figures != figures)
            {
                throw new ViolationFoundException(new Violation("figures", $"stored {figures}, audited {account.Figures}"));
            }

            account.Remember(Book.Place);
        }
    }

    private static void Throw(Violation? violation)
    {
        if (violation is not null)
        {
            throw new ViolationFoundException(violation);
        }
    }
}

/// <summary>What the auditor sees of the store: its commits in order, and its tables.</summary>
internal interface IAuditedStore
{
    /// <summary>The next commit with the figures it left; false: none yet.</summary>
    bool TryRead(out JournalCommit commit, out IReadOnlyList<AccountFigures> after);

    /// <summary>All accounts as committed.</summary>
    IEnumerable<AccountFigures> Accounts();

    /// <summary>All periods as stored.</summary>
    IEnumerable<JournalPeriod> Periods();

    /// <summary>Points of pools' accounts as stored.</summary>
    IEnumerable<(long Account, long Points)> Points();

    /// <summary>Lots of komokos' accounts as stored, closed ones too.</summary>
    IEnumerable<JournalLotState> Lots();

    /// <summary>Series of notes with whose they are and their last valid day.</summary>
    IEnumerable<(string Code, int Ledger, DateOnly LastValidDay)> Series();

    /// <summary>All notes as stored.</summary>
    IEnumerable<JournalNote> Notes();

    /// <summary>All tills as stored.</summary>
    IEnumerable<JournalTill> Tills();

    /// <summary>Repayments of coupon books' periods as stored.</summary>
    IEnumerable<JournalRepayment> Repayments();

    /// <summary>All windows that stand in the table: those it begins with.</summary>
    IEnumerable<JournalWindow> Windows();
}
