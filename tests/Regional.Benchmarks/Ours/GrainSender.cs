using System.Collections.Concurrent;
using System.Globalization;
using Regional.Benchmarks.Towns;
using Regional.Benchmarks.Workloads;
using Regional.Contracts;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;

namespace Regional.Benchmarks.Ours;

/// <summary>Orders as calls of the grains, from within the silo: what its HTTP edge does. Shared by all callers.</summary>
internal sealed class GrainSender(IGrainFactory grains, Town town) : ISender
{
    private static readonly Currency Unit = new(Town.Currency, Town.Scale);

    private readonly ConcurrentDictionary<long, IAccountGrain> _accounts = new();

    private readonly IRegionGrain _region =
        grains.GetGrain<IRegionGrain>(town.Region.ToString(CultureInfo.InvariantCulture));

    /// <summary>The member's grain.</summary>
    public IAccountGrain Account(long account) => _accounts.GetOrAdd(
        account, static (id, grains) => grains.GetGrain<IAccountGrain>(id.ToString(CultureInfo.InvariantCulture)), grains);

    public async ValueTask<Answered> SendAsync(Order order)
    {
        try
        {
            return order.Shape switch
            {
                OrderShape.Transfer or OrderShape.Fees => Answer(await Account(order.Payer).PayAsync(Pay(order))),
                OrderShape.Trade => await TradeAsync(order),
                OrderShape.Hold => await HoldAsync(order),
            };
        }
        catch (Exception fault) when (fault is LedgerUnavailable or OutcomeUnknown or TimeoutException)
        {
            return Answered.Failed;
        }
    }

    private PaymentOrder Pay(Order order) => new()
    {
        Id = new OperationId(order.Id),
        Ledger = new LedgerId(town.Quarters[order.PayerQuarter].Ledger),
        Legs = order.Shape == OrderShape.Fees
            ? [Leg(order, order.Payee), Leg(order, town.Main.Fees, "fee"), Leg(order, town.Main.Levy, "fee")]
            : [Leg(order, order.Payee)],
        Details = Details(),
    };

    private static PaymentLeg Leg(Order order, long payee, string purpose = Purposes.Goods) => new()
    {
        Debit = new AccountId(order.Payer),
        Credit = new AccountId(payee),
        Amount = new Amount(order.Amount, Unit),
        Purpose = purpose,
        IsPending = order.Shape == OrderShape.Hold,
    };

    private async ValueTask<Answered> TradeAsync(Order order) =>
        await _region.TradeAsync(new TradeOrder
        {
            Id = new OperationId(order.Id),
            Payer = new AccountId(order.Payer),
            Payee = new AccountId(order.Payee),
            PayeeAmountMinor = order.Amount,
            Currency = Unit,
            Details = Details(),
        }) switch
        {
            TradePosted => Answered.Posted,
            TradeRefused refused => Answer(refused.Refusal),
            _ => Answered.Refused,
        };

    private async ValueTask<Answered> HoldAsync(Order order)
    {
        var grain = Account(order.Payer);
        var held = Answer(await grain.PayAsync(Pay(order)));
        return held != Answered.Posted
            ? held
            : Answer(await grain.ResolveAsync(new ResolutionOrder
            {
                Id = new OperationId(order.Second),
                Pending = new TransferId(new OperationId(order.Id), 0),
                Action = TransferAction.PostPending,
                Details = Details(),
            }));
    }

    private static OrderDetails Details() => new() { EnteredBy = Town.Actor, BusinessDate = Town.Day };

    private static Answered Answer(PostingOutcome outcome) => outcome switch
    {
        PostingOutcome.Posted => Answered.Posted,
        PostingOutcome.Refused refused => Answer(refused.Refusal),
        _ => Answered.Failed,
    };

    private static Answered Answer(Refusal refusal) =>
        refusal.Reason is RefusalReason.Overloaded or RefusalReason.Busy ? Answered.Shed : Answered.Refused;
}
