using System.Globalization;
using Orleans;
using Orleans.Concurrency;
using Regional.Contracts.Directory;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
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
    ILedgerDirectory directory,
    TimeProvider time) : HolderGrain(board, time), IAccountGrain
{
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

    public async ValueTask<PostingOutcome> PayAsync(PaymentOrder order)
    {
        var fingerprint = OrderFingerprints.Of(order);
        for (var attempt = 1; ; attempt++)
        {
            if (!(await planner.PlanAsync(order)).TryGet(out var plan, out var refusal))
            {
                return await coordinator.RefuseAsync(
                    Postings.Of(order.Id, OperationKind.Posting, fingerprint, order.Details, legs: []), refusal);
            }

            var posting = Postings.Of(order.Id, OperationKind.Posting, fingerprint, order.Details, plan.Legs) with
            {
                Facts = [.. plan.Facts, .. Postings.Claims(order.Details, plan.Legs[0])],
                Effects = order.Request is { } request ? [new RequestApproved(request)] : [],
                DecidedUnder = plan.DecidedUnder,
            };
            var outcome = await CommitAsync(posting);
            if (!IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }

            terms.Clear();
        }
    }

    public async ValueTask<PostingOutcome> ResolveAsync(ResolutionOrder order)
    {
        var pending = await directory.FindPendingAsync(order.Pending, CancellationToken.None);
        var placed = pending is null ? [] : await directory.FindLegsAsync(order.Pending.Posting, CancellationToken.None);
        if (pending is null || placed.Length <= order.Pending.Leg)
        {
            return Refused(RefusalReason.NotFound, new("what", "pending transfer"), new("value", $"{order.Pending}"));
        }

        var leg = placed[order.Pending.Leg];
        var isPost = order.Action == TransferAction.PostPending;
        return await CommitAsync(Postings.Of(
            order.Id,
            OperationKind.Resolution,
            OrderFingerprints.Of(order),
            order.Details,
            [
                leg.Leg with
                {
                    Amount = isPost && order.AmountMinor is { } part
                        ? new Amount(part, pending.Amount.Currency)
                        : pending.Amount,
                    Action = order.Action,
                    Expiry = null,
                    Resolves = order.Pending,
                },
            ]) with { Trade = leg.Trade });
    }

    protected override bool Owns(AccountState account) => account.Id == _id;

    private async ValueTask<PostingOutcome> CommitAsync(Posting posting) =>
        PostingForm.Check(posting) is { } malformed
            ? new PostingOutcome.Refused(malformed)
            : await coordinator.CommitAsync(posting, Self);

    private static bool IsStale(PostingOutcome outcome) =>
        outcome is PostingOutcome.Refused { Refusal.Reason: RefusalReason.TermsChanged };

    private static PostingOutcome.Refused Refused(RefusalReason reason, params ReadOnlySpan<RefusalFact> facts) =>
        new(Refusal.For(reason, facts));
}
