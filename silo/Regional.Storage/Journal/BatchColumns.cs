using System.Collections.Immutable;
using Regional.Domain.Ledger;

namespace Regional.Storage.Journal;

/// <summary>A batch as the columns that <c>commit_postings</c> takes, with what each account gets worked out.</summary>
internal sealed class BatchColumns
{
    private readonly SortedDictionary<int, LedgerTotals> _ledgers = [];
    private readonly Dictionary<AccountId, AccountTotals> _accounts;

    // Debit and credit of each leg, in order: found once.
    private readonly (LedgerTotals Ledger, AccountTotals Debit, AccountTotals Credit)[] _sides;
    private int _legCount;

    private BatchColumns(ImmutableArray<Posting> postings)
    {
        Postings = postings;
        ById = postings.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        var legCount = 0;
        foreach (var posting in postings)
        {
            legCount += posting.Legs.Length;
        }

        Legs = new LegColumns(legCount);
        _accounts = new Dictionary<AccountId, AccountTotals>(legCount * 2);
        _sides = new (LedgerTotals, AccountTotals, AccountTotals)[legCount];
    }

    /// <summary>In the order of the batch.</summary>
    public ImmutableArray<Posting> Postings { get; }

    /// <summary>In the order in which operation ids are locked.</summary>
    public ImmutableArray<Posting> ById { get; }

    public LegColumns Legs { get; }

    public LedgerTotals[] Ledgers { get; private set; } = [];

    public int[] LedgerIds { get; private set; } = [];

    public AccountTotals[] Accounts { get; private set; } = [];

    public AccountId[] AccountIds { get; private set; } = [];

    /// <summary>Whether a leg places a pending transfer.</summary>
    public bool Pends { get; private set; }

    /// <summary>How many legs end one.</summary>
    public int EndCount { get; private set; }

    /// <summary>
    /// Lays out a batch. Null when its members contradict each other (an account in two ledgers, a ledger in two
    /// currencies or versions, sums beyond a long): then the rules must look at each.
    /// </summary>
    public static BatchColumns? TryBuild(ImmutableArray<Posting> postings)
    {
        var columns = new BatchColumns(postings);
        try
        {
            if (!columns.Sum())
            {
                return null;
            }
        }
        catch (OverflowException)
        {
            return null;
        }

        columns.Place();
        columns.WriteLegs();
        return columns;
    }

    /// <summary>Whether the leg moves posted balances.</summary>
    public static bool Moves(Leg leg) => leg.Action is TransferAction.Post or TransferAction.PostPending;

    /// <summary>Whether the leg takes room: checked against status and limits.</summary>
    public static bool Places(Leg leg) => leg.Action is TransferAction.Post or TransferAction.Pend;

    /// <summary>Whether the leg ends a pending transfer.</summary>
    public static bool Ends(Leg leg) => !Places(leg);

    private bool Sum()
    {
        foreach (var posting in Postings)
        {
            foreach (var terms in posting.DecidedUnder)
            {
                var ledger = Ledger(terms.Ledger);
                if (ledger.Terms is { } other && other != terms.Version)
                {
                    return false;
                }

                ledger.Terms = terms.Version;
            }

            foreach (var leg in posting.Legs)
            {
                if (!SumLeg(leg))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool SumLeg(Leg leg)
    {
        var ledger = Ledger(leg.Ledger);
        ledger.Currency ??= leg.Amount.Currency;
        ledger.Moves |= Moves(leg);
        var debit = Account(leg.Debit, leg);
        var credit = Account(leg.Credit, leg);
        if (ledger.Currency != leg.Amount.Currency || debit.Ledger != leg.Ledger || credit.Ledger != leg.Ledger)
        {
            return false;
        }

        debit.AddDebit(leg);
        credit.AddCredit(leg);
        Pends |= leg.Action == TransferAction.Pend;
        EndCount += Ends(leg) ? 1 : 0;
        _sides[_legCount++] = (ledger, debit, credit);
        return true;
    }

    private void Place()
    {
        (LedgerIds, Ledgers) = ([.. _ledgers.Keys], [.. _ledgers.Values]);
        (AccountIds, Accounts) = ([.. _accounts.Keys], [.. _accounts.Values]);
        Array.Sort(AccountIds, Accounts);
        for (var place = 0; place < Ledgers.Length; place++)
        {
            Ledgers[place].Place = place;
        }

        for (var place = 0; place < Accounts.Length; place++)
        {
            Accounts[place].Place = place;
        }
    }

    private void WriteLegs()
    {
        var at = 0;
        foreach (var posting in Postings)
        {
            for (var leg = 0; leg < posting.Legs.Length; leg++, at++)
            {
                var (ledger, debit, credit) = _sides[at];
                Legs.Write(at, posting, (short)leg, ledger, debit, credit);
            }
        }
    }

    private LedgerTotals Ledger(LedgerId id)
    {
        if (!_ledgers.TryGetValue(id.Value, out var ledger))
        {
            _ledgers.Add(id.Value, ledger = new LedgerTotals());
        }

        return ledger;
    }

    private AccountTotals Account(AccountId id, Leg leg)
    {
        if (!_accounts.TryGetValue(id, out var account))
        {
            _accounts.Add(id, account = new AccountTotals(leg.Ledger, leg.Amount.Currency));
        }

        return account;
    }
}
