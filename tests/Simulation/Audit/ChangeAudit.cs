using System.Globalization;
using Regional.Simulation.History;

namespace Regional.Simulation.Audit;

/// <summary>Takes commands other than postings into the books, and says what was not allowed about them.</summary>
internal sealed class ChangeAudit(
    AuditBook book, IReadOnlyDictionary<Guid, List<Asked>> asked, SettlementAudit settlement, PeriodAudit periods,
    PoolAudit pools, CouponAudit coupons, CouponArithmetic arithmetic, DifferenceAudit differences)
{
    public Violation? Take(JournalChange change, JournalCommit commit) => change.Command switch
    {
        SetUpCommand => null,
        ChangeCommand own => CheckAsked(change.Id, own.Change) ?? Take(change, own.Change, commit),
        QueueCommand queue => TakeQueue(change, queue, commit),
        QueueEndCommand end => TakeQueueEnd(change, end),
        CutCommand or WindowsCommand => TakeWindows(commit),
        CloseCommand close => TakeClose(close, commit),
        StepCommand step => TakeStep(step),
        PlanCommand plan => settlement.Take(plan),
        ArrearsCommand arrears => TakeArrears(arrears, commit),
        PeriodBeginCommand begin => periods.Take(begin, change, commit),
        PeriodChunkCommand chunk => periods.Take(chunk),
        PeriodCompleteCommand complete => periods.Take(complete),
        _ => new Violation("change", $"unknown command {change.Command}"),
    };

    private Violation? CheckAsked(Guid id, AskedChange change) =>
        asked.TryGetValue(id, out var requests) && requests.Any(request => Same(request, change))
            ? null
            : new Violation("content", $"nobody asked for {change}");

    private static bool Same(Asked request, AskedChange change) => (request, change) switch
    {
        (AskedCalendar left, AskedCalendar right) => left.ToString() == right.ToString(),
        (AskedPoints left, AskedPoints right) => left.ToString() == right.ToString(),
        (AskedPeriodCalendar left, AskedPeriodCalendar right) => left.ToString() == right.ToString(),
        _ => request.Equals(change),
    };

    private Violation? Take(JournalChange change, AskedChange asked, JournalCommit commit)
    {
        switch (asked)
        {
            case AskedLimits limits:
                return Open(limits.Account, account => (account.Floor, account.Ceiling) = (limits.Floor, limits.Ceiling));
            case AskedStatus status:
                return Open(status.Account, account => account.Status = status.Status);
            case AskedEnd end:
                return TakeEnd(end);
            case AskedSuspension suspension:
                book.Communities[suspension.Community].Set(book.Place, suspension.IsSuspended);
                return null;
            case AskedRate rate:
                book.Ledgers[rate.Ledger].Rates.Add(new AuditRate(
                    book.Place, Number(change, "rate"), rate.Kind, rate.Purpose, rate.Side, rate.From, rate.Numerator, rate.Denominator));
                return null;
            case AskedTerms terms:
                book.Ledgers[terms.Ledger].Terms.Add(new AuditTerms(book.Place, terms.From, terms.Name, terms.Value));
                return null;
            case AskedCredit credit:
                book.Ledgers[credit.Ledger].IsCreditOff = !credit.IsOn;
                return null;
            case AskedProposal proposal:
                return pools.Take(proposal, change.Id);
            case AskedVote vote:
                return pools.Take(vote);
            case AskedSignature signature:
                return pools.Take(signature);
            case AskedAgreementEnd agreementEnd:
                return pools.Take(agreementEnd);
            case AskedPoints points:
                return pools.Take(points);
            case AskedHolder holder:
                book.Komoko.Enter(holder, book.Place);
                return null;
            case AskedSeries series:
                return coupons.Take(series, change);
            case AskedPrint print:
                return coupons.Take(print);
            case AskedTillOpening opening:
                return coupons.Take(opening, change.Id);
            case AskedTillClosing closing:
                return coupons.Take(closing, change);
            case AskedPeriodCalendar calendar:
                return periods.Take(calendar, change, commit);
            case AskedPeriodMark mark:
                return periods.Take(mark);
            case AskedRequest request:
                book.Requests.Add(change.Id, new AuditRequest { ExpiresAt = commit.At + request.Expiry });
                return null;
            case AskedRequestEnd end:
                return TakeRequestEnd(end, commit);
            case AskedAccount opened:
                var made = new AuditAccount
                {
                    Id = Number(change, "account"),
                    Ledger = opened.Ledger,
                    Role = AuditRole.Member,
                    Code = opened.Code,
                    Member = opened.Member,
                    Floor = opened.Floor ?? FloorOfNew(opened.Ledger, commit),
                    Ceiling = opened.Ceiling,
                    OpenedAt = commit.At,
                };
                book.Accounts.Add(made.Id, made);
                made.Remember(book.Place);
                return null;
            case AskedCalendar:
                return TakeWindows(commit);
            default:
                return null;
        }
    }

    // A member of a coupon book begins with the first step of its ladder.
    private long? FloorOfNew(int ledger, JournalCommit commit)
    {
        if (book.Ledgers[ledger] is not { Scheme: CouponArithmetic.Scheme } coupon)
        {
            return null;
        }

        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(commit.At, coupon.Zone).DateTime);
        return (long)arithmetic.Floor(ledger, today, arithmetic.Ladder(ledger, today)[0]);
    }

    private static long Number(JournalChange change, string name) =>
        long.Parse(change.Result[name], CultureInfo.InvariantCulture);

    private Violation? Open(long id, Action<AuditAccount> set)
    {
        if (!book.Accounts.TryGetValue(id, out var account) || account.Status == 4)
        {
            return new Violation("change", $"account {id} is unknown or closed");
        }

        set(account);
        account.Remember(book.Place);
        return null;
    }

    private Violation? TakeEnd(AskedEnd end)
    {
        var account = book.Accounts[end.Account];
        if (account.Role != AuditRole.Member || account.Balance != 0 || account.DebitsPending != 0
            || account.CreditsPending != 0)
        {
            return new Violation("change", $"account {end.Account} ends with {account.Figures}");
        }

        return Open(end.Account, static account => account.Status = 4);
    }

    private Violation? TakeRequestEnd(AskedRequestEnd end, JournalCommit commit)
    {
        if (!book.Requests.TryGetValue(end.Request, out var request) || request.State != "open"
            || request.ExpiresAt <= commit.At)
        {
            return new Violation("request", $"request {end.Request:N} ends when it is {request?.State ?? "unknown"}");
        }

        request.State = end.IsWithdrawal ? "withdrawn" : "declined";
        return null;
    }

    // A trade waits only where it was asked for, the region lets trades wait, and a cap stands in its way.
    private Violation? TakeQueue(JournalChange change, QueueCommand queue, JournalCommit commit)
    {
        if (!asked.TryGetValue(change.Id, out var requests)
            || requests.OfType<AskedTrade>().FirstOrDefault(static trade => trade is
            {
                Request: null, PayerMax: null, Texts.ClaimsDocument: false,
            }) is null)
        {
            return new Violation("queue", $"nobody asked for the trade {change.Id:N} in a form that may wait");
        }

        book.Queued.Add(change.Id, new AuditQueued { Account = queue.Account });
        return null;
    }

    private Violation? TakeQueueEnd(JournalChange change, QueueEndCommand end)
    {
        if (!book.Queued.TryGetValue(end.Trade, out var queued) || queued.State != "queued")
        {
            return new Violation("queue", $"trade {end.Trade:N} ends when it is {queued?.State ?? "unknown"}");
        }

        if (end.Refusal is null && !asked.ContainsKey(change.Id))
        {
            return new Violation("queue", $"nobody gave up the trade {end.Trade:N}");
        }

        (queued.State, queued.Refusal) = (end.Refusal is null ? "cancelled" : "refused", end.Refusal);
        return null;
    }

    private Violation? TakeWindows(JournalCommit commit)
    {
        Read(commit.Windows);
        return null;
    }

    private Violation? TakeClose(CloseCommand close, JournalCommit commit)
    {
        var window = book.Windows[close.Window];
        if (window.IsClosed || commit.At < window.Closes)
        {
            return new Violation("window", $"window {close.Window} closes at {commit.At:O}, due {window.Closes:O}, closed {window.IsClosed}");
        }

        if (book.Windows.Values.FirstOrDefault(
                other => other.Region == window.Region && other.No < window.No && !other.IsClosed) is { } earlier)
        {
            return new Violation("window", $"window {close.Window} closes before window {earlier.Id}");
        }

        (window.IsClosed, window.ClosedAt) = (true, book.Place);
        return null;
    }

    /// <summary>Takes over windows and their borders as they stand at this place of the journal.</summary>
    public void Read(IEnumerable<JournalWindow> windows)
    {
        foreach (var row in windows)
        {
            if (!book.Windows.TryGetValue(row.Id, out var window))
            {
                book.Windows.Add(row.Id, window = new AuditWindow { Id = row.Id, Region = row.Region });
            }

            (window.Opens, window.Closes, window.No) = (row.Opens, row.Closes, row.No);
        }
    }

    private Violation? TakeStep(StepCommand step)
    {
        const int DifferencesBooked = 4, Placed = 6, Settled = 7;
        var window = book.Windows[step.Window];
        var payments = book.Instructions.Values.Where(payment => payment.Window == step.Window).ToList();
        var isWrong = step.Step switch
        {
            Placed => !window.IsPlanned || payments.Any(static payment => payment.State == "planned"),
            Settled => !window.IsPlanned || payments.Any(static payment => payment.State != "confirmed"),
            _ => !window.IsClosed,
        };
        if (step.Step == Settled)
        {
            window.IsSettled = true;
        }

        return isWrong
            ? new Violation(
                "window",
                $"window {step.Window} (closed: {window.IsClosed}, planned: {window.IsPlanned}) is not ready for step {step.Step}; "
                + $"its payments: {string.Join(", ", payments.Select(static payment => payment.State))}")
            : step.Step == DifferencesBooked ? differences.Check(window) : null;
    }

    private Violation? TakeArrears(ArrearsCommand arrears, JournalCommit commit)
    {
        if (!book.Instructions.TryGetValue(arrears.Instruction, out var instruction)
            || instruction.Settled > 0 || instruction.State == "confirmed" || instruction.IsInArrears)
        {
            return new Violation("settlement", $"{arrears.Instruction:N} cannot be in arrears");
        }

        // The region's date may be a day ahead of UTC at most.
        if (DateOnly.FromDateTime(commit.At.UtcDateTime.AddHours(14)) <= instruction.Due)
        {
            return new Violation("settlement", $"{arrears.Instruction:N} is due {instruction.Due:O}, late at {commit.At:O}");
        }

        instruction.IsInArrears = true;
        var account = book.Accounts[instruction.Account];
        if (account.Status == 1)
        {
            account.Status = 2;
            account.Remember(book.Place);
        }

        return null;
    }
}
