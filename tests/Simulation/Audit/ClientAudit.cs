using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Whether what clients were told is what the journal holds, and holds for ever.</summary>
internal sealed class ClientAudit(AuditBook book)
{
    private readonly Dictionary<Guid, (Asked Request, Told Told)> _first = [];

    private readonly HashSet<(string Key, long Count)> _counts = [];

    /// <summary>A client was told something about a request it made.</summary>
    /// <param name="request">The request.</param>
    /// <param name="told">What it was told.</param>
    /// <param name="asked">Commits that had taken effect when it asked this time.</param>
    public Violation? Take(Asked request, Told told, long asked) => told switch
    {
        ToldFault fault => fault.IsBug ? new Violation("bug", $"{request} was answered with {fault}") : null,
        _ when request is AskedQuote => null,
        ToldPosted posted => CheckPosted(request, posted) ?? CheckFirst(request, told),
        ToldRefused refused when request is AskedPeriodEnd end => CheckNoPeriod(end, refused),
        ToldRefused refused => CheckRefused(request, refused) ?? CheckFirst(request, told),
        ToldQueued queued => CheckQueued(request, queued, asked),
        ToldPeriod period => CheckPeriod((AskedPeriodEnd)request, period),
        ToldDone => CheckDone(request) ?? CheckFirst(request, told),
        ToldCount count => _counts.Add((((AskedDiary)request).Key, count.Count))
            ? null
            : new Violation("state", $"{request} was told {told}, as another was before"),
        ToldFigures { Figures: { } figures } => CheckFigures(request, figures, asked),
        ToldStatement statement => CheckStatement((AskedStatement)request, statement, asked),
        _ => null,
    };

    private Violation? CheckPosted(Asked request, ToldPosted told)
    {
        if (!book.Operations.TryGetValue(request.Id, out var operation))
        {
            return new Violation("acknowledged", $"{request} was told posted; the journal does not have it");
        }

        var posting = operation.Outcome as JournalPosting;
        if (posting is null && book.Queued.TryGetValue(request.Id, out var queued) && queued.ReleasedBy is { } releasedBy)
        {
            operation = book.Operations[releasedBy];
            posting = (JournalPosting)operation.Outcome;
        }

        if (posting is null)
        {
            return new Violation("acknowledged", $"{request} was told posted; the journal has {operation.Outcome}");
        }

        var entries = posting.Legs.Select(static leg => new ToldEntry(
            leg.Debit, leg.DebitEntry, leg.DebitBalance, leg.Credit, leg.CreditEntry, leg.CreditBalance));
        return told.Commit != operation.CommitNo || told.At != operation.At || !told.Entries.SequenceEqual(entries)
            || told.Window != posting.Legs.Select(static leg => leg.Window).FirstOrDefault(static window => window is not null)
                ? new Violation("acknowledged", $"{request} was told {told}; the journal has {posting} in commit {operation.CommitNo}")
                : null;
    }

    private Violation? CheckRefused(Asked request, ToldRefused told)
    {
        book.Operations.TryGetValue(request.Id, out var operation);
        switch (told.Class)
        {
            case ToldRefused.State when request.Id != default:
                return operation?.Outcome switch
                {
                    JournalRefusal stored when stored.Refusal.Says(told) => null,
                    JournalChange { Command: QueueCommand } when IsEndOfQueue(request.Id, told) => null,
                    null => new Violation("acknowledged", $"{request} was told {told}; the journal does not have it"),
                    var other => new Violation("acknowledged", $"{request} was told {told}; the journal has {other}"),
                };
            case ToldRefused.Malformed when told.Code == "idReused":
                return operation is null
                    ? new Violation("acknowledged", $"{request} was told that its id is taken; the journal does not have it")
                    : null;
            default:
                return null;
        }
    }

    private bool IsEndOfQueue(Guid id, ToldRefused told) =>
        book.Queued.TryGetValue(id, out var queued)
        && (queued.Refusal?.Says(told) ?? (told.Code == "tradeNotQueued" && queued.State == told.Fact("state")));

    private Violation? CheckQueued(Asked request, ToldQueued told, long asked)
    {
        var trade = request is AskedCancel cancel ? cancel.Trade : request.Id;
        if (book.Queued.TryGetValue(trade, out var queued))
        {
            return told.Status != "cancelled" || queued.State == "cancelled"
                ? null
                : new Violation("acknowledged", $"{request} was told {told}; the trade is {queued.State}");
        }

        // Two at once: this one found no room, the other did before it could be put into the queue.
        return book.Operations.TryGetValue(trade, out var operation) && operation.Outcome is JournalPosting
            && operation.Place >= asked
                ? null
                : new Violation("acknowledged", $"{request} was told {told}; the journal does not have it in the queue");
    }

    // Who asks while the same end is under way is given that one's answer: the journal need not have the id.
    private Violation? CheckPeriod(AskedPeriodEnd request, ToldPeriod told) =>
        (book.Periods.GetValueOrDefault(request.Ledger)?.ElementAtOrDefault(request.No - 1), told.Status) switch
        {
            // Asked for what is not there yet, and the refusal took longer than the answer.
            (null or { Status: 1 }, null) => true,
            ({ } period, >= 1 and var status) => status <= period.Status,
            _ => false,
        }
            ? null
            : new Violation("acknowledged", $"{request} was told {told}; the journal has it otherwise");

    private Violation? CheckNoPeriod(AskedPeriodEnd request, ToldRefused told) =>
        told.Class != ToldRefused.State
        || book.Operations.Values.Any(operation => operation.Outcome is JournalRefusal kept && kept.Refusal.Says(told))
            ? null
            : new Violation("acknowledged", $"{request} was told {told}; the journal does not have it");

    private Violation? CheckDone(Asked request) =>
        book.Operations.TryGetValue(request.Id, out var operation) && operation.Outcome is JournalChange
            ? null
            : new Violation("acknowledged", $"{request} was told done; the journal does not have it");

    // Same id, same content, same outcome; other content never has an outcome of its own.
    private Violation? CheckFirst(Asked request, Told told)
    {
        if (told is ToldRefused { Class: ToldRefused.Transient or ToldRefused.Early } or ToldRefused { Code: "idReused" }
            || request.Id == default)
        {
            return null;
        }

        if (!_first.TryGetValue(request.Id, out var first))
        {
            _first.Add(request.Id, (request, told));
            return null;
        }

        var isSame = (first.Told, told) switch
        {
            (ToldPosted a, ToldPosted b) => a.Commit == b.Commit,
            (ToldRefused a, ToldRefused b) => a.Says(b) || a.Class == ToldRefused.Malformed || b.Class == ToldRefused.Malformed,
            (ToldDone, ToldDone) => true,
            (ToldRefused { Class: ToldRefused.Malformed }, _) => !Says(first.Request, request),
            (_, ToldRefused { Class: ToldRefused.Malformed }) => !Says(first.Request, request),
            _ => false,
        };
        if (!isSame)
        {
            return new Violation("same-outcome", $"{request} was told {told}, before {first.Told}");
        }

        if (told is ToldRefused { Class: ToldRefused.Malformed })
        {
            return null;
        }

        if (first.Told is ToldRefused { Class: ToldRefused.Malformed })
        {
            _first[request.Id] = (request, told);
            return null;
        }

        return Says(first.Request, request)
            ? null
            : new Violation("same-outcome", $"{request} has the outcome of {first.Request}");
    }

    // Records hold their transfers by reference; their words say them in full.
    private static bool Says(Asked left, Asked right) =>
        ReferenceEquals(left, right) || left.Equals(right) || (left is AskedPayment && $"{left}" == $"{right}");

    private Violation? CheckFigures(Asked request, AccountFigures figures, long asked)
    {
        if (!book.Accounts.TryGetValue(figures.Account, out var account))
        {
            return new Violation("read", $"{request} was told of an account that is not there");
        }

        var from = request is AskedMemory ? 0 : asked;
        return account.WasEver(figures, from, book.Place)
            ? null
            : new Violation("read", $"{request} was told {figures}, which was never committed; now {account.Figures}");
    }

    private Violation? CheckStatement(AskedStatement request, ToldStatement told, long asked)
    {
        if (!book.Operations.TryGetValue(request.Operation, out var operation) || operation.Outcome is not JournalPosting posting)
        {
            return told.Legs.IsEmpty
                ? null
                : new Violation("read", $"{request} shows {told.Legs.Length} entries of what was never committed");
        }

        return told.Legs.IsEmpty
            ? operation.Place < asked ? new Violation("read", $"{request} shows nothing of what was committed") : null
            : told.Legs.Length == posting.Legs.Length && told.Legs.Zip(posting.Legs).All(static pair => SameLeg(pair.First, pair.Second))
                ? null
                : new Violation("read", $"{request} shows {string.Join("; ", told.Legs)} of {posting}");
    }

    private static bool SameLeg(JournalLeg told, JournalLeg stored) =>
        (told.Ledger, told.Debit, told.Credit, told.Amount, told.Action, told.Window)
        == (stored.Ledger, stored.Debit, stored.Credit, stored.Amount, stored.Action, stored.Window);
}
