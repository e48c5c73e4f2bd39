using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;

namespace Regional.Simulation.Model.Commands;

/// <summary>Which function carries out which command.</summary>
internal static class CommandRouter
{
    public static CommandOutcome Run(Command command, CommandContext context) => command switch
    {
        CreateRegion c => PartyExecutions.Run(c, context),
        JoinRegion c => PartyExecutions.Run(c, context),
        CreateCommunity c => PartyExecutions.Run(c, context),
        CreateLedger c => PartyExecutions.Run(c, context),
        AddMember c => PartyExecutions.Run(c, context),
        SetCommunityStatus c => PartyExecutions.Run(c, context),
        OpenAccount c => AccountExecutions.Run(c, context),
        SetLimits c => AccountExecutions.Run(c, context),
        SetStatus c => AccountExecutions.Run(c, context),
        CloseAccount c => AccountExecutions.Run(c, context),
        SetRate c => TermsExecutions.Run(c, context),
        SetTerms c => TermsExecutions.Run(c, context),
        IssueToken c => AccessExecutions.Run(c, context),
        RevokeToken c => AccessExecutions.Run(c, context),
        RequestPayment c => TradeExecutions.Run(c, context),
        EndRequest c => TradeExecutions.Run(c, context),
        QueueTrade c => TradeExecutions.Run(c, context),
        EndQueuedTrade c => TradeExecutions.Run(c, context),
        SetCalendar c => WindowExecutions.Run(c, context),
        CutWindow c => WindowExecutions.Run(c, context),
        CloseWindow c => WindowExecutions.Run(c, context),
        PlanSettlement c => SettlementExecutions.Run(c, context),
        RecordWindowStep c => SettlementExecutions.Run(c, context),
        DeclareArrears c => SettlementExecutions.Run(c, context),
        SetPeriodCalendar c => PeriodExecutions.Run(c, context),
        BeginPeriodEnd c => PeriodExecutions.Run(c, context),
        TotalPeriodChunk c => PeriodSteps.Run(c, context),
        RecordPeriodChunk c => PeriodSteps.Run(c, context),
        CompletePeriod c => PeriodSteps.Run(c, context),
        SignOffPeriod c => PeriodExecutions.Run(c, context),
        PublishPeriod c => PeriodExecutions.Run(c, context),
        SwitchCredit c => CreditExecutions.Run(c, context),
        ProposeAgreement c => PoolExecutions.Run(c, context),
        CastVote c => PoolExecutions.Run(c, context),
        SignAgreement c => PoolExecutions.Run(c, context),
        EndAgreement c => PoolExecutions.Run(c, context),
        TakeOverPoints c => PoolExecutions.Run(c, context),
        EnterHolder c => KomokoExecutions.Run(c, context),
        ApproveProject c => KomokoExecutions.Run(c, context),
        RegisterSeries c => CouponExecutions.Run(c, context),
        PrintNotes c => CouponExecutions.Run(c, context),
        OpenTill c => CouponExecutions.Run(c, context),
        CloseTill c => CouponExecutions.Run(c, context),
        SetPin c => CouponExecutions.Run(c, context),
        _ => throw new InvariantViolation($"The model does not know {command.GetType().Name}."),
    };
}
