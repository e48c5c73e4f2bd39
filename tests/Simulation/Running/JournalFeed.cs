using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Coupons;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.Audit;
using Regional.Simulation.Clients;
using Regional.Simulation.History;
using Regional.Simulation.Model;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Running;

/// <summary>Reads the model's history out to the auditor in plain words.</summary>
internal sealed class JournalFeed(ModelDatabase database) : IAuditedStore
{
    private int _next;
    private int _first;

    /// <summary>Told of each commit as it is read.</summary>
    public Action<JournalCommit>? OnRead { get; init; }

    /// <summary>From here on: what is there already was taken over as given.</summary>
    public void SkipSetUp() => _first = _next = database.History.Count;

    public bool TryRead(out JournalCommit commit, out IReadOnlyList<AccountFigures> after)
    {
        if (_next == database.History.Count)
        {
            (commit, after) = (null!, []);
            return false;
        }

        var entry = database.History[_next++];
        (commit, after) = entry switch
        {
            PostingsCommitted postings => (
                new JournalCommit(
                    postings.Commit, postings.At, postings.BegunAt - _first, [.. postings.Members.Select(Operation)]), Figures(postings.After)),
            CommandCommitted { Outcome: CommandOutcome.Done done } command => (
                new JournalCommit(0, command.At, _next - _first, [Operation(command)]), Figures(done.Accounts)),
            CommandCommitted command => (new JournalCommit(0, command.At, _next - _first, [Operation(command)]), []),
            var windows => (new JournalCommit(0, windows.At, _next - _first, [new JournalChange(
                Guid.Empty, 0, new WindowsCommand(), ImmutableSortedDictionary<string, string>.Empty)]), []),
        };
        commit = commit with { Windows = [.. entry.Windows.Select(Window)] };
        OnRead?.Invoke(commit);
        return true;
    }

    public IEnumerable<AccountFigures> Accounts() => database.Tables.Accounts.Select(static row => Answers.Of(row.State));

    public IEnumerable<JournalWindow> Windows() =>
        database.Tables.Regions.SelectMany(region => database.Tables.BordersOf(region.Id)).Select(Window);

    public IEnumerable<JournalPeriod> Periods() =>
        database.Tables.Ledgers.SelectMany(ledger => database.Tables.PeriodsOf(ledger.Id)).Select(Of);

    public IEnumerable<(long Account, long Points)> Points() =>
        database.Tables.Pool.Points.Select(static pair => (pair.Key.Value, pair.Value));

    public IEnumerable<JournalLotState> Lots() => LotWords.Of(database.Tables);

    public IEnumerable<(string Code, int Ledger, DateOnly LastValidDay)> Series() =>
        database.Tables.Coupons.Series.Select(static row => (row.Code, row.Ledger.Value, row.LastValidDay));

    public IEnumerable<JournalNote> Notes() => database.Tables.Coupons.Notes.Select(static pair => new JournalNote(
        pair.Key.Series, pair.Key.Number, pair.Value.Ledger.Value, pair.Value.Value, (int)pair.Value.Record.State,
        pair.Value.Record.Till?.Value, pair.Value.Record.TimesIssued));

    public IEnumerable<JournalTill> Tills() => database.Tables.Coupons.Tills.Select(static till => new JournalTill(
        till.Id.Value, till.Ledger.Value, till.Teller, till.IsOpen, string.Join(", ", till.Missing),
        string.Join(", ", till.Found), till.SettledBy?.Value));

    public IEnumerable<JournalRepayment> Repayments() => database.Tables.Coupons.Repayments.Select(static row =>
        new JournalRepayment(
            row.Key.Period, row.Key.Account.Value, row.Value.DebtMinor, row.Value.DueMinor, row.Value.PaidMinor));

    private static JournalWindow Window(WindowBorders window) =>
        new(window.Id.Value, window.Region.Value, window.No, window.Opens, window.Closes);

    private static AccountFigures[] Figures(ImmutableArray<AccountState> states) => [.. states.Select(Answers.Of)];

    private JournalOperation Operation(CommittedPosting member)
    {
        var posting = member.Posting;
        var (id, kind) = (posting.Id.Value, (int)posting.Kind);
        return member.Outcome switch
        {
            PostingOutcome.Posted posted => new JournalPosting(
                id, kind, posting.BusinessDate, posting.Reference, posting.Trade?.Value, posting.Corrects?.Value,
                [.. posting.Legs.Select((leg, at) => Leg(
                    leg, posted.Receipt.Entries[at], database.Tables.Operations[posting.Id].Transfers[at].Window))],
                [.. posting.Effects.Select(Effect)],
                [.. posting.Facts.OfType<DocumentClaim>().Select(
                    static claim => $"{claim.Ledger}/{claim.Payee}/{claim.DocumentNumber}")])
            {
                Draws = [.. posting.Facts.OfType<AgreementDraw>().Select(static draw => new JournalDraw(
                    draw.Agreement.Value, draw.Account.Value, draw.AmountMinor, draw.BeforeMinor))],
                Period = posting.PeriodEnd?.Value,
                Lots = LotWords.Of(posting, database.Tables),
                Moves = [.. posting.Facts.OfType<NotesMoved>().Select(static moved => new JournalMove(
                    moved.Ledger.Value, (int)moved.Move, string.Join(", ", moved.Notes), moved.Till?.Value))],
                Line = posting.Facts.OfType<CounterLine>().Select(static line => new JournalLine(
                    line.Ledger.Value, line.Account.Value, (int)line.Kind, line.NotesInMinor, line.NotesOutMinor,
                    line.RupiahFeeMinor, line.Till?.Value)).FirstOrDefault(),
                Mark = posting.Facts.OfType<LimitMarked>().Select(static mark => new JournalMark(
                    mark.Account.Value, mark.LimitMinor, mark.FloorMinor)).FirstOrDefault(),
            },
            PostingOutcome.Refused refused => new JournalRefusal(id, kind, Answers.Of(refused.Refusal)),
            var other => throw new InvalidOperationException($"The history holds {other}."),
        };
    }

    private static JournalLeg Leg(Leg leg, EntryReceipt entry, WindowId? window) => new(
        leg.Ledger.Value, leg.Debit.Value, leg.Credit.Value, leg.Amount.Minor, leg.Amount.Currency.Code,
        (LegAction)(int)leg.Action, leg.Purpose, leg.IsForced, leg.Resolves?.Posting.Value, leg.Resolves?.Leg ?? 0,
        leg.Expiry, leg.Counter?.Minor, leg.RateId, entry.DebitEntry, entry.DebitBalance, entry.CreditEntry,
        entry.CreditBalance, window?.Value);

    private static JournalEffect Effect(Effect effect) => effect switch
    {
        RequestApproved approved => new JournalEffect(EffectKind.RequestApproved, approved.Request.Value),
        QueuedTradeReleased released => new JournalEffect(EffectKind.TradeReleased, released.Trade.Value),
        InstructionPlaced placed => new JournalEffect(EffectKind.InstructionPlaced, placed.Instruction.Value),
        InstructionConfirmed confirmed => new JournalEffect(EffectKind.InstructionConfirmed, confirmed.Instruction.Value),
        _ => throw new InvalidOperationException($"The auditor does not know the effect {effect}."),
    };

    private JournalCommand Words(Command command) => command is CompletePeriod complete
        ? new PeriodCompleteCommand(Of(database.Tables.Period(complete.Period)!))
        : CommandWords.Of(command);

    private static JournalPeriod Of(PeriodRow row) => new(
        row.Span.Id.Value, row.Ledger.Value, row.Span.No, row.Span.FirstDate, row.Span.LastDate, (int)row.Status,
        [.. row.Totals.Select(static pair => new JournalTotals(
            pair.Key.Value, pair.Value.Opening, pair.Value.Debits, pair.Value.Credits))],
        row.Report is { } report
            ? new JournalReport(
                report.Accounts, report.MovedAccounts, report.Debits, report.Credits, report.PositiveBalances,
                report.NegativeBalances, report.Postings, report.Exceptions)
            : null);

    private JournalOperation Operation(CommandCommitted entry)
    {
        var (id, kind) = (entry.Command.Id.Value, (int)entry.Command.Kind);
        return entry.Outcome switch
        {
            CommandOutcome.Done done => new JournalChange(id, kind, Words(entry.Command), done.Result),
            CommandOutcome.Refused refused => new JournalRefusal(id, kind, Answers.Of(refused.Refusal)),
            var other => throw new InvalidOperationException($"The history holds {other}."),
        };
    }
}
