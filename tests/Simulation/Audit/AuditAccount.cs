using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>One account as the journal's order leaves it, and what the commit under audit has placed on it.</summary>
internal sealed class AuditAccount
{
    private readonly List<(long Place, AccountFigures Figures)> _moments = [];
    private long _commit = -1;

    public required long Id { get; init; }

    public required int Ledger { get; init; }

    public required AuditRole Role { get; init; }

    public string? Code { get; init; }

    /// <summary>Whose it is; 0: the ledger's own.</summary>
    public long Member { get; init; }

    /// <summary>1 general, 2 real, 3 financial, 4 of a pool, 5 of a project.</summary>
    public int Kind { get; init; } = 1;

    /// <summary>When it was opened, by the database's clock.</summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>1 open, 2 may not pay, 3 suspended, 4 closed.</summary>
    public int Status { get; set; } = 1;

    public long? Floor { get; set; }

    public long? Ceiling { get; set; }

    public Int128 DebitsPosted { get; set; }

    public Int128 CreditsPosted { get; set; }

    public Int128 DebitsPending { get; set; }

    public Int128 CreditsPending { get; set; }

    public long Entries { get; set; }

    public Int128 Balance => CreditsPosted - DebitsPosted;

    /// <summary>Balance before the commit under audit: room is measured from there.</summary>
    public Int128 BalanceBefore { get; private set; }

    public Int128 DebitsPendingBefore { get; private set; }

    public Int128 CreditsPendingBefore { get; private set; }

    /// <summary>Whether this much more than what the commit has taken fits the counters.</summary>
    public bool Holds(Int128 debits, Int128 credits) =>
        DebitsPostedBefore + DebitsPendingBefore + DebitsTaken + debits <= long.MaxValue
        && CreditsPostedBefore + CreditsPendingBefore + CreditsTaken + credits <= long.MaxValue;

    private Int128 DebitsPostedBefore { get; set; }

    private Int128 CreditsPostedBefore { get; set; }

    /// <summary>Debits that the commit under audit has placed so far; its credits never make up for them.</summary>
    public Int128 DebitsTaken { get; set; }

    public Int128 CreditsTaken { get; set; }

    /// <summary>Makes sure that the figures before this commit are kept.</summary>
    public void Enter(long place)
    {
        if (_commit == place)
        {
            return;
        }

        _commit = place;
        (BalanceBefore, DebitsPendingBefore, CreditsPendingBefore) = (Balance, DebitsPending, CreditsPending);
        (DebitsPostedBefore, CreditsPostedBefore) = (DebitsPosted, CreditsPosted);
        (DebitsTaken, CreditsTaken) = (0, 0);
    }

    /// <summary>What may still be debited in this commit; null: anything.</summary>
    public Int128? DebitRoom => Floor is { } floor ? BalanceBefore - DebitsPendingBefore - floor - DebitsTaken : null;

    /// <summary>What may still be credited in this commit; null: anything.</summary>
    public Int128? CreditRoom => Ceiling is { } ceiling ? ceiling - BalanceBefore - CreditsPendingBefore - CreditsTaken : null;

    public AccountFigures Figures => new(
        Id, (long)DebitsPosted, (long)CreditsPosted, (long)DebitsPending, (long)CreditsPending, Floor, Ceiling, Status, Entries);

    /// <summary>Keeps what readers may see from this place on.</summary>
    public void Remember(long place)
    {
        if (_moments.Count > 0 && _moments[^1].Place == place)
        {
            _moments[^1] = (place, Figures);
        }
        else
        {
            _moments.Add((place, Figures));
        }
    }

    /// <summary>Whether it has moved after a place.</summary>
    public bool HasChangedSince(long place) => _moments.Count > 0 && _moments[^1].Place > place;

    /// <summary>Whether these figures were committed at some place of these; both ends count.</summary>
    public bool WasEver(AccountFigures figures, long from, long to)
    {
        for (var at = _moments.Count - 1; at >= 0; at--)
        {
            if (_moments[at].Place <= to && _moments[at].Figures == figures)
            {
                return true;
            }

            if (_moments[at].Place <= from)
            {
                return false;
            }
        }

        return false;
    }
}
