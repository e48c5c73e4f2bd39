using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Simulation.Clients;
using Regional.Simulation.History;

namespace Regional.Simulation.Running;

/// <summary>Commands of the journal in plain words.</summary>
internal static class CommandWords
{
    public static JournalCommand Of(Command command) => command switch
    {
        QueueTrade queue => new QueueCommand(queue.Region.Value, queue.QueueAccount.Value),
        EndQueuedTrade end => new QueueEndCommand(
            end.Trade.Value, end.Refusal is { } refusal ? Answers.Of(refusal) : null),
        CutWindow cut => new CutCommand(cut.Region.Value),
        CloseWindow close => new CloseCommand(close.Window.Value),
        RecordWindowStep step => new StepCommand(step.Window.Value, (int)step.Step),
        PlanSettlement plan => new PlanCommand(plan.Window.Value, plan.Due, [.. plan.Positions.Select(
            static position => new JournalPosition(
                position.Account.Value, position.Opening, position.Paid, position.Received, position.CarryLimit,
                position.Carried, position.Settled, position.Instruction?.Value))]),
        DeclareArrears arrears => new ArrearsCommand(arrears.Instruction.Value),
        BeginPeriodEnd begin => new PeriodBeginCommand(begin.Ledger.Value, begin.No),
        TotalPeriodChunk chunk => new PeriodChunkCommand(
            chunk.Period.Value, chunk.Step == TotalsStep.Totals ? "totals" : "final-totals", chunk.After.Value),
        RecordPeriodChunk chunk => new PeriodChunkCommand(chunk.Period.Value, chunk.Chunk.Step, chunk.Chunk.After.Value),
        _ => Asked(command) is { } change ? new ChangeCommand(change) : new SetUpCommand(command.GetType().Name),
    };

    private static AskedChange? Asked(Command command)
    {
        var id = command.Id.Value;
        return command switch
        {
            SetLimits c => new AskedLimits(c.Account.Value, c.Floor, c.Ceiling) { Id = id },
            SetStatus c => new AskedStatus(c.Account.Value, (int)c.Status) { Id = id },
            CloseAccount c => new AskedEnd(c.Account.Value) { Id = id },
            SetCommunityStatus c => new AskedSuspension(c.Community.Value, c.IsSuspended) { Id = id },
            SetRate c => new AskedRate(
                c.Ledger.Value, (int)c.TransferKind, c.Purpose, (int)c.Side, c.Rate.Numerator, c.Rate.Denominator, c.ValidFrom)
            {
                Id = id,
            },
            SetTerms c => new AskedTerms(
                c.Ledger.Value, c.ValidFrom, c.Parameters.Keys.First(), c.Parameters.Values.First()) { Id = id },
            SwitchCredit c => new AskedCredit(c.Ledger.Value, c.IsOn) { Id = id },
            ProposeAgreement c => new AskedProposal(
                c.Ledger.Value, c.Account.Value, c.AmountMinor, c.TermMonths, c.RepaymentMinor, c.SavingMinor) { Id = id },
            CastVote c => new AskedVote(c.Agreement.Value, c.Member.Value, (int)c.Choice) { Id = id },
            SignAgreement c => new AskedSignature(c.Agreement.Value, c.Member.Value) { Id = id },
            EndAgreement c => new AskedAgreementEnd(c.Agreement.Value, c.IsWithdrawal) { Id = id },
            TakeOverPoints c => new AskedPoints(
                c.Ledger.Value, [.. c.Points.Select(static one => (one.Account.Value, one.PointsMinor))]) { Id = id },
            EnterHolder c => new AskedHolder(
                c.Ledger.Value, c.Member.Value, (int)c.Profile.Class, c.Profile.FirstClearing, c.Profile.TurnoverMonths,
                c.Profile.IsLongEntitled, c.DepreciationMinor, c.ValidFrom) { Id = id },
            RegisterSeries c => new AskedSeries(c.Ledger.Value, c.Code, c.IssuedOn, c.LastValidDay) { Id = id },
            PrintNotes c => new AskedPrint(
                c.Ledger.Value, c.Notes.ToString(), c.Value.Minor, c.Value.Currency.Code, c.Value.Currency.Scale) { Id = id },
            OpenTill c => new AskedTillOpening(c.Ledger.Value, string.Join(", ", c.Notes), c.Actor) { Id = id },
            CloseTill c => new AskedTillClosing(
                c.Till.Value, c.Counted.ToString(), string.Join(", ", c.Notes), c.Actor) { Id = id },
            SetPeriodCalendar c => new AskedPeriodCalendar(
                c.Ledger.Value, c.Cycle, c.ClosesAt, c.Weekend, c.Holidays, c.FirstDate) { Id = id },
            SignOffPeriod c => new AskedPeriodMark(c.Ledger.Value, c.No, IsPublished: false) { Id = id },
            PublishPeriod c => new AskedPeriodMark(c.Ledger.Value, c.No, IsPublished: true) { Id = id },
            RequestPayment c => new AskedRequest(
                c.Payee.Value, c.Payer.Value, c.AmountMinor, (int)c.TransferKind, c.Purpose, c.Expiry) { Id = id },
            EndRequest c => new AskedRequestEnd(c.Request.Value, c.IsWithdrawal) { Id = id },
            OpenAccount c => new AskedAccount(c.Ledger.Value, c.Code, c.Member.Value, c.Floor, c.Ceiling) { Id = id },
            SetCalendar c => new AskedCalendar(c.Region.Value, c.Cycle, c.ClosesAt, c.Weekend) { Id = id },
            _ => null,
        };
    }
}
