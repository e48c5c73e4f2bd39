using System.Globalization;
using Orleans;
using Orleans.Concurrency;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Coordination;
using Regional.Grains.Memory;

namespace Regional.Grains.Accounts;

/// <inheritdoc cref="IAccountGrain" />
[Reentrant]
[GrainType("account")]
internal sealed class AccountGrain(
    AccountBoard board,
    TermsCache terms,
    SchemePlanner planner,
    PostingCoordinator coordinator,
    PendingEnds ends,
    TimeProvider time) : HolderGrain(board, time), IAccountGrain
{
    private readonly Turnstile _turnstile = new();
    private AccountId _id;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _id = new AccountId(long.Parse(this.GetPrimaryKeyString(), CultureInfo.InvariantCulture));
        await Board.ReadAsync(_id, cancellationToken);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Board.Forget(_id);
        return Task.CompletedTask;
    }

    public ValueTask<PostingOutcome> PayAsync(PaymentOrder order)
    {
        var header = Postings.Of(
            order.Id, OperationKind.Posting, OrderFingerprints.Of(order), order.Details, legs: []) with
        {
            Effects = order.Request is { } request ? [new RequestApproved(request)] : [],
        };
        return PlanAndCommitAsync(
            order.Ledger,
            header,
            () => planner.PlanAsync(order),
            posting => posting with
            {
                Facts = [.. posting.Facts, .. Postings.Claims(order.Details, posting.Legs[0])],
            });
    }

    public ValueTask<PostingOutcome> CarryOutAsync(SchemeOrder order) => PlanAndCommitAsync(
        order.Ledger,
        Postings.Of(order.Id, order.Kind, OrderFingerprints.Of(order), order.Details, legs: []) with
        {
            Corrects = order.Corrects,
        },
        () => planner.PlanAsync(order),
        static posting => posting);

    public async ValueTask<PostingOutcome> ResolveAsync(ResolutionOrder order)
    {
        if (await ends.FindAsync(order.Pending) is not { } pending)
        {
            return new PostingOutcome.Refused(Refusal.For(
                RefusalReason.NotFound, new("what", "pending transfer"), new("value", $"{order.Pending}")));
        }

        var amount = order is { Action: TransferAction.PostPending, AmountMinor: { } part }
            ? new Amount(part, pending.Transfer.Amount.Currency)
            : pending.Transfer.Amount;
        var header = Postings.Of(
            order.Id, OperationKind.Resolution, OrderFingerprints.Of(order), order.Details, legs: []) with
        {
            Trade = pending.Placed.Trade,
        };
        return await PlanAndCommitAsync(
            pending.Transfer.Ledger,
            header,
            () => ends.PlanByHandAsync(pending, order.Action, amount, order.Details.BusinessDate),
            static posting => posting);
    }

    protected override bool Owns(AccountState account) => account.Id == _id;

    // A scheme's state goes with each payment, so its plans of one payer follow each other; plain ledgers need not wait.
    private async ValueTask<PostingOutcome> PlanAndCommitAsync(
        LedgerId ledger, Posting header, Func<ValueTask<SchemePosting>> plan, Func<Posting, Posting> complete) =>
        await planner.HasStateAsync(ledger)
            ? await _turnstile.PassAsync(() => PlanUntilFreshAsync(header, plan, complete))
            : await PlanUntilFreshAsync(header, plan, complete);

    private async ValueTask<PostingOutcome> PlanUntilFreshAsync(
        Posting header, Func<ValueTask<SchemePosting>> plan, Func<Posting, Posting> complete)
    {
        for (var attempt = 1; ; attempt++)
        {
            var planned = await plan();
            var posting = header.Planned(planned);
            var outcome = planned.Refusal is { } refusal
                ? await coordinator.RefuseAsync(posting, refusal)
                : await CommitAsync(complete(posting));
            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }

            terms.Clear();
        }
    }

    private async ValueTask<PostingOutcome> CommitAsync(Posting posting) =>
        PostingForm.Check(posting) is { } malformed
            ? new PostingOutcome.Refused(malformed)
            : await coordinator.CommitAsync(posting, Self);
}
