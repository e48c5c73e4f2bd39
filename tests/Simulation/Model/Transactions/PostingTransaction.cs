using System.Collections.Immutable;
using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>
/// One transaction of a group commit. The fast path makes all of its members or is rejected; the second path judges
/// them one by one and stores every outcome.
/// </summary>
internal sealed class PostingTransaction(
    ModelTables tables, ModelHistory history, ImmutableArray<Posting> members, bool isFast) : Transaction
{
    private readonly List<Posting> _accepted = [];
    private readonly List<(Posting Posting, Refusal Refusal)> _stored = [];
    private readonly Dictionary<RegionId, WindowId> _windows = [];
    private LedgerBook _book = new();
    private DateTimeOffset _at;
    private long _commit;
    private int _begunAt;

    /// <summary>The fast path found a member that must be looked at by itself; nothing happened.</summary>
    public bool IsRejected { get; private set; }

    /// <summary>By operation id; one per member once it has committed.</summary>
    public Dictionary<OperationId, PostingOutcome> Outcomes { get; } = [];

    /// <summary>Accounts it changed, as committed.</summary>
    public ImmutableArray<AccountState> Accounts { get; private set; } = [];

    public override List<LockKey> FindLocks() => PostingLocks.Of(members, isFast, tables);

    public override Exception LockTimedOut() => new OutcomeUnknown("A commit waited too long for a lock.");

    public override void Begin(DateTimeOffset at)
    {
        _at = at;
        _begunAt = history.Entries.Count;
        if (isFast && (BatchForm.IsContradictory(members) || members.Any(IsLate)))
        {
            IsRejected = true;
            return;
        }

        _commit = tables.CommitNumbers.Next();
        var fresh = isFast ? members : AnswerKnown();
        _book = ModelBook.Fill(tables, fresh);
        TakeWindows(fresh);
        if (isFast)
        {
            IsRejected = !fresh.All(CanBeSent) || !fresh.All(IsAccepted);
        }
        else
        {
            Judge(fresh);
        }
    }

    public override void Commit()
    {
        if (IsRejected || (_accepted.Count == 0 && _stored.Count == 0))
        {
            return;
        }

        var before = Named().Select(static account => account.Before).ToImmutableArray();
        foreach (var (posting, refusal) in _stored)
        {
            tables.Operations.Add(posting.Id, RowOf(posting) with { Refusal = refusal });
        }

        var writer = new PostingWriter(tables, _commit, _at, _windows);
        if (_accepted.Count > 0)
        {
            writer.Apply(_accepted, Outcomes);
            Accounts = writer.Finish(_book);
        }

        history.Add((position, now) => new PostingsCommitted(
            _commit,
            isFast,
            [.. StoredMembers()],
            before,
            [.. Accounts.Select(account => tables.Account(account.Id)!.State).OrderBy(static account => account.Id)])
        {
            Position = position,
            At = _at,
            EffectiveAt = now,
            BegunAt = _begunAt,
        });
    }

    // guard_books rejects such a batch before it has a number.
    private bool IsLate(Posting posting) => posting.Legs.Any(leg =>
        PeriodBooks.IsLine(leg) && tables.Books.TryGetValue(leg.Ledger, out var books)
        && books.IsClosedTo(posting.BusinessDate, posting.PeriodEnd));

    // As begin_commit does: the windows are those of its clock, and its shared lock keeps them open until it has committed.
    private void TakeWindows(ImmutableArray<Posting> fresh)
    {
        foreach (var leg in fresh.SelectMany(static posting => posting.Legs))
        {
            if (tables.Ledger(leg.Ledger) is { IsOfRegion: true } ledger
                && tables.OpenWindow(ledger.Region, _at) is { } window)
            {
                _windows[ledger.Region] = window.Id;
            }
        }
    }

    private IEnumerable<WorkingAccount> Named() =>
        _book.Accounts.Values.OrderBy(static account => account.Before.Id);

    private IEnumerable<CommittedPosting> StoredMembers()
    {
        var kept = _accepted.ToDictionary(static posting => posting.Id);
        foreach (var (posting, _) in _stored)
        {
            kept.Add(posting.Id, posting);
        }

        return members.Where(posting => kept.ContainsKey(posting.Id))
            .Select(posting => new CommittedPosting(kept[posting.Id], Outcomes[posting.Id]));
    }

    private OperationRow RowOf(Posting posting) => new(posting.Id, posting.Kind, posting.Fingerprint, _at);

    private ImmutableArray<Posting> AnswerKnown()
    {
        foreach (var posting in members)
        {
            if (tables.Operations.TryGetValue(posting.Id, out var known))
            {
                Outcomes[posting.Id] = StoredOutcome.Of(posting, known, tables);
            }
        }

        return members.RemoveAll(posting => Outcomes.ContainsKey(posting.Id));
    }

    // What the fast statement asks of ids, ledgers and rows of trades before it looks at accounts.
    private bool CanBeSent(Posting posting) =>
        !tables.Operations.ContainsKey(posting.Id)
        && posting.DecidedUnder.All(terms => tables.Ledger(terms.Ledger)?.TermsVersion == terms.Version)
        && posting.Legs.All(leg => tables.Ledger(leg.Ledger) is not null)
        && FindClosed(posting) is null
        && (PostingWriter.NewTrade(posting) is not { } trade || !tables.Trades.ContainsKey(trade));

    private bool IsAccepted(Posting posting)
    {
        // The statement writes all operations before it looks for those to correct.
        if (posting.Corrects is { } corrected && members.Any(other => other.Id == corrected))
        {
            _book.Correctable.TryAdd(corrected, value: false);
        }

        if (posting.Legs.Any(leg => BatchForm.Releases(leg) && leg.Resolves is { } target
                && _book.Pendings.TryGetValue(target, out var pending) && pending.Amount != leg.Amount)
            || PostingRules.Decide(posting, _book, _at) is not PostingDecision.Accepted)
        {
            return false;
        }

        _accepted.Add(posting);
        return true;
    }

    private void Judge(ImmutableArray<Posting> fresh)
    {
        foreach (var posting in fresh)
        {
            if (posting.Corrects is { } corrected && fresh.Any(other => other.Id == corrected))
            {
                Outcomes[posting.Id] = new PostingOutcome.Deferred();
            }
            else if (posting.PlannedRefusal is null && FindClosed(posting) is not null)
            {
                Refuse(posting, Refusal.For(RefusalReason.Overloaded));
            }
            else
            {
                Judge(posting);
            }
        }
    }

    private void Judge(Posting posting)
    {
        switch (PostingRules.Decide(posting, _book, _at))
        {
            case PostingDecision.Accepted:
                _accepted.Add(Releasing(posting));
                break;
            case PostingDecision.Refused { Refusal: var refusal }:
                Refuse(posting, refusal);
                break;
            case PostingDecision.Deferred:
                Outcomes[posting.Id] = new PostingOutcome.Deferred();
                break;
        }
    }

    private void Refuse(Posting posting, Refusal refusal)
    {
        Outcomes[posting.Id] = new PostingOutcome.Refused(refusal);
        if (refusal.IsStored)
        {
            _stored.Add((posting, refusal));
        }
    }

    // A void or expiry releases the whole of what was held, whatever amount the caller named: that is what is recorded.
    private Posting Releasing(Posting posting) => posting.Legs.Any(BatchForm.Releases)
        ? posting with
        {
            Legs = [.. posting.Legs.Select(leg => BatchForm.Releases(leg)
                ? leg with { Amount = _book.Pendings[leg.Resolves!.Value].Amount }
                : leg)],
        }
        : posting;

    // A region's ledger that moves balances and has no open window.
    private LedgerId? FindClosed(Posting posting)
    {
        foreach (var leg in posting.Legs)
        {
            if (BatchForm.Moves(leg) && tables.Ledger(leg.Ledger) is { IsOfRegion: true } ledger
                && tables.OpenWindow(ledger.Region, _at) is null)
            {
                return leg.Ledger;
            }
        }

        return null;
    }
}
