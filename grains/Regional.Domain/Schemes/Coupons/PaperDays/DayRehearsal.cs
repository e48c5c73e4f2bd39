using System.Collections.Frozen;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Domain.Schemes.Coupons.PaperDays;

/// <summary>
/// A day's lines gone through in order on a copy of the books: planned by the scheme, judged by the journal's own
/// ladder, each on what the lines before it would leave. A line that is refused leaves nothing. Nothing is posted, so
/// what is committed meanwhile may still make the journal say otherwise.
/// </summary>
public sealed class DayRehearsal
{
    private static readonly CouponScheme Scheme = new();

    private readonly LedgerBook _copy = new();
    private readonly Dictionary<AccountId, MarkedLimit> _limits;
    private readonly SchemeContext _context;
    private readonly DayBooks _books;
    private NoteCounts _atHand;

    /// <summary>Begins the day.</summary>
    /// <param name="context">
    /// Ledger, date, parameters and system accounts; its accounts and state are not looked at.
    /// </param>
    /// <param name="books">As committed.</param>
    public DayRehearsal(SchemeContext context, DayBooks books)
    {
        (_context, _books, _atHand) = (context, books, books.AtHand);
        _limits = books.Limits.ToDictionary(static limit => limit.Account);
        foreach (var account in books.Accounts)
        {
            _copy.Load(account);
        }

        var notes = _copy.Part<NoteBook>();
        foreach (var (serial, note) in books.Notes)
        {
            notes.Notes[new NoteKey(context.Ledger, serial)] = note;
        }

        if (books is { Till: { } till, TillState: { } state })
        {
            notes.Tills[till] = state;
        }
    }

    /// <summary>The next line. Refusals: those of its command, as the journal would give them.</summary>
    /// <param name="command">A withdrawal, deposit, exchange or payment.</param>
    /// <param name="header">Its posting, without legs and facts.</param>
    /// <param name="now">When.</param>
    public Ruling<RehearsedLine> Enter(SchemeCommand command, Posting header, DateTimeOffset now)
    {
        if (!Scheme.Plan(command, ContextOf(command)).TryGet(out var plan, out var refusal))
        {
            return refusal;
        }

        var posting = header with { Legs = plan.Legs, Facts = plan.Facts };
        if (PostingForm.Check(posting) is { } malformed)
        {
            return malformed;
        }

        return PostingRules.Decide(posting, _copy, now) switch
        {
            PostingDecision.Refused refused => refused.Refusal,
            PostingDecision.Deferred deferred => deferred.Otherwise,
            _ => Follow(plan, WhoseIs(command)),
        };
    }

    private RehearsedLine Follow(SchemePlan plan, AccountId account)
    {
        // Each line is a commit of its own: what it brings in is room for the next.
        foreach (var touched in plan.Legs.SelectMany(static leg => new[] { leg.Debit, leg.Credit }).Distinct())
        {
            _copy.Load(_copy.Accounts[touched].Now);
        }

        foreach (var fact in plan.Facts)
        {
            Follow(fact);
        }

        var fee = plan.Legs
            .Where(leg => leg.Ledger == _context.Ledger && leg.Purpose == CouponScene.FeePurpose)
            .Sum(static leg => leg.Amount.Minor);
        return new RehearsedLine(fee, _copy.Accounts[account].Now.Balance);
    }

    private void Follow(Fact fact)
    {
        switch (fact)
        {
            case CounterLine { Kind: CounterLineKind.Deposit } line:
                var before = LimitOf(line.Account);
                _limits[line.Account] = before with { DepositedMinor = before.DepositedMinor + line.NotesInMinor };
                break;
            case LimitMarked marked:
                _limits[marked.Account] = new MarkedLimit(marked.Account, marked.LimitMinor, DepositedMinor: 0);
                _copy.Load(_copy.Accounts[marked.Account].Now);
                break;
            case NotesMoved moved when moved.Till == _books.Till:
                Follow(moved);
                break;
        }
    }

    private void Follow(NotesMoved moved)
    {
        var sign = moved.Move switch
        {
            NoteMove.HandedOut => -1,
            NoteMove.TakenIn => 1,
            NoteMove.Exchanged or NoteMove.Missing or NoteMove.Found or NoteMove.NotHandedOut or NoteMove.NotTakenIn
                or NoteMove.NotExchanged => 0,
        };
        if (NoteCheck.Count(moved.Notes, _books.Runs, _context.Ledger).TryGet(out var counted, out _))
        {
            _atHand = counted.Counts.Counts.Aggregate(
                _atHand, (all, pair) => all.With(pair.Key, sign * pair.Value));
        }
    }

    private SchemeContext ContextOf(SchemeCommand command)
    {
        var account = WhoseIs(command);
        AccountId[] named = command is SchemeCommand.PayInside pay ? [pay.Payer, pay.Payee] : [account];
        var limit = LimitOf(account);
        return _context with
        {
            Accounts = named.Distinct().Where(_copy.Accounts.ContainsKey)
                .ToFrozenDictionary(static id => id, id => new SchemeAccount(_copy.Accounts[id].Now)),
            State = new CouponState
            {
                RestsOn = [],
                Account = _copy.Accounts.GetValueOrDefault(account)?.Now,
                Limit = limit.LimitMinor is { } minor ? new Amount(minor, _context.Currency) : null,
                DepositedSinceMarking = limit.DepositedMinor,
                Runs = _books.Runs,
                Till = _books.TillState,
                AtHand = _atHand,
                Rupiah = _books.Rupiah,
            },
        };
    }

    private MarkedLimit LimitOf(AccountId account) =>
        _limits.GetValueOrDefault(account) ?? new MarkedLimit(account, LimitMinor: null, DepositedMinor: 0);

    private static AccountId WhoseIs(SchemeCommand command) => command switch
    {
        CounterCommand counter => counter.Account,
        SchemeCommand.PayInside pay => pay.Payer,
        _ => throw new InvariantViolation($"A paper day has no line of the kind {command.GetType().Name}."),
    };
}
