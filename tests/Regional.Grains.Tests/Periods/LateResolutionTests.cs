using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

/// <summary>A held amount that is paid while the period it is dated into ends.</summary>
public sealed class LateResolutionTests
{
    private static readonly DateOnly January = new(2026, 1, 15);

    [Fact]
    public async Task Paid_while_its_period_ends_it_is_booked_on_the_first_open_date_as_the_terms_say()
    {
        var store = new StoreWithAMoment();
        await using var world = await World.CreateAsync(around: store.Around);
        var community = await world.AddCommunityAsync("c", World.Rupiah);
        await world.SetCalendarAsync(community);
        var (payer, payee) = (await world.OpenAsync(community, "payer"), await world.OpenAsync(community, "payee"));
        await world.DoAsync(new SetTerms(
            community.Ledger,
            World.Today,
            ImmutableSortedDictionary<string, string>.Empty.Add("lateLines", "open-period"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        var grain = world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString());
        var order = World.Order(community, payer, payee, 80);
        Assert.IsType<PostingOutcome.Posted>(
            await grain.PayAsync(order with { Legs = [order.Legs[0] with { IsPending = true }] }));
        await world.EndAsync(community, 1);

        // Planned for the first of the second period; by the time it is committed that one has ended too.
        store.BeforeNext(
            OperationKind.Resolution, async () => Assert.Null((await world.EndAsync(community, 2)).Refusal));
        var outcome = await grain.ResolveAsync(new ResolutionOrder
        {
            Id = World.NewId(),
            Pending = new TransferId(order.Id, 0),
            Action = TransferAction.PostPending,
            Details = World.Details() with { BusinessDate = January, IsDateGiven = true },
        });

        Assert.IsType<PostingOutcome.Posted>(outcome);
        var third = (await world.Periods().FindAsync(community.Ledger, 3, CancellationToken.None))!;
        Assert.Equal(
            $"{third.Span.FirstDate:O} {January:O}",
            await world.Database.ScalarAsync<string>(
                "select business_date || ' ' || document_date from transfers order by commit_no desc limit 1"));
    }

    /// <summary>Lets something happen between a plan and its commit.</summary>
    private sealed class StoreWithAMoment : IJournalStore
    {
        private IJournalStore? _store;
        private OperationKind _kind;
        private Func<Task>? _moment;

        public IJournalStore Around(IJournalStore store)
        {
            _store = store;
            return this;
        }

        public void BeforeNext(OperationKind kind, Func<Task> moment) => (_kind, _moment) = (kind, moment);

        public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            if (batch.Certain.Concat(batch.Doubtful).Any(posting => posting.Kind == _kind)
                && Interlocked.Exchange(ref _moment, null) is { } moment)
            {
                await moment();
            }

            return await _store!.CommitAsync(batch, cancellationToken);
        }

        public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
            _store!.ExecuteAsync(command, cancellationToken);
    }
}
