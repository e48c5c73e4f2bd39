using System.Text.Json;
using System.Text.Json.Serialization;

namespace Regional.Client.Model;

/// <summary>
/// How every record is written and read: camelCase, strict numbers, dates ISO 8601, absent instead of null. A member a
/// request does not have is an error; a member a reader does not know is skipped, so that servers may add some.
/// </summary>
/// <remarks>
/// The source generator sets absent <c>init</c> members to null, past their initializers: members with a default say it
/// in their getter.
/// </remarks>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    NumberHandling = JsonNumberHandling.Strict,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    PropertyNameCaseInsensitive = false,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(Page<Problem>))]
[JsonSerializable(typeof(CommandView))]
[JsonSerializable(typeof(CommandBody))]
[JsonSerializable(typeof(CreateRegionBody))]
[JsonSerializable(typeof(Page<RegionView>))]
[JsonSerializable(typeof(CreateCommunityBody))]
[JsonSerializable(typeof(JoinRegionBody))]
[JsonSerializable(typeof(SetCommunityStatusBody))]
[JsonSerializable(typeof(Page<CommunityView>))]
[JsonSerializable(typeof(CreateLedgerBody))]
[JsonSerializable(typeof(Page<LedgerView>))]
[JsonSerializable(typeof(AddMemberBody))]
[JsonSerializable(typeof(Page<MemberView>))]
[JsonSerializable(typeof(OpenAccountBody))]
[JsonSerializable(typeof(SetLimitsBody))]
[JsonSerializable(typeof(SetAccountStatusBody))]
[JsonSerializable(typeof(Page<AccountView>))]
[JsonSerializable(typeof(EnterHolderBody))]
[JsonSerializable(typeof(ApproveProjectBody))]
[JsonSerializable(typeof(MaturitiesView))]
[JsonSerializable(typeof(EndMonthBody))]
[JsonSerializable(typeof(SetOverdraftsBody))]
[JsonSerializable(typeof(OverdraftsView))]
[JsonSerializable(typeof(Page<LotHistoryView>))]
[JsonSerializable(typeof(Page<BidView>))]
[JsonSerializable(typeof(SetRateBody))]
[JsonSerializable(typeof(Page<RateView>))]
[JsonSerializable(typeof(SetTermsBody))]
[JsonSerializable(typeof(Page<TermsView>))]
[JsonSerializable(typeof(SetCalendarBody))]
[JsonSerializable(typeof(TransferBody))]
[JsonSerializable(typeof(PostingBody))]
[JsonSerializable(typeof(PostPendingBody))]
[JsonSerializable(typeof(CorrectBody))]
[JsonSerializable(typeof(PostingView))]
[JsonSerializable(typeof(Page<PendingView>))]
[JsonSerializable(typeof(OperationView))]
[JsonSerializable(typeof(TradeBody))]
[JsonSerializable(typeof(QuoteView))]
[JsonSerializable(typeof(Page<TradeView>))]
[JsonSerializable(typeof(RequestPaymentBody))]
[JsonSerializable(typeof(Page<RequestView>))]
[JsonSerializable(typeof(BatchBody))]
[JsonSerializable(typeof(BatchView))]
[JsonSerializable(typeof(StatementPage))]
[JsonSerializable(typeof(CommunitySummary))]
[JsonSerializable(typeof(PositionsView))]
[JsonSerializable(typeof(ProofView))]
[JsonSerializable(typeof(Page<WindowView>))]
[JsonSerializable(typeof(ClearingView))]
[JsonSerializable(typeof(WindowReport))]
[JsonSerializable(typeof(Page<InstructionView>))]
[JsonSerializable(typeof(CommitEvent))]
[JsonSerializable(typeof(VerifyLine))]
[JsonSerializable(typeof(IssueTokenBody))]
[JsonSerializable(typeof(Page<TokenView>))]
[JsonSerializable(typeof(SeriesBody))]
[JsonSerializable(typeof(PrintBody))]
[JsonSerializable(typeof(Page<SeriesView>))]
[JsonSerializable(typeof(OpenTillBody))]
[JsonSerializable(typeof(CloseTillBody))]
[JsonSerializable(typeof(Page<TillView>))]
[JsonSerializable(typeof(NoteView))]
[JsonSerializable(typeof(MemberFormBody))]
[JsonSerializable(typeof(NoticeBody))]
[JsonSerializable(typeof(Page<NoticeView>))]
[JsonSerializable(typeof(Page<string>))]
[JsonSerializable(typeof(CouponReportView))]
[JsonSerializable(typeof(CounterBody))]
[JsonSerializable(typeof(ExchangeBody))]
[JsonSerializable(typeof(PinBody))]
[JsonSerializable(typeof(ConversionBody))]
[JsonSerializable(typeof(PoolDepositBody))]
[JsonSerializable(typeof(PoolWithdrawalBody))]
[JsonSerializable(typeof(ProposeAgreementBody))]
[JsonSerializable(typeof(VoteBody))]
[JsonSerializable(typeof(SignatureBody))]
[JsonSerializable(typeof(TakeOverPointsBody))]
[JsonSerializable(typeof(Page<AgreementView>))]
[JsonSerializable(typeof(PoolStatementView))]
[JsonSerializable(typeof(PoolMonthView))]
[JsonSerializable(typeof(MonthEndView))]
[JsonSerializable(typeof(Page<AccountMonthView>))]
public sealed partial class WireJson : JsonSerializerContext;
