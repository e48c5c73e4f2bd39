using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Regional.Contracts.Clearing;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Grains;
using Regional.Grains.Coordination;
using Regional.Grains.Journal;
using Regional.LocalRuntime.Simulation;
using Regional.Simulation.Model;

namespace Regional.Simulation.Tests.Model;

/// <summary>The product's grains on the model: what they do with PostgreSQL they do here, and the same seed does it again.</summary>
public sealed class GrainsOnModelTests
{
    private static readonly Currency Rupiah = new("IDR", 0);

    [Fact]
    public void A_window_with_trades_settles_and_a_crash_in_between_loses_nothing()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            Assert.Equal(RunWindow(seed).EventHash, RunWindow(seed).EventHash);
        }
    }

    [Fact]
    public void A_payment_whose_commit_hangs_while_the_silo_dies_is_answered_by_the_next_one()
    {
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var database = default(ModelDatabase)!;
            Run(seed, region => database = region.Database, async (simulator, region) =>
            {
                var (payer, payee) = (region.Accounts[0], region.Accounts[1]);
                var id = region.NewId();
                database.OnTransaction = info => info.Operations.Contains(id)
                    ? new TransactionFate.Held(
                        Milliseconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), Commits: true)
                    : TransactionFate.AtOnce;
                var lost = region.PayAsync(id, payer, payee, 7);
                await Task.Delay(TimeSpan.FromSeconds(1), simulator.Time);
                simulator.Crash();
                await Assert.ThrowsAsync<SiloUnavailableException>(() => lost);
                await simulator.StartAsync();
                database.OnTransaction = static _ => TransactionFate.AtOnce;

                var again = Assert.IsType<PostingOutcome.Posted>(await region.PayAsync(id, payer, payee, 7));

                Assert.True(again.IsReplay);
                Assert.Equal(7, await region.BalanceAsync(payee));
            });
        }
    }

    private static SimulationResult RunWindow(ulong seed) => Run(seed, _ => { }, async (simulator, region) =>
    {
        var chance = simulator.Random.Fork();
        region.Database.OnTransaction = _ => new TransactionFate.Answered(
            chance.NextTime(Milliseconds(3)), chance.NextTime(Milliseconds(3)));
        region.Database.OnRead = _ => new ReadFate(chance.NextTime(Milliseconds(1)), chance.NextTime(Milliseconds(1)), false);
        var trades = region.Accounts.Select((payer, at) => region.TradeAsync(payer, region.Accounts[^(at + 1)], 100 + at));
        Assert.All(await Task.WhenAll(trades.ToArray()), static reply => Assert.IsType<TradePosted>(reply));

        var window = Assert.Single((await region.CutAsync()).Windows);
        simulator.Crash();
        await simulator.StartAsync();
        foreach (var instruction in (await region.Database.Clearing.FindInstructionsAsync(window, default))
            .OrderBy(static instruction => instruction.IsPayOut))
        {
            Assert.IsType<PostingOutcome.Posted>(await region.ConfirmAsync(instruction.Id));
        }

        var settled = await region.Database.Clearing.FindWindowAsync(window, default);
        Assert.Equal(WindowStatus.Settled, settled!.Status);
    });

    private static SimulationResult Run(
        ulong seed, Action<Region> made, Func<Simulator, Region, Task> body)
    {
        var region = new Region();
        return Simulator.Run(
            new SimulationOptions { Seed = seed },
            silo =>
            {
                silo.Services.AddLogging(static logging => logging.ClearProviders());
                silo.Services.AddModelStorage(region.Database);
                silo.Services.AddRegionalGrains();
                silo.Services.AddOptions<BatcherOptions>().Configure<SimulatedScheduler>(static (options, scheduler) =>
                {
                    options.Scheduler = scheduler.Tasks;
                    options.ContinuesAsynchronously = false;
                });
            },
            async simulator =>
            {
                region.Live(simulator);
                await region.MakeAsync();
                made(region);
                await body(simulator, region);
            });
    }

    private static TimeSpan Milliseconds(int count) => TimeSpan.FromMilliseconds(count);

    /// <summary>A region of three communities with one member each.</summary>
    private sealed class Region
    {
        private readonly WorldClock _time = new();
        private Simulator _simulator = null!;
        private int _ids;
        private readonly List<LedgerId> _ledgers = [];
        private RegionId _id;

        public Region() => Database = new ModelDatabase(_time);

        public ModelDatabase Database { get; }

        /// <summary>The first two are of one community.</summary>
        public List<AccountId> Accounts { get; } = [];

        public void Live(Simulator simulator)
        {
            _simulator = simulator;
            _time.World = simulator.Time;
        }

        public OperationId NewId() => DerivedId.Of($"test/{++_ids}");

        public async Task MakeAsync()
        {
            _id = new RegionId(await DoAsync("region", id =>
                new CreateRegion("r", "R", Rupiah, "UTC", CapPolicy.Refuse) { Id = id, Actor = "test" }));
            foreach (var code in new[] { "a", "b", "c" })
            {
                var community = new CommunityId(await DoAsync("community", id =>
                    new CreateCommunity(_id, code, code) { Id = id, Actor = "test" }));
                _ledgers.Add(new LedgerId(await DoAsync("ledger", id =>
                    new CreateLedger(community, code, Rupiah, "mutual-credit", IsTrading: true) { Id = id, Actor = "test" })));
                Accounts.Add(await OpenAsync(community, _ledgers[^1], "first"));
            }

            Accounts.Insert(1, await OpenAsync(new CommunityId(1), _ledgers[0], "second"));
        }

        public Task<PostingOutcome> PayAsync(OperationId id, AccountId payer, AccountId payee, long minor) =>
            _simulator.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(new PaymentOrder
            {
                Id = id,
                Ledger = _ledgers[0],
                Legs = [new PaymentLeg { Debit = payer, Credit = payee, Amount = new Amount(minor, Rupiah) }],
                Details = Details(),
            }).AsTask();

        public Task<TradeReply> TradeAsync(AccountId payer, AccountId payee, long minor) =>
            Grain().TradeAsync(new TradeOrder
            {
                Id = NewId(),
                Payer = payer,
                Payee = payee,
                PayeeAmountMinor = minor,
                Currency = Rupiah,
                Details = Details(),
            }).AsTask();

        public Task<ClearingReply> CutAsync() => Grain().CutAndCloseAsync(NewId(), "test", reason: null).AsTask();

        public Task<PostingOutcome> ConfirmAsync(OperationId instruction) =>
            Grain().ConfirmAsync(NewId(), instruction, "test").AsTask();

        public async Task<long> BalanceAsync(AccountId account) =>
            (await Database.Directory.FindAccountAsync(account, CancellationToken.None))!.Balance;

        private IRegionGrain Grain() => _simulator.Grains.GetGrain<IRegionGrain>(_id.ToString());

        private OrderDetails Details() =>
            new() { EnteredBy = "test", BusinessDate = DateOnly.FromDateTime(_simulator.Now.UtcDateTime) };

        private async Task<AccountId> OpenAsync(CommunityId community, LedgerId ledger, string code)
        {
            var member = new MemberId(await DoAsync("member", id =>
                new AddMember(community, code, code) { Id = id, Actor = "test" }));
            return new AccountId(await DoAsync("account", id =>
                new OpenAccount(ledger, code, member, AccountKind.General, -10_000, null) { Id = id, Actor = "test" }));
        }

        private async Task<int> DoAsync(string name, Func<OperationId, Command> command)
        {
            var outcome = await _simulator.Process.CallAsync(name, services =>
                services.GetRequiredService<CommandService>().ExecuteAsync(command(NewId()), CancellationToken.None));
            return int.Parse(Assert.IsType<CommandOutcome.Done>(outcome).Result[name], CultureInfo.InvariantCulture);
        }
    }
}
