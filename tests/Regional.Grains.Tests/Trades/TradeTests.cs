using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Trades;

public sealed class TradeTests : IAsyncLifetime
{
    private World _world = null!;

    public async ValueTask InitializeAsync() => _world = await World.CreateAsync(CapPolicy.Queue);

    public async ValueTask DisposeAsync()
    {
        await _world.AssertSoundAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task A_price_of_50000_rupiah_at_160_costs_313_cents_and_80_rupiah_are_rounding()
    {
        var komoko = await _world.AddCommunityAsync("komoko", World.Komoko);
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        await _world.RateAsync(komoko, new Rate(160, 1), World.Today);
        var payer = await _world.OpenAsync(komoko, "buyer", floor: -100_000);
        var payee = await _world.OpenAsync(village, "seller");

        var posted = Assert.IsType<TradePosted>(await _world.TradeAsync(payer, payee, 50_000, World.Rupiah));

        Assert.Equal(-313, await _world.BalanceAsync(payer));
        Assert.Equal(50_000, await _world.BalanceAsync(payee));
        Assert.Equal(-50_080, await _world.BalanceAsync(komoko.AtRegion));
        Assert.Equal(50_000, await _world.BalanceAsync(village.AtRegion));
        Assert.NotNull(posted.Receipt.Window);
        var region = (await _world.Directory.FindLedgerAsync(_world.RegionLedger, CancellationToken.None))!;
        Assert.Equal(80, await _world.BalanceAsync(region.SystemAccounts[AccountRole.Rounding]));
    }

    [Fact]
    public async Task A_trade_at_the_net_debit_cap_posts_beyond_it_waits_and_is_released_as_balance_returns()
    {
        var (a, b, payer, payee) = await TwoAsync();
        await _world.LimitAsync(a.AtRegion, floor: -100, ceiling: null);
        Assert.IsType<TradePosted>(await _world.TradeAsync(payer, payee, 100, World.Rupiah));
        var id = World.NewId();

        var queued = await _world.TradeAsync(payer, payee, 30, World.Rupiah, id);
        var again = await _world.TradeAsync(payer, payee, 30, World.Rupiah, id);
        Assert.Equal(-100, await _world.BalanceAsync(a.AtRegion));
        Assert.IsType<TradePosted>(await _world.TradeAsync(payee, payer, 50, World.Rupiah));
        await SweepUntilAsync(async () => await StatusAsync(id) != TradeStatus.Queued);

        Assert.Equal(TradeStatus.Queued, Assert.IsType<TradeQueued>(queued).Status);
        Assert.IsType<TradeQueued>(again);
        Assert.Equal(TradeStatus.Posted, await StatusAsync(id));
        Assert.Equal(-80, await _world.BalanceAsync(a.AtRegion));
        Assert.Equal(80, await _world.BalanceAsync(b.AtRegion));
    }

    [Fact]
    public async Task A_queued_trade_that_is_cancelled_is_never_posted()
    {
        var (a, _, payer, payee) = await TwoAsync();
        await _world.LimitAsync(a.AtRegion, floor: 0, ceiling: null);
        var id = World.NewId();
        Assert.IsType<TradeQueued>(await _world.TradeAsync(payer, payee, 30, World.Rupiah, id));

        var cancelled = await _world.RegionGrain.CancelAsync(World.NewId(), id, World.Actor);
        await _world.LimitAsync(a.AtRegion, floor: null, ceiling: null);
        await _world.RegionGrain.SweepAsync();

        Assert.IsType<TradeQueued>(cancelled);
        Assert.Equal(TradeStatus.Cancelled, await StatusAsync(id));
        Assert.Equal(0, await _world.BalanceAsync(payer));
    }

    [Fact]
    public async Task A_trade_with_a_condition_the_queue_does_not_keep_is_refused_at_the_cap()
    {
        var (a, _, payer, payee) = await TwoAsync();
        await _world.LimitAsync(a.AtRegion, floor: 0, ceiling: null);
        var order = World.TradeOrder(payer, payee, 30, World.Rupiah);

        var limited = await _world.RegionGrain.TradeAsync(order with { PayerAmountMaxMinor = 30 });
        var claiming = await _world.RegionGrain.TradeAsync(order with
        {
            Id = World.NewId(),
            Details = order.Details with { DocumentNumber = "INV-8", ClaimsDocument = true },
        });

        Assert.Equal(RefusalReason.NetDebitCapExceeded, Assert.IsType<TradeRefused>(limited).Refusal.Reason);
        Assert.Equal(RefusalReason.NetDebitCapExceeded, Assert.IsType<TradeRefused>(claiming).Refusal.Reason);
    }

    [Fact]
    public async Task A_suspended_community_does_not_trade()
    {
        var (a, _, payer, payee) = await TwoAsync();
        await _world.DoAsync(new SetCommunityStatus(a.Id, IsSuspended: true) { Id = World.NewId(), Actor = World.Actor });

        var refused = Assert.IsType<TradeRefused>(await _world.TradeAsync(payer, payee, 1, World.Rupiah));

        Assert.Equal(RefusalReason.CommunitySuspended, refused.Refusal.Reason);
    }

    [Fact]
    public async Task A_rate_changed_through_another_silo_is_the_one_the_trade_is_made_at()
    {
        var komoko = await _world.AddCommunityAsync("komoko", World.Komoko);
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        await _world.RateAsync(komoko, new Rate(160, 1), World.Today);
        var payer = await _world.OpenAsync(komoko, "buyer", floor: -100_000);
        var payee = await _world.OpenAsync(village, "seller");
        var other = await _world.AddSiloAsync();
        var there = other.Grains.GetGrain<IRegionGrain>(_world.Region.ToString());
        Assert.IsType<TradePosted>(await there.TradeAsync(World.TradeOrder(payer, payee, 160, World.Rupiah)));

        await _world.RateAsync(komoko, new Rate(80, 1), World.Today);
        var posted = await there.TradeAsync(World.TradeOrder(payer, payee, 160, World.Rupiah));

        Assert.IsType<TradePosted>(posted);
        Assert.Equal(-3, await _world.BalanceAsync(payer));
    }

    [Fact]
    public async Task A_corrected_trade_leaves_every_ledger_as_before_and_is_corrected_once()
    {
        var (a, b, payer, payee) = await TwoAsync();
        var trade = World.NewId();
        Assert.IsType<TradePosted>(await _world.TradeAsync(payer, payee, 70, World.Rupiah, trade));

        var corrected = await CorrectAsync(trade);
        var again = await CorrectAsync(trade);

        Assert.IsType<PostingOutcome.Posted>(corrected);
        Assert.Equal(RefusalReason.AlreadyCorrected, Assert.IsType<PostingOutcome.Refused>(again).Refusal.Reason);
        foreach (var account in new[] { payer, payee, a.AtRegion, b.AtRegion, a.Mirror, b.Mirror })
        {
            Assert.Equal(0, await _world.BalanceAsync(account));
        }
    }

    [Fact]
    public async Task A_request_is_paid_once_by_its_payers_approval()
    {
        var (a, _, payer, payee) = await TwoAsync();
        var request = World.NewId();
        await _world.DoAsync(new RequestPayment(
            payee, payer, 25, TransferKind.Real, Purposes.Goods, "eggs", DocumentNumber: null, TimeSpan.FromDays(7))
        {
            Id = request,
            Actor = World.Actor,
        });
        var order = World.TradeOrder(payer, payee, 25, World.Rupiah) with { Request = request };

        var approved = await _world.RegionGrain.TradeAsync(order);
        var twice = await _world.RegionGrain.TradeAsync(order with { Id = World.NewId() });

        Assert.IsType<TradePosted>(approved);
        Assert.Equal(RefusalReason.RequestEnded, Assert.IsType<TradeRefused>(twice).Refusal.Reason);
        Assert.Equal(-25, await _world.BalanceAsync(payer));
        Assert.Equal(-25, await _world.BalanceAsync(a.AtRegion));
    }

    [Fact]
    public async Task A_rate_that_nobody_set_refuses_the_trade_and_keeps_the_refusal()
    {
        var komoko = await _world.AddCommunityAsync("komoko", World.Komoko);
        var village = await _world.AddCommunityAsync("village", World.Rupiah);
        var payer = await _world.OpenAsync(komoko, "buyer", floor: -100_000);
        var payee = await _world.OpenAsync(village, "seller");
        var id = World.NewId();

        var refused = await _world.TradeAsync(payer, payee, 100, World.Rupiah, id);
        await _world.RateAsync(komoko, new Rate(160, 1), World.Today);
        var again = await _world.TradeAsync(payer, payee, 100, World.Rupiah, id);

        Assert.Equal(RefusalReason.NoRate, Assert.IsType<TradeRefused>(refused).Refusal.Reason);
        Assert.Equal(RefusalReason.NoRate, Assert.IsType<TradeRefused>(again).Refusal.Reason);
    }

    private async Task<(Community A, Community B, AccountId Payer, AccountId Payee)> TwoAsync()
    {
        var a = await _world.AddCommunityAsync("a", World.Rupiah);
        var b = await _world.AddCommunityAsync("b", World.Rupiah);
        return (a, b, await _world.OpenAsync(a, "payer", floor: -1_000), await _world.OpenAsync(b, "payee", floor: -1_000));
    }

    private ValueTask<PostingOutcome> CorrectAsync(OperationId operation) =>
        _world.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = World.NewId(),
            Corrects = operation,
            Reason = "keyed wrongly",
            Details = World.Details(),
        });

    private async Task<TradeStatus> StatusAsync(OperationId trade) =>
        (TradeStatus)await _world.Database.ScalarAsync<short>($"select status from trades where id = '{trade}'");

    private async Task SweepUntilAsync(Func<Task<bool>> isDone)
    {
        for (var sweep = 0; sweep < 100 && !await isDone(); sweep++)
        {
            await _world.RegionGrain.SweepAsync();
        }
    }
}
