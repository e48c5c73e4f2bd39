using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Coupons;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Storage.Registry.Access;
using Regional.Storage.Registry.Accounts;
using Regional.Storage.Registry.Coupons;
using Regional.Storage.Registry.Komoko;
using Regional.Storage.Registry.MutualCredit;
using Regional.Storage.Registry.Parties;
using Regional.Storage.Registry.Periods;
using Regional.Storage.Registry.SavingsPool;
using Regional.Storage.Registry.Terms;
using Regional.Storage.Registry.Trades;
using Regional.Storage.Registry.Windows;

namespace Regional.Storage.Registry;

/// <summary>Which class carries out which command.</summary>
internal static class CommandRouter
{
    public static Task<CommandOutcome> RunAsync(Command command, CommandScope scope) => command switch
    {
        CreateRegion c => CreateRegionExecution.RunAsync(c, scope),
        JoinRegion c => JoinRegionExecution.RunAsync(c, scope),
        CreateCommunity c => CreateCommunityExecution.RunAsync(c, scope),
        CreateLedger c => CreateLedgerExecution.RunAsync(c, scope),
        AddMember c => AddMemberExecution.RunAsync(c, scope),
        SetCommunityStatus c => SetCommunityStatusExecution.RunAsync(c, scope),
        OpenAccount c => OpenAccountExecution.RunAsync(c, scope),
        SetLimits c => SetLimitsExecution.RunAsync(c, scope),
        SetStatus c => SetStatusExecution.RunAsync(c, scope),
        CloseAccount c => CloseAccountExecution.RunAsync(c, scope),
        SetRate c => SetRateExecution.RunAsync(c, scope),
        SetTerms c => SetTermsExecution.RunAsync(c, scope),
        IssueToken c => IssueTokenExecution.RunAsync(c, scope),
        RevokeToken c => RevokeTokenExecution.RunAsync(c, scope),
        RequestPayment c => RequestPaymentExecution.RunAsync(c, scope),
        EndRequest c => EndRequestExecution.RunAsync(c, scope),
        QueueTrade c => QueueTradeExecution.RunAsync(c, scope),
        EndQueuedTrade c => EndQueuedTradeExecution.RunAsync(c, scope),
        SetCalendar c => SetCalendarExecution.RunAsync(c, scope),
        CutWindow c => CutWindowExecution.RunAsync(c, scope),
        CloseWindow c => CloseWindowExecution.RunAsync(c, scope),
        PlanSettlement c => PlanSettlementExecution.RunAsync(c, scope),
        RecordWindowStep c => RecordWindowStepExecution.RunAsync(c, scope),
        DeclareArrears c => DeclareArrearsExecution.RunAsync(c, scope),
        ProposeAgreement c => ProposeAgreementExecution.RunAsync(c, scope),
        CastVote c => CastVoteExecution.RunAsync(c, scope),
        SignAgreement c => SignAgreementExecution.RunAsync(c, scope),
        EndAgreement c => EndAgreementExecution.RunAsync(c, scope),
        TakeOverPoints c => TakeOverPointsExecution.RunAsync(c, scope),
        RegisterSeries c => RegisterSeriesExecution.RunAsync(c, scope),
        PrintNotes c => PrintNotesExecution.RunAsync(c, scope),
        OpenTill c => OpenTillExecution.RunAsync(c, scope),
        CloseTill c => CloseTillExecution.RunAsync(c, scope),
        SetPin c => SetPinExecution.RunAsync(c, scope),
        SetPeriodCalendar c => SetPeriodCalendarExecution.RunAsync(c, scope),
        BeginPeriodEnd c => BeginPeriodEndExecution.RunAsync(c, scope),
        TotalPeriodChunk c => TotalPeriodChunkExecution.RunAsync(c, scope),
        RecordPeriodChunk c => RecordPeriodChunkExecution.RunAsync(c, scope),
        CompletePeriod c => CompletePeriodExecution.RunAsync(c, scope),
        SignOffPeriod c => AdvancePeriodExecution.RunAsync(c, scope),
        PublishPeriod c => AdvancePeriodExecution.RunAsync(c, scope),
        EnterHolder c => EnterHolderExecution.RunAsync(c, scope),
        ApproveProject c => ApproveProjectExecution.RunAsync(c, scope),
        SwitchCredit c => SwitchCreditExecution.RunAsync(c, scope),
        DeclarePay c => DeclarePayExecution.RunAsync(c, scope),
        GrantLimits c => GrantLimitsExecution.RunAsync(c, scope),
        RecordForm c => PeopleExecutions.RunAsync(c, scope),
        PostNotice c => PeopleExecutions.RunAsync(c, scope),
        EndNotice c => PeopleExecutions.RunAsync(c, scope),
        EnterIndicators c => EnterIndicatorsExecution.RunAsync(c, scope),
        RecordDecision c => RecordDecisionExecution.RunAsync(c, scope),
        _ => throw new InvariantViolation($"Nothing carries out {command.GetType().Name}."),
    };
}
