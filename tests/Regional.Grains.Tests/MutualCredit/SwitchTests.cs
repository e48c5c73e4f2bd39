using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.MutualCredit;

/// <summary>The switch of mutual credit holds where payments commit, whatever was decided before it.</summary>
public sealed class SwitchTests
{
    private const int PayerCount = 4;

    [Fact]
    public async Task Switched_off_a_payment_is_covered_or_refused_and_switched_on_it_is_free_again()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await PairAsync(world);
        Assert.IsType<PostingOutcome.Posted>(await world.PayAsync(community, sri, budi, 100));

        await SwitchAsync(world, community, isOn: false);
        AssertOff(await world.PayAsync(community, sri, budi, 1));
        Assert.IsType<PostingOutcome.Posted>(await world.PayAsync(community, budi, sri, 40));
        AssertOff(await world.PayAsync(community, sri, budi, 1));
        AssertOff(await world.PayAsync(community, budi, sri, 61));

        await SwitchAsync(world, community, isOn: true);
        Assert.IsType<PostingOutcome.Posted>(await world.PayAsync(community, sri, budi, 1));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task Many_payments_at_once_spend_what_is_there_and_no_more()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await PairAsync(world);
        await world.PayAsync(community, budi, sri, 100);
        await SwitchAsync(world, community, isOn: false);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => world.PayAsync(community, sri, budi, 30)));

        Assert.Equal(3, outcomes.Count(static outcome => outcome is PostingOutcome.Posted));
        Assert.Equal(10, await world.BalanceAsync(sri));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task Under_load_from_two_silos_no_payment_after_the_switch_leads_further_below_zero()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await PairAsync(world);
        var other = await world.AddSiloAsync();
        using var end = new CancellationTokenSource();
        var payers = Enumerable.Range(0, PayerCount).Select(n => PayAllTheTimeAsync(
            n % 2 == 0 ? world.Silo : other, community, n < 2 ? sri : budi, n < 2 ? budi : sri, end.Token)).ToArray();

        for (var turn = 0; turn < 5; turn++)
        {
            var seen = await CountAsync(world);
            while (await CountAsync(world) < seen + 20)
            {
                Assert.DoesNotContain(payers, static payer => payer.IsFaulted);
            }

            await SwitchAsync(world, community, isOn: turn % 2 == 1);
        }

        await end.CancelAsync();
        await Task.WhenAll(payers);

        // Off from the first, third and fifth switch on: in that time every debit left its account at zero or above.
        Assert.Equal(0L, await world.Database.ScalarAsync<long>(
            """
            with spans as (
                select is_on, at, lead(at) over (order by id) as until from credit_switches)
            select count(*) from transfers t join accounts a on a.id = t.debit_account and a.role = 1
            join spans s on not s.is_on and t.at > s.at and (s.until is null or t.at < s.until)
            where t.debit_balance < 0
            """));
        Assert.True(await world.Database.ScalarAsync<bool>(
            "select exists (select from operations where refusal = 310) and exists (select from transfers where debit_balance < 0)"));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task A_trade_out_of_the_community_counts_as_any_payment()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, _) = await PairAsync(world);
        var other = await world.AddCommunityAsync("tunggal", World.Rupiah);
        await world.RateAsync(community, new Rate(1, 1), World.Today);
        await world.RateAsync(other, new Rate(1, 1), World.Today);
        var tini = await world.OpenAsync(other, "tini", floor: -1000);
        Assert.IsType<TradePosted>(await world.TradeAsync(sri, tini, 10, World.Rupiah));

        await SwitchAsync(world, community, isOn: false);
        var refused = Assert.IsType<TradeRefused>(await world.TradeAsync(sri, tini, 10, World.Rupiah));
        Assert.Equal(RefusalReason.CreditSwitchedOff, refused.Refusal.Reason);
        Assert.IsType<TradePosted>(await world.TradeAsync(tini, sri, 10, World.Rupiah));
        await world.AssertSoundAsync();
    }

    private static async Task<(Community Community, AccountId Sri, AccountId Budi)> PairAsync(World world)
    {
        var community = await world.AddCommunityAsync("mendasar", World.Rupiah);
        return (community, await world.OpenAsync(community, "sri", floor: -1000), await world.OpenAsync(community, "budi", floor: -1000));
    }

    private static Task SwitchAsync(World world, Community community, bool isOn) => world.DoAsync(
        new SwitchCredit(community.Ledger, isOn) { Id = World.NewId(), Actor = World.Actor, Reason = "test" });

    private static async Task PayAllTheTimeAsync(
        TestSilo silo, Community community, AccountId payer, AccountId payee, CancellationToken end)
    {
        while (!end.IsCancellationRequested)
        {
            await silo.Grains.GetGrain<IAccountGrain>(payer.ToString())
                .PayAsync(World.Order(community, payer, payee, 7));
        }
    }

    private static Task<long> CountAsync(World world) =>
        world.Database.ScalarAsync<long>("select count(*) from operations where kind = 1");

    private static void AssertOff(PostingOutcome outcome) => Assert.Equal(
        RefusalReason.CreditSwitchedOff, Assert.IsType<PostingOutcome.Refused>(outcome).Refusal.Reason);
}
