using Regional.Contracts;
using Regional.Contracts.Journal;
using Regional.Domain.Ledger;
using Regional.Simulation.Model;
using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

/// <summary>What a transaction's fate means: when it takes effect, what its caller learns, who waits for whom.</summary>
public sealed class FateTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task An_answered_commit_takes_effect_between_sending_and_answer()
    {
        var scene = await Scene.MakeAsync();
        scene.Next(new TransactionFate.Answered(Second, Second));
        var sent = scene.Time.Now;

        var commit = scene.CommitAsync(scene.Payment(5));

        Assert.Equal(0, await scene.BalanceAsync());
        scene.Time.Advance(Second);
        Assert.Equal(5, await scene.BalanceAsync());
        Assert.False(commit.IsCompleted);
        scene.Time.Advance(Second);
        var posted = Assert.IsType<PostingOutcome.Posted>(await commit);
        Assert.Equal(sent + Second, posted.Receipt.RecordedAt);
    }

    [Fact]
    public async Task A_commit_that_never_was_sent_leaves_its_id_free()
    {
        var scene = await Scene.MakeAsync();
        var payment = scene.Payment(5);
        scene.Next(new TransactionFate.Unreachable(Second));

        var commit = scene.CommitAsync(payment);
        scene.Time.Advance(Second);

        await Assert.ThrowsAsync<LedgerUnavailable>(() => commit);
        Assert.False(Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(payment)).IsReplay);
    }

    [Fact]
    public async Task A_lost_answer_leaves_what_happened()
    {
        var scene = await Scene.MakeAsync();
        var payment = scene.Payment(5);
        scene.Next(new TransactionFate.AnswerLost(TimeSpan.Zero, TimeSpan.Zero));

        await Assert.ThrowsAsync<OutcomeUnknown>(() => scene.CommitAsync(payment));

        Assert.Equal(5, await scene.BalanceAsync());
        Assert.True(Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(payment)).IsReplay);
        Assert.Equal(5, await scene.BalanceAsync());
    }

    [Fact]
    public async Task A_lost_request_leaves_nothing()
    {
        var scene = await Scene.MakeAsync();
        var payment = scene.Payment(5);
        scene.Next(new TransactionFate.RequestLost(TimeSpan.Zero));

        await Assert.ThrowsAsync<OutcomeUnknown>(() => scene.CommitAsync(payment));

        Assert.Equal(0, await scene.BalanceAsync());
        Assert.False(Assert.IsType<PostingOutcome.Posted>(await scene.CommitAsync(payment)).IsReplay);
    }

    [Fact]
    public async Task A_late_commit_that_arrives_after_its_resubmission_does_nothing()
    {
        var scene = await Scene.MakeAsync();
        var payment = scene.Payment(5);
        scene.Next(new TransactionFate.Late(Second, 300 * Second));
        var first = scene.CommitAsync(payment);
        scene.Time.Advance(Second);
        await Assert.ThrowsAsync<OutcomeUnknown>(() => first);

        var second = await scene.CommitAsync(payment);
        scene.Time.Advance(300 * Second);

        Assert.False(Assert.IsType<PostingOutcome.Posted>(second).IsReplay);
        Assert.Equal(5, await scene.BalanceAsync());
    }

    [Fact]
    public async Task A_late_commit_that_nobody_sent_again_takes_effect_minutes_later()
    {
        var scene = await Scene.MakeAsync();
        scene.Next(new TransactionFate.Late(Second, 300 * Second));
        var first = scene.CommitAsync(scene.Payment(5));
        scene.Time.Advance(299 * Second);
        Assert.True(first.IsFaulted);
        Assert.Equal(0, await scene.BalanceAsync());

        scene.Time.Advance(Second);

        Assert.Equal(5, await scene.BalanceAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resubmission_waits_for_the_hanging_first_attempt_and_learns_what_became_of_it(bool commits)
    {
        var scene = await Scene.MakeAsync();
        var payment = scene.Payment(5);
        scene.Next(new TransactionFate.Held(TimeSpan.Zero, Second, 10 * Second, commits));
        var began = scene.Time.Now;
        var first = scene.CommitAsync(payment);
        scene.Time.Advance(Second);
        await Assert.ThrowsAsync<OutcomeUnknown>(() => first);

        var second = scene.CommitAsync(payment);

        Assert.False(second.IsCompleted);
        Assert.Equal(0, await scene.BalanceAsync());
        scene.Time.Advance(9 * Second);
        var posted = Assert.IsType<PostingOutcome.Posted>(await second);
        Assert.Equal(commits, posted.IsReplay);
        Assert.Equal(commits ? began : scene.Time.Now, posted.Receipt.RecordedAt);
        Assert.Equal(5, await scene.BalanceAsync());
    }

    [Fact]
    public async Task What_needs_no_lock_of_a_hanging_commit_passes_it()
    {
        var scene = await Scene.MakeAsync();
        scene.Next(new TransactionFate.Held(TimeSpan.Zero, Second, 10 * Second, Commits: true));
        _ = scene.CommitAsync(scene.Payment(5));
        var (ledger, payer, payee) = (
            scene.Ledger, await scene.World.OpenAccountAsync(scene.Ledger), await scene.World.OpenAccountAsync(scene.Ledger));

        var other = await scene.CommitAsync(Postings.Transfer(ledger, payer, payee, 1));

        Assert.IsType<PostingOutcome.Posted>(other);
        Assert.Equal(1, scene.Database.HeldCount);
    }

    [Fact]
    public async Task Whoever_waits_too_long_for_a_lock_gives_up()
    {
        var scene = await Scene.MakeAsync();
        scene.Next(new TransactionFate.Held(TimeSpan.Zero, Second, 60 * Second, Commits: true));
        _ = scene.CommitAsync(scene.Payment(5));

        var waiting = scene.CommitAsync(scene.Payment(7));
        scene.Time.Advance(scene.Database.LockTimeout);

        await Assert.ThrowsAsync<OutcomeUnknown>(() => waiting);
        scene.Time.Advance(60 * Second);
        Assert.Equal(5, await scene.BalanceAsync());
    }

    [Fact]
    public async Task An_outage_undoes_what_has_not_taken_effect_and_keeps_what_has()
    {
        var scene = await Scene.MakeAsync();
        await scene.CommitAsync(scene.Payment(3));
        scene.Next(new TransactionFate.Held(TimeSpan.Zero, Second, 60 * Second, Commits: true));
        var hanging = scene.CommitAsync(scene.Payment(5));
        var waiting = scene.CommitAsync(scene.Payment(7));
        scene.Next(new TransactionFate.Answered(Second, TimeSpan.Zero));
        var underWay = scene.CommitAsync(scene.Payment(9));

        scene.Database.GoAway();

        await Assert.ThrowsAsync<OutcomeUnknown>(() => waiting);
        await Assert.ThrowsAsync<LedgerUnavailable>(() => scene.CommitAsync(scene.Payment(1)));
        await Assert.ThrowsAsync<LedgerUnavailable>(() => scene.BalanceAsync());
        scene.Time.Advance(60 * Second);
        await Assert.ThrowsAsync<OutcomeUnknown>(() => hanging);
        await Assert.ThrowsAsync<OutcomeUnknown>(() => underWay);
        scene.Database.ComeBack();
        Assert.Equal(3, await scene.BalanceAsync());
    }

    [Fact]
    public async Task The_databases_clock_may_jump_and_decides()
    {
        var scene = await Scene.MakeAsync();
        var pending = Postings.Pend(scene.Ledger, scene.Payer, scene.Payee, 5, TimeSpan.FromHours(1));
        await scene.CommitAsync(pending);

        scene.Database.ClockOffset = TimeSpan.FromHours(2);

        Assert.IsType<PostingOutcome.Posted>(
            await scene.CommitAsync(Postings.End(pending, TransferAction.ExpirePending)));
    }

    [Fact]
    public async Task The_history_tells_what_was_stored_in_order_with_the_figures_it_was_decided_on()
    {
        var scene = await Scene.MakeAsync();
        await scene.World.SetLimitsAsync(scene.Payer, floor: -10, ceiling: null);
        var first = scene.History.Count;
        var (good, bad) = (scene.Payment(8), scene.Payment(3));

        await scene.CommitAsync(good);
        await scene.CommitAsync(bad);
        await scene.CommitAsync(good);

        var (posted, refused) = (
            Assert.IsType<PostingsCommitted>(scene.History[first]), Assert.IsType<PostingsCommitted>(scene.History[first + 1]));
        Assert.Equal(first + 2, scene.History.Count);
        Assert.Equal(0, posted.Before.Single(account => account.Id == scene.Payer).Balance);
        Assert.Equal(-8, posted.After.Single(account => account.Id == scene.Payer).Balance);
        Assert.True(posted.IsFast);
        Assert.Equal(-8, refused.Before.Single(account => account.Id == scene.Payer).Balance);
        Assert.Empty(refused.After);
        Assert.IsType<PostingOutcome.Refused>(refused.Members.Single().Outcome);
    }

    /// <summary>Two accounts without limits in one ledger of the model.</summary>
    private sealed class Scene
    {
        private readonly Queue<TransactionFate> _fates = new();

        private Scene(ModelWorld world) => World = world;

        public ModelWorld World { get; }

        public ModelDatabase Database => World.Database;

        public ManualTime Time => World.Time;

        public IReadOnlyList<HistoryEntry> History => Database.History;

        public LedgerId Ledger { get; private set; }

        public AccountId Payer { get; private set; }

        public AccountId Payee { get; private set; }

        public static async Task<Scene> MakeAsync()
        {
            var world = new ModelWorld();
            var ledger = await world.AddLedgerAsync();
            var scene = new Scene(world)
            {
                Ledger = ledger,
                Payer = await world.OpenAccountAsync(ledger),
                Payee = await world.OpenAccountAsync(ledger),
            };
            world.Database.OnTransaction = _ => scene._fates.TryDequeue(out var fate) ? fate : TransactionFate.AtOnce;
            return scene;
        }

        /// <summary>The fate of the next transaction; those after it happen at once.</summary>
        public void Next(TransactionFate fate) => _fates.Enqueue(fate);

        public Posting Payment(long minor) => Postings.Transfer(Ledger, Payer, Payee, minor);

        public async Task<PostingOutcome> CommitAsync(Posting posting) =>
            (await Database.Store.CommitAsync(new JournalBatch([posting], []), CancellationToken.None)).Outcomes[posting.Id];

        public async Task<long> BalanceAsync() => (await World.ReadAsync(Payee)).Balance;
    }
}
