using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Clearing;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Clearing;

public sealed class WindowTests : IAsyncLifetime
{
    private World _world = null!;
    private Community _a = null!;
    private Community _b = null!;
    private Community _c = null!;
    private AccountId _fromA;
    private AccountId _fromB;
    private AccountId _toC;

    private IClearingReader Reader => _world.Silo.Services.GetRequiredService<IClearingReader>();

    public async ValueTask InitializeAsync()
    {
        _world = await World.CreateAsync();
        _a = await _world.AddCommunityAsync("a", World.Rupiah);
        _b = await _world.AddCommunityAsync("b", World.Rupiah);
        _c = await _world.AddCommunityAsync("c", World.Rupiah);
        _fromA = await _world.OpenAsync(_a, "m", floor: -10_000);
        _fromB = await _world.OpenAsync(_b, "m", floor: -10_000);
        _toC = await _world.OpenAsync(_c, "m", floor: -10_000);
        await _world.DoAsync(new SetTerms(
            _world.RegionLedger,
            World.Today,
            ImmutableSortedDictionary<string, string>.Empty
                .Add("carry.a", "60").Add("carry.b", "60").Add("carry.c", "70"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _world.AssertSoundAsync();
        await _world.DisposeAsync();
    }

    [Fact]
    public async Task The_worked_example_carries_38_32_and_70_and_settles_80_in_cash()
    {
        await TradeWorkedExampleAsync();

        var window = await CutAsync();

        var instructions = (await Reader.FindInstructionsAsync(window, CancellationToken.None))
            .ToDictionary(instruction => instruction.Account);
        Assert.Equal((62L, false), (instructions[_a.AtRegion].AmountMinor, instructions[_a.AtRegion].IsPayOut));
        Assert.Equal((18L, false), (instructions[_b.AtRegion].AmountMinor, instructions[_b.AtRegion].IsPayOut));
        Assert.Equal((80L, true), (instructions[_c.AtRegion].AmountMinor, instructions[_c.AtRegion].IsPayOut));
        Assert.All(instructions.Values, instruction => Assert.Equal(InstructionStatus.Pending, instruction.Status));
    }

    [Fact]
    public async Task Nothing_is_paid_out_before_it_came_in_and_the_window_is_settled_when_all_are_confirmed()
    {
        await TradeWorkedExampleAsync();
        var window = await CutAsync();
        var instructions = await Reader.FindInstructionsAsync(window, CancellationToken.None);
        var payOut = instructions.Single(instruction => instruction.IsPayOut);

        var tooEarly = await ConfirmAsync(payOut.Id);
        foreach (var payIn in instructions.Where(instruction => !instruction.IsPayOut))
        {
            Assert.IsType<PostingOutcome.Posted>(await ConfirmAsync(payIn.Id));
        }

        var paid = await ConfirmAsync(payOut.Id);
        var twice = await ConfirmAsync(payOut.Id);

        Assert.Equal(RefusalReason.NotPaidIn, Assert.IsType<PostingOutcome.Refused>(tooEarly).Refusal.Reason);
        Assert.IsType<PostingOutcome.Posted>(paid);
        Assert.Equal(RefusalReason.InstructionEnded, Assert.IsType<PostingOutcome.Refused>(twice).Refusal.Reason);
        var settled = await Reader.FindWindowAsync(window, CancellationToken.None);
        Assert.Equal(WindowStatus.Settled, settled!.Status);
        Assert.Equal(-38, await _world.BalanceAsync(_a.AtRegion));
        Assert.Equal(-32, await _world.BalanceAsync(_b.AtRegion));
        Assert.Equal(70, await _world.BalanceAsync(_c.AtRegion));
    }

    [Fact]
    public async Task Neither_half_of_a_settlement_payment_can_be_ended_by_hand()
    {
        await TradeWorkedExampleAsync();
        var window = await CutAsync();
        var payIn = (await Reader.FindInstructionsAsync(window, CancellationToken.None))
            .First(static instruction => !instruction.IsPayOut);

        foreach (var half in new short[] { 0, 1 })
        {
            foreach (var action in new[] { TransferAction.VoidPending, TransferAction.PostPending })
            {
                var pending = new TransferId(payIn.PlacedBy!.Value, half);
                var held = await _world.Directory.FindPendingAsync(pending, CancellationToken.None);
                var ended = await _world.Silo.Grains.GetGrain<IAccountGrain>(held!.Debit.ToString()).ResolveAsync(
                    new ResolutionOrder
                    {
                        Id = World.NewId(),
                        Pending = pending,
                        Action = action,
                        Details = World.Details(),
                    });
                Assert.Equal(
                    RefusalReason.AccountNotPayable, Assert.IsType<PostingOutcome.Refused>(ended).Refusal.Reason);
            }
        }

        Assert.IsType<PostingOutcome.Posted>(await ConfirmAsync(payIn.Id));
    }

    [Fact]
    public async Task What_is_carried_opens_the_next_window_and_unconfirmed_cash_is_not_settled_twice()
    {
        await TradeWorkedExampleAsync();
        await CutAsync();
        Assert.IsType<TradePosted>(await _world.TradeAsync(_toC, _fromA, 10, World.Rupiah));

        var second = await CutAsync();

        var positions = (await Reader.FindPositionsAsync(second, CancellationToken.None))
            .ToDictionary(position => position.Account);
        Assert.Equal((-38L, 0L, 10L), Shape(positions[_a.AtRegion]));
        Assert.Equal((-32L, 0L, 0L), Shape(positions[_b.AtRegion]));
        Assert.Equal((70L, 10L, 0L), Shape(positions[_c.AtRegion]));
        Assert.Empty(await Reader.FindInstructionsAsync(second, CancellationToken.None));
    }

    [Fact]
    public async Task An_empty_window_settles_too()
    {
        var window = await CutAsync();

        Assert.Equal(WindowStatus.Settled, (await Reader.FindWindowAsync(window, CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task Closing_again_after_a_restart_adds_nothing()
    {
        await TradeWorkedExampleAsync();
        var window = await CutAsync();
        var before = await _world.Database.ScalarAsync<long>("select count(*) from transfers");
        await _world.RestartAsync();

        var again = await _world.RegionGrain.CloseDueAsync(World.Actor);

        Assert.Null(again.Refusal);
        Assert.Contains(window, again.Windows);
        Assert.Equal(before, await _world.Database.ScalarAsync<long>("select count(*) from transfers"));
    }

    [Fact]
    public async Task Windows_partition_trades_under_load_at_the_exact_cut_off()
    {
        using var stop = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 16).Select(async _ =>
        {
            while (!stop.IsCancellationRequested)
            {
                await _world.TradeAsync(_fromA, _toC, 1, World.Rupiah);
                await _world.TradeAsync(_toC, _fromA, 1, World.Rupiah);
            }
        }));
        for (var cut = 0; cut < 4; cut++)
        {
            await CutAsync();
        }

        await stop.CancelAsync();
        await load;

        Assert.Equal(0L, await _world.Database.ScalarAsync<long>(
            """
            select count(*) from transfers t join ledgers l on l.id = t.ledger_id and l.community_id is null
            left join windows w on w.id = t.window_id
            where t.action in (1, 3) and (w.id is null or t.at < w.opens or t.at >= w.closes)
            """));
        Assert.True(await _world.Database.ScalarAsync<long>("select count(distinct window_id) from transfers") > 2);
    }

    [Fact]
    public async Task A_rate_change_is_booked_as_exchange_difference_when_the_window_closes()
    {
        var komoko = await TradeAndHalveTheRateAsync();

        await CutAsync();

        Assert.Equal(-16_000, await _world.BalanceAsync(komoko.AtRegion));
        Assert.Equal(200, await _world.BalanceAsync(komoko.Mirror));
    }

    [Fact]
    public async Task Windows_that_closed_before_anybody_booked_have_one_exchange_difference_between_them()
    {
        var komoko = await TradeAndHalveTheRateAsync();
        for (var window = 0; window < 3; window++)
        {
            await _world.DoAsync(new CutWindow(_world.Region) { Id = World.NewId(), Actor = World.Actor });
        }

        var reply = await _world.RegionGrain.CloseDueAsync(World.Actor);

        Assert.Null(reply.Refusal);
        Assert.Equal(3, reply.Windows.Length);
        Assert.Equal(200, await _world.BalanceAsync(komoko.Mirror));
        Assert.Equal(1, await _world.Database.ScalarAsync<long>(
            "select count(*) from transfers where purpose = 'exchange-difference'"));
    }

    [Fact]
    public async Task Carry_limits_raised_on_a_later_day_free_a_window_that_is_stuck()
    {
        var region = (await _world.Directory.FindLedgerAsync(_world.RegionLedger, CancellationToken.None))!;
        var world = region.SystemAccounts[AccountRole.RestOfWorld];
        Assert.IsType<TradePosted>(await _world.TradeAsync(world, _toC, 100, World.Rupiah));
        var stuck = await _world.RegionGrain.CutAndCloseAsync(World.NewId(), World.Actor, "test");
        Assert.Equal(RefusalReason.CarryShortfall, stuck.Refusal!.Reason);
        await _world.Database.ExecuteAsync("update windows set business_date = business_date - 2 where status = 3");

        await _world.DoAsync(new SetTerms(
            _world.RegionLedger, World.Today, ImmutableSortedDictionary<string, string>.Empty.Add("carry", "1000"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

        var reply = await _world.RegionGrain.CloseDueAsync(World.Actor);
        Assert.Null(reply.Refusal);
        Assert.Equal(
            WindowStatus.Settled, (await Reader.FindWindowAsync(stuck.Windows[0], CancellationToken.None))!.Status);
    }

    [Fact]
    public async Task Carry_limits_that_do_not_fit_stop_the_run_with_the_shortfall()
    {
        var region = (await _world.Directory.FindLedgerAsync(_world.RegionLedger, CancellationToken.None))!;
        var world = region.SystemAccounts[AccountRole.RestOfWorld];
        Assert.IsType<TradePosted>(await _world.TradeAsync(world, _toC, 100, World.Rupiah));

        var reply = await _world.RegionGrain.CutAndCloseAsync(World.NewId(), World.Actor, "test");

        Assert.Equal(RefusalReason.CarryShortfall, reply.Refusal!.Reason);
    }

    // What was worth 100 minor units of the komoko's mirror is worth 200 afterwards.
    private async Task<Community> TradeAndHalveTheRateAsync()
    {
        var komoko = await _world.AddCommunityAsync("komoko", World.Komoko);
        await _world.RateAsync(komoko, new Rate(160, 1), World.Today);
        var buyer = await _world.OpenAsync(komoko, "buyer", floor: -100_000);
        Assert.IsType<TradePosted>(await _world.TradeAsync(buyer, _toC, 16_000, World.Rupiah));
        await _world.RateAsync(komoko, new Rate(80, 1), World.Today);
        await _world.DoAsync(new SetTerms(
            _world.RegionLedger,
            World.Today,
            ImmutableSortedDictionary<string, string>.Empty.Add("carry", "1000000"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        return komoko;
    }

    private async Task TradeWorkedExampleAsync()
    {
        Assert.IsType<TradePosted>(await _world.TradeAsync(_fromA, _toC, 100, World.Rupiah));
        Assert.IsType<TradePosted>(await _world.TradeAsync(_fromB, _toC, 50, World.Rupiah));
    }

    private async Task<WindowId> CutAsync()
    {
        var reply = await _world.RegionGrain.CutAndCloseAsync(World.NewId(), World.Actor, "test");
        Assert.Null(reply.Refusal);
        return new WindowId(await _world.Database.ScalarAsync<long>("select max(id) from windows where status in (3, 4)"));
    }

    private ValueTask<PostingOutcome> ConfirmAsync(OperationId instruction) =>
        _world.RegionGrain.ConfirmAsync(World.NewId(), instruction, "bank:test");

    private static (long Opening, long Paid, long Received) Shape(WindowPosition position) =>
        (position.Opening, position.Paid, position.Received);
}
