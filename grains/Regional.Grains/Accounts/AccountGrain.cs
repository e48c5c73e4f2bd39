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
    private readonly TimeProvider _time = time;
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
            order.Id, OperationKind.Posting, OrderFingerprints.Of(order), order.Details, legs: []);
        if (order.Request is { } request)
        {
            header = header with { Effects = [new RequestApproved(request)] };
        }

        return PlanAndCommitAsync(new PlannedOrder(
            order.Ledger,
            header,
            order.Details,
            details => planner.PlanAsync(ReferenceEquals(details, order.Details) ? order : order with { Details = details }))
        {
            ClaimsDocument = order.Details.ClaimsDocument,
        });
    }

    public ValueTask<PostingOutcome> CarryOutAsync(SchemeOrder order) => PlanAndCommitAsync(new PlannedOrder(
        order.Ledger,
        Postings.Of(order.Id, order.Kind, OrderFingerprints.Of(order), order.Details, legs: []) with
        {
            Corrects = order.Corrects,
        },
        order.Details,
        details => planner.PlanAsync(order with { Details = details })));

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
            new PlannedOrder(
                pending.Transfer.Ledger,
                header,
                order.Details,
                details => ends.PlanByHandAsync(pending, order.Action, amount, details.BusinessDate))
            {
                IsLine = order.Action == TransferAction.PostPending,
            });
    }

    protected override bool Owns(AccountState account) => account.Id == _id;

    // A scheme's state goes with each payment, so its plans of one payer follow each other; plain ledgers need not wait.
    private ValueTask<PostingOutcome> PlanAndCommitAsync(PlannedOrder order)
    {
        var hasState = planner.HasStateAsync(order.Ledger);
        return hasState.IsCompletedSuccessfully && !hasState.Result
            ? PlanUntilFreshAsync(order)
            : PlanInTurnAsync(order, hasState.IsCompletedSuccessfully ? new(true) : hasState);
    }

    private async ValueTask<PostingOutcome> PlanInTurnAsync(PlannedOrder order, ValueTask<bool> hasState) =>
        await hasState
            ? await _turnstile.PassAsync(() => PlanUntilFreshAsync(order))
            : await PlanUntilFreshAsync(order);

    private async ValueTask<PostingOutcome> PlanUntilFreshAsync(PlannedOrder order)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (posting, refusal) = await PlanAsync(order);
            var outcome = refusal is null
                ? await CommitAsync(posting)
                : await coordinator.RefuseAsync(posting, refusal);
            if (!Postings.IsStale(outcome) || attempt == Postings.ReplanCountMax)
            {
                return outcome;
            }

            terms.Clear();
        }
    }

    private async ValueTask<(Posting Posting, Refusal? Refusal)> PlanAsync(PlannedOrder order)
    {
        var details = order.Details;
        var ledger = order.IsLine ? await terms.FindAsync(order.Ledger, CancellationToken.None) : null;
        if (ledger is not null
            && !BookingDates.Of(details, [ledger], _time.GetUtcNow()).TryGet(out details, out var late))
        {
            return (order.Header.Under(ledger), late);
        }

        var planned = await order.Plan(details);
        var posting = order.Header with
        {
            BusinessDate = details.BusinessDate,
            DocumentDate = details.DocumentDate,
            Legs = planned.Legs,
            Facts = order.ClaimsDocument && planned.Refusal is null
                ? planned.Facts.AddRange(Postings.Claims(order.Details, planned.Legs[0]))
                : planned.Facts,
            DecidedUnder = planned.DecidedUnder,
            DecidedOn = planned.DecidedOn,
        };
        return (ledger is null ? posting : posting.Under(ledger), planned.Refusal);
    }

    private ValueTask<PostingOutcome> CommitAsync(Posting posting) =>
        PostingForm.Check(posting) is { } malformed
            ? new(new PostingOutcome.Refused(malformed))
            : coordinator.CommitAsync(posting, Self);
}

/// <summary>An order on its way to a posting: planned anew whenever what it rests on has moved.</summary>
/// <param name="Ledger">The ledger all its legs are in.</param>
/// <param name="Header">The posting without legs.</param>
/// <param name="Details">As ordered.</param>
/// <param name="Plan">Asks the scheme, under the details as they are booked.</param>
internal sealed record PlannedOrder(
    LedgerId Ledger, Posting Header, OrderDetails Details, Func<OrderDetails, ValueTask<SchemePosting>> Plan)
{
    /// <summary>Whether it counts for a period: what only lets go of a held amount does not.</summary>
    public bool IsLine { get; init; } = true;

    /// <summary>Whether it claims the number of its document for the payee.</summary>
    public bool ClaimsDocument { get; init; }
}
