using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Schemes;
using Regional.Contracts.Schemes.Komoko;
using Regional.Contracts.Schemes.SavingsPool;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Komoko;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.Komoko;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Simulation.History;

namespace Regional.Simulation.Clients;

/// <summary>Puts what a client asks into the product's words.</summary>
internal static class Orders
{
    private const string Actor = "member:sim";

    public static PaymentOrder Of(AskedPayment asked) => new()
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Legs = [.. asked.Legs.Select(static leg => new PaymentLeg
        {
            Debit = new AccountId(leg.Debit),
            Credit = new AccountId(leg.Credit),
            Amount = new Amount(leg.Amount, new Currency(leg.Currency, leg.Scale)),
            Purpose = leg.Purpose,
            IsPending = leg.IsPending,
            Expiry = leg.Expiry,
            ForcedReason = leg.Forced,
        })],
        Details = Details(asked.Texts),
        Request = Operation(asked.Request),
    };

    public static ResolutionOrder Of(AskedResolution asked) => new()
    {
        Id = new OperationId(asked.Id),
        Pending = new TransferId(new OperationId(asked.Posting), asked.Leg),
        Action = (TransferAction)(int)asked.Action,
        AmountMinor = asked.Amount,
        Details = Details(asked.Texts),
    };

    public static TradeOrder Of(AskedTrade asked) => new()
    {
        Id = new OperationId(asked.Id),
        Payer = new AccountId(asked.Payer),
        Payee = new AccountId(asked.Payee),
        PayeeAmountMinor = asked.Amount,
        Currency = new Currency(asked.Currency, asked.Scale),
        Purpose = asked.Purpose,
        PayerAmountMaxMinor = asked.PayerMax,
        Details = Details(asked.Texts),
        Request = Operation(asked.Request),
    };

    public static CorrectionOrder Of(AskedCorrection asked) => new()
    {
        Id = new OperationId(asked.Id),
        Corrects = new OperationId(asked.Corrects),
        Reason = asked.Reason,
        Details = Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedDeposit asked) => new DepositOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Account = new AccountId(asked.Account),
        Bank = new AccountId(asked.Bank),
        Amount = new Amount(asked.Amount, new Currency(asked.Currency, asked.Scale)),
        Details = Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedWithdrawal asked) => new WithdrawOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Account = new AccountId(asked.Account),
        Bank = new AccountId(asked.Bank),
        Amount = new Amount(asked.Amount, new Currency(asked.Currency, asked.Scale)),
        Agreement = Operation(asked.Agreement),
        Details = Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedCashReturn asked) => new ReturnSettlementCashOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Bank = new AccountId(asked.Bank),
        Details = Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedDemurrage asked) => new ChargeDemurrageOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Account = new AccountId(asked.Account),
        Details = Details(asked.Texts),
    };

    public static SchemeOrder Of(AskedTurnoverEnd asked) => new ClearTurnoverOrder
    {
        Id = new OperationId(asked.Id),
        Ledger = new LedgerId(asked.Ledger),
        Financial = new AccountId(asked.Financial),
        Real = new AccountId(asked.Real),
        Details = Details(asked.Texts),
    };

    public static Command Of(AskedChange asked)
    {
        var id = new OperationId(asked.Id);
        return asked switch
        {
            AskedLimits a => new SetLimits(new AccountId(a.Account), a.Floor, a.Ceiling) { Id = id, Actor = Actor },
            AskedStatus a => new SetStatus(new AccountId(a.Account), (AccountStatus)a.Status) { Id = id, Actor = Actor },
            AskedEnd a => new CloseAccount(new AccountId(a.Account)) { Id = id, Actor = Actor },
            AskedSuspension a => new SetCommunityStatus(new CommunityId(a.Community), a.IsSuspended) { Id = id, Actor = Actor },
            AskedRate a => new SetRate(
                new LedgerId(a.Ledger), (TransferKind)a.Kind, a.Purpose, (RateSide)a.Side, new Rate(a.Numerator, a.Denominator),
                a.From)
            {
                Id = id,
                Actor = Actor,
            },
            AskedTerms a => new SetTerms(
                new LedgerId(a.Ledger), a.From, ImmutableSortedDictionary<string, string>.Empty.Add(a.Name, a.Value))
            {
                Id = id,
                Actor = Actor,
            },
            AskedCredit a => new SwitchCredit(new LedgerId(a.Ledger), a.IsOn) { Id = id, Actor = Actor },
            AskedProposal a => new ProposeAgreement(
                new LedgerId(a.Ledger), new AccountId(a.Account), a.Amount, a.Term, a.Repayment, a.Saving) { Id = id, Actor = Actor },
            AskedVote a => new CastVote(new OperationId(a.Agreement), new MemberId(a.Member), (VoteChoice)a.Choice)
            {
                Id = id,
                Actor = Actor,
            },
            AskedSignature a => new SignAgreement(new OperationId(a.Agreement), new MemberId(a.Member)) { Id = id, Actor = Actor },
            AskedAgreementEnd a => new EndAgreement(new OperationId(a.Agreement), a.IsWithdrawal) { Id = id, Actor = Actor },
            AskedPoints a => new TakeOverPoints(
                new LedgerId(a.Ledger),
                [.. a.Points.Select(static one => new AccountPoints(new AccountId(one.Account), one.Points))])
            {
                Id = id,
                Actor = Actor,
            },
            AskedHolder a => new EnterHolder(
                new LedgerId(a.Ledger), new MemberId(a.Member),
                new HolderProfile((HolderClass)a.Class, a.FirstClearing, a.Months, a.IsLong), a.Depreciation, a.From)
            {
                Id = id,
                Actor = Actor,
            },
            AskedSeries or AskedPrint or AskedTillOpening or AskedTillClosing => CounterOrders.Of(asked),
            AskedPeriodCalendar a => new SetPeriodCalendar(
                new LedgerId(a.Ledger), a.Cycle, a.ClosesAt, a.Weekend, a.Holidays, a.FirstDate) { Id = id, Actor = Actor },
            AskedPeriodMark { IsPublished: true } a => new PublishPeriod(new LedgerId(a.Ledger), a.No) { Id = id, Actor = Actor },
            AskedPeriodMark a => new SignOffPeriod(new LedgerId(a.Ledger), a.No) { Id = id, Actor = Actor },
            AskedRequest a => new RequestPayment(
                new AccountId(a.Payee), new AccountId(a.Payer), a.Amount, (TransferKind)a.Kind, a.Purpose, Reference: null,
                DocumentNumber: null, a.Expiry)
            {
                Id = id,
                Actor = Actor,
            },
            AskedRequestEnd a => new EndRequest(new OperationId(a.Request), a.IsWithdrawal) { Id = id, Actor = Actor },
            AskedAccount a => new OpenAccount(
                new LedgerId(a.Ledger), a.Code, new MemberId(a.Member), AccountKind.General, a.Floor, a.Ceiling)
            {
                Id = id,
                Actor = Actor,
            },
            AskedCalendar a => new SetCalendar(new RegionId(a.Region), a.Cycle, a.ClosesAt, a.Weekend, []) { Id = id, Actor = Actor },
            _ => throw new InvalidOperationException($"No command for {asked}."),
        };
    }

    public static OrderDetails Details(AskedTexts texts) => new()
    {
        EnteredBy = Actor,
        BusinessDate = texts.Date,
        IsDateGiven = texts.IsDateGiven,
        Reference = texts.Reference,
        DocumentNumber = texts.Document,
        ClaimsDocument = texts.ClaimsDocument,
    };

    private static OperationId? Operation(Guid? id) => id is { } given ? new OperationId(given) : null;
}
