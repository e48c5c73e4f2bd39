using Orleans.Storage;
using Regional.Contracts;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Simulation.History;

namespace Regional.Simulation.Clients;

/// <summary>Takes what the product answers down in plain words.</summary>
internal static class Answers
{
    public static Told Of(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted posted => Of(posted.Receipt, posted.IsReplay),
        PostingOutcome.Refused refused => Of(refused.Refusal),
        _ => new ToldFault("Deferred", "a posting was answered as put off", IsBug: true),
    };

    public static Told Of(TradeReply reply) => reply switch
    {
        TradePosted posted => Of(posted.Receipt, posted.IsReplay),
        TradeQueued queued => new ToldQueued(queued.Status.ToString().ToLowerInvariant()),
        TradeRefused refused => Of(refused.Refusal),
        TradeQuoted quoted => new ToldQuote(quoted.PayerAmount.Minor, quoted.PayeeAmount.Minor),
        _ => new ToldFault("Reply", $"unknown reply {reply}", IsBug: true),
    };

    public static Told Of(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Done done => new ToldDone(done.Result),
        CommandOutcome.Refused refused => Of(refused.Refusal),
        _ => new ToldFault("Outcome", $"unknown outcome {outcome}", IsBug: true),
    };

    public static Told Of(PeriodReply reply) =>
        reply.Refusal is { } refusal ? Of(refusal) : new ToldPeriod((int?)reply.Status);

    public static Told Of(ClearingReply reply) => new ToldCleared(
        [.. reply.Windows.Select(static window => window.Value)], reply.Refusal is { } refusal ? Of(refusal) : null);

    public static ToldRefused Of(Refusal refusal) => new(
        refusal.Entry.Code,
        (int)refusal.Entry.Class,
        [.. refusal.Facts.Select(static fact => KeyValuePair.Create(fact.Name, fact.Value))]);

    public static AccountFigures Of(AccountState state) => new(
        state.Id.Value, state.DebitsPosted, state.CreditsPosted, state.DebitsPending, state.CreditsPending, state.Floor,
        state.Ceiling, (int)state.Status, state.Entries);

    public static Told Of(IEnumerable<PostedLeg> legs) => new ToldStatement(
    [
        .. legs.Select(static posted => new JournalLeg(
            posted.Leg.Ledger.Value, posted.Leg.Debit.Value, posted.Leg.Credit.Value, posted.Leg.Amount.Minor,
            posted.Leg.Amount.Currency.Code, (LegAction)(int)posted.Leg.Action, posted.Leg.Purpose, posted.Leg.IsForced,
            posted.Leg.Resolves?.Posting.Value, posted.Leg.Resolves?.Leg ?? 0, posted.Leg.Expiry,
            posted.Leg.Counter?.Minor, posted.Leg.RateId, 0, 0, 0, 0, posted.Window?.Value)),
    ]);

    /// <summary>What failed. Faults of the machinery are expected; anything else is a bug.</summary>
    public static ToldFault Of(Exception fault) => new(
        fault.GetType().Name,
        fault.Message,
        IsBug: fault is not (LedgerUnavailable or OutcomeUnknown or TimeoutException or SiloUnavailableException
            or InconsistentStateException or InjectedFaultException));

    private static ToldPosted Of(Receipt receipt, bool isReplay) => new(
        receipt.Operation.Value, receipt.Commit, receipt.RecordedAt, receipt.Window?.Value,
        [.. receipt.Entries.Select(static entry => new ToldEntry(
            entry.Debit.Value, entry.DebitEntry, entry.DebitBalance, entry.Credit.Value, entry.CreditEntry,
            entry.CreditBalance))],
        isReplay);
}
