using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Silo.Access;
using Regional.Silo.Problems;
using Regional.Silo.Views;

namespace Regional.Silo.Api.Payments;

/// <summary>Hands orders to the grains and turns what became of them into answers.</summary>
internal sealed class PaymentDesk(IGrainFactory grains, CommandDesk desk, PostingViews views)
{
    public IAccountGrain Account(AccountId account) => grains.GetGrain<IAccountGrain>(account.ToString());

    public IRegionGrain Region(RegionId region) => grains.GetGrain<IRegionGrain>(region.ToString());

    public ValueTask<PostingOutcome> PayAsync(PaymentOrder order) => Account(order.Legs[0].Debit).PayAsync(order);

    /// <summary>Pays and answers.</summary>
    public async Task<IResult> AnswerAsync(Caller caller, PaymentOrder order) =>
        desk.CheckBudget(caller)
        ?? await AnswerAsync(caller, await PayAsync(order), [.. order.Legs.Select(static leg => leg.Amount)]);

    /// <summary>Answers for a posting's outcome.</summary>
    public Task<IResult> AnswerAsync(Caller caller, PostingOutcome outcome, IReadOnlyList<Amount>? amounts = null) =>
        AfterTheDeed.AnswerAsync(async () => outcome switch
        {
            PostingOutcome.Posted posted => Answer.Done(
                await views.ViewAsync(posted.Receipt, posted.IsReplay, caller, CancellationToken.None, amounts),
                posted.IsReplay),
            PostingOutcome.Refused refused => await desk.RefuseAsync(caller, refused.Refusal),
            _ => throw new InvariantViolation($"A posting was answered as {outcome.GetType().Name}."),
        });
}
