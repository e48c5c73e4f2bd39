using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Directory;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Registry;

public sealed class TradeCommandTests(WorldFixture fixture) : IClassFixture<WorldFixture>
{
    private readonly World _world = fixture.World;

    [Fact]
    public async Task A_request_may_reach_a_payer_in_another_ledger_of_the_region()
    {
        var command = New(Request());

        var result = await _world.DoneAsync(command);

        var request = (await Directory.FindRequestAsync(command.Id, TestContext.Current.CancellationToken))!;
        Assert.Equal((RequestStatus.Open, 1250L, Komoko), (request.Status, request.Amount.Minor, request.Amount.Currency));
        Assert.Equal(TimeSpan.FromHours(1), request.ExpiresAt - request.RequestedAt);
        Assert.Equal($"{request.ExpiresAt:O}", $"{DateTimeOffset.Parse(result["expiresAt"]):O}");
    }

    [Fact]
    public async Task A_request_that_cannot_be_paid_is_refused()
    {
        await _world.RefusedAsync(New(Request() with { AmountMinor = 0 }), RefusalReason.AmountZero);
        await _world.RefusedAsync(New(Request() with { AmountMinor = -1 }), RefusalReason.AmountNegative);
        await _world.RefusedAsync(New(Request() with { Payer = _world.Alpha.First }), RefusalReason.SameAccount);
        await _world.RefusedAsync(New(Request() with { Expiry = TimeSpan.Zero }), RefusalReason.ExpiryOutOfRange);
        await _world.RefusedAsync(New(Request() with { Expiry = TimeSpan.FromDays(401) }), RefusalReason.ExpiryOutOfRange);
        await _world.RefusedAsync(New(Request() with { Payer = new AccountId(999_999) }), RefusalReason.AccountUnknown);
        await _world.RefusedAsync(New(Request() with { Payer = _world.Alpha.Mirror }), RefusalReason.AccountUnknown);
    }

    [Fact]
    public async Task A_request_to_a_ledger_without_a_path_is_refused()
    {
        var apart = Int(
            await _world.DoneAsync(New(new CreateLedger(_world.Beta.Community, "apart", Komoko, "mutual-credit", IsTrading: false)
            {
                Id = default,
                Actor = "",
            })),
            "ledger");
        var (_, account) = await _world.AddMemberAsync(_world.Beta.Community, new LedgerId(apart), "apart");

        await _world.RefusedAsync(New(Request() with { Payer = account }), RefusalReason.NoPath);
    }

    [Theory]
    [InlineData(true, RequestStatus.Withdrawn)]
    [InlineData(false, RequestStatus.Declined)]
    public async Task An_open_request_is_ended_once(bool isWithdrawal, RequestStatus status)
    {
        var request = New(Request());
        await _world.DoneAsync(request);

        await _world.DoneAsync(New(End(request.Id, isWithdrawal)));

        var ended = await Directory.FindRequestAsync(request.Id, TestContext.Current.CancellationToken);
        Assert.Equal(status, ended!.Status);
        await _world.RefusedAsync(New(End(request.Id, isWithdrawal)), RefusalReason.RequestEnded);
        await _world.RefusedAsync(New(End(NewId(), isWithdrawal)), RefusalReason.RequestUnknown);
    }

    [Fact]
    public async Task A_request_past_its_time_reads_as_expired_and_cannot_be_ended()
    {
        var request = New(Request());
        await _world.DoneAsync(request);
        await _world.Test.ExecuteAsync(
            $"update payment_requests set expires_at = clock_timestamp() where id = '{request.Id}'");

        var read = await Directory.FindRequestAsync(request.Id, TestContext.Current.CancellationToken);
        Assert.Equal(RequestStatus.Expired, read!.Status);
        await _world.RefusedAsync(New(End(request.Id, isWithdrawal: false)), RefusalReason.RequestExpired);
    }

    [Fact]
    public async Task Queued_trades_are_read_oldest_first_with_the_digest_they_came_with()
    {
        var first = New(Queue());
        var second = New(Queue());
        Assert.Equal("queued", (await _world.DoneAsync(first))["status"]);
        await _world.DoneAsync(second);

        var queued = await Directory.FindQueuedTradesAsync(_world.Region, 100, TestContext.Current.CancellationToken);

        var mine = queued.Where(trade => trade.Id == first.Id || trade.Id == second.Id).ToArray();
        Assert.Equal([first.Id, second.Id], mine.Select(static trade => trade.Id));
        Assert.Equal(first.TradeFingerprint, mine[0].Fingerprint);
        Assert.Equal((first.Details, first.BusinessDate), (mine[0].Details, mine[0].BusinessDate));
    }

    [Fact]
    public async Task A_trade_queued_again_is_the_same_and_with_another_digest_another()
    {
        var command = New(Queue());
        var first = await _world.DoneAsync(command);

        Assert.Equal(first, await _world.DoneAsync(command));
        var other = await _world.ExecuteAsync(command with { TradeFingerprint = Digest("other") });
        Assert.Equal(
            Refusal.For(RefusalReason.IdReused, new RefusalFact("field", "payer")),
            Assert.IsType<CommandOutcome.Refused>(other).Refusal);
    }

    [Fact]
    public async Task A_queue_that_is_full_is_transient()
    {
        await _world.Test.ExecuteAsync($"update regions set queue_max = 0 where id = {_world.Region}");
        var command = New(Queue());
        await _world.RefusedAsync(command, RefusalReason.QueueFull);

        await _world.Test.ExecuteAsync($"update regions set queue_max = 10000 where id = {_world.Region}");
        await _world.DoneAsync(command);
    }

    [Fact]
    public async Task A_queued_trade_is_cancelled_or_refused_once()
    {
        var (first, second) = (New(Queue()), New(Queue()));
        await _world.DoneAsync(first);
        await _world.DoneAsync(second);
        var why = Refusal.For(RefusalReason.NoRate, new RefusalFact("ledger", "beta-book"));

        Assert.Equal("cancelled", (await _world.DoneAsync(New(EndTrade(first.Id, null))))["status"]);
        Assert.Equal("refused", (await _world.DoneAsync(New(EndTrade(second.Id, why))))["status"]);

        Assert.Equal(
            (short)RefusalReason.NoRate,
            await _world.Test.ScalarAsync<short>($"select refusal from trades where id = '{second.Id}'"));
        await _world.RefusedAsync(New(EndTrade(first.Id, null)), RefusalReason.TradeNotQueued);
        await _world.RefusedAsync(New(EndTrade(NewId(), null)), RefusalReason.TradeUnknown);
    }

    private LedgerDirectory Directory => new(_world.Test.Database);

    private RequestPayment Request() => new(
        _world.Alpha.First, _world.Beta.First, 1250, TransferKind.Real, "goods", "Rice", "INV-1", TimeSpan.FromHours(1))
    {
        Id = default,
        Actor = "",
    };

    private static EndRequest End(OperationId request, bool isWithdrawal) => new(request, isWithdrawal) { Id = default, Actor = "" };

    private QueueTrade Queue() => new(
        _world.Region, _world.Alpha.First, _world.Beta.First, 500, TransferKind.Real, "goods", new DateOnly(2026, 11, 22),
        _world.Alpha.AtRegion, new TradeDetails("Rice", "A-1", new DateOnly(2026, 11, 20), "INV-2"), Digest("this"))
    {
        Id = default,
        Actor = "",
    };

    private static Fingerprint Digest(string payer) =>
        new Fingerprint.Builder(OperationKind.Trade).Add("payer", payer).Build();

    private static EndQueuedTrade EndTrade(OperationId trade, Refusal? refusal) => new(trade, refusal) { Id = default, Actor = "" };
}
