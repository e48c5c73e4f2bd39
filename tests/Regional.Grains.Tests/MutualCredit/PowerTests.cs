using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.MutualCredit;

/// <summary>Riegel's powers on a real ledger: granted, drawn by purpose, also by many at once.</summary>
public sealed class PowerTests
{
    [Fact]
    public async Task Pay_of_5000_gives_15000_for_wages_and_7500_for_purchases()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);

        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 15_000, "wages"));
        AssertRefused(RefusalReason.PayrollPowerExceeded, await PayAsync(world, community, sri, budi, 1, "wages"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 7_500, "goods"));
        AssertRefused(RefusalReason.FloorExceeded, await PayAsync(world, community, sri, budi, 1, "services"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, budi, sri, 2_000, "loan"));
        AssertRefused(RefusalReason.CommercialPowerExceeded, await PayAsync(world, community, sri, budi, 1, "services"));
        AssertRefused(RefusalReason.PurposeHasNoPower, await PayAsync(world, community, sri, budi, 1, "loan"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 2_000, "wages"));

        Assert.Equal(
            [(1L, 15_000L, 15_000L, 0L), (2L, 7_500L, 15_000L, 7_500L), (3L, 2_000L, 15_000L, 7_500L)],
            await DrawsAsync(world, sri));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task Many_payments_at_once_draw_what_is_granted_and_no_more()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 24).Select(
            n => PayAsync(world, community, sri, budi, 2_000, n % 2 == 0 ? "wages" : "goods")));

        Assert.Equal(7 + 3, outcomes.Count(static outcome => outcome is PostingOutcome.Posted));
        Assert.Equal(-20_000, await world.BalanceAsync(sri));
        var last = (await DrawsAsync(world, sri))[^1];
        Assert.Equal((10L, 14_000L, 6_000L), (last.No, last.PayrollUsed, last.CommercialUsed));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task An_account_without_pay_spends_what_it_has()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);
        await PayAsync(world, community, sri, budi, 500, "wages");

        AssertRefused(RefusalReason.FloorExceeded, await PayAsync(world, community, budi, sri, 501, "goods"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, budi, sri, 500, "loan"));
    }

    // Receipts would give the payroll power back first; what is taken back gives back the power it was drawn on.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_purchase_that_is_voided_or_corrected_gives_back_the_power_it_drew(bool isHeld)
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 15_000, "wages"));
        var purchase = await PlaceAsync(world, community, sri, budi, 7_500, isHeld);
        AssertRefused(RefusalReason.FloorExceeded, await PayAsync(world, community, sri, budi, 1, "wages"));

        Assert.IsType<PostingOutcome.Posted>(isHeld
            ? await ResolveAsync(world, sri, purchase, TransferAction.VoidPending)
            : await CorrectAsync(world, purchase));

        AssertRefused(RefusalReason.PayrollPowerExceeded, await PayAsync(world, community, sri, budi, 1, "wages"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 7_500, "goods"));
        Assert.Equal(
            [
                (1L, 15_000L, 15_000L, 0L), (2L, 7_500L, 15_000L, 7_500L), (3L, -7_500L, 15_000L, 0L),
                (4L, 7_500L, 15_000L, 7_500L),
            ],
            await DrawsAsync(world, sri));
        await AssertVerifiedAsync(world);
    }

    [Fact]
    public async Task A_held_purchase_that_is_posted_in_part_and_then_corrected_gives_back_the_rest_and_then_the_part()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 15_000, "wages"));
        var purchase = await PlaceAsync(world, community, sri, budi, 7_500, isHeld: true);

        var part = Assert.IsType<PostingOutcome.Posted>(
            await ResolveAsync(world, sri, purchase, TransferAction.PostPending, 5_000));
        AssertRefused(RefusalReason.FloorExceeded, await PayAsync(world, community, sri, budi, 2_501, "goods"));
        Assert.IsType<PostingOutcome.Posted>(await CorrectAsync(world, part.Receipt.Operation));

        AssertRefused(RefusalReason.PayrollPowerExceeded, await PayAsync(world, community, sri, budi, 1, "wages"));
        Assert.Equal(
            [
                (1L, 15_000L, 15_000L, 0L), (2L, 7_500L, 15_000L, 7_500L), (3L, -2_500L, 15_000L, 5_000L),
                (4L, -5_000L, 15_000L, 0L),
            ],
            await DrawsAsync(world, sri));
        await AssertVerifiedAsync(world);
    }

    [Fact]
    public async Task What_receipts_gave_back_already_is_not_given_back_again()
    {
        await using var world = await World.CreateAsync();
        var (community, sri, budi) = await RiegelAsync(world);
        var wages = World.Order(community, sri, budi, 15_000);
        Assert.IsType<PostingOutcome.Posted>(
            await world.Silo.Grains.GetGrain<IAccountGrain>(sri.ToString())
                .PayAsync(wages with { Legs = [wages.Legs[0] with { Purpose = "wages" }] }));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 7_500, "goods"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, budi, sri, 10_000, "loan"));

        Assert.IsType<PostingOutcome.Posted>(await CorrectAsync(world, wages.Id));

        // 10,000 of the wages were repaid: 5,000 go back to them, the other 10,000 give back the purchases and are her own.
        Assert.Equal((3L, -5_000L, 0L, 7_500L), (await DrawsAsync(world, sri))[^1]);
        Assert.Equal(2_500, await world.BalanceAsync(sri));
        AssertRefused(RefusalReason.CommercialPowerExceeded, await PayAsync(world, community, sri, budi, 10_001, "goods"));
        Assert.IsType<PostingOutcome.Posted>(await PayAsync(world, community, sri, budi, 10_000, "goods"));
        await AssertVerifiedAsync(world);
    }

    private static async Task<OperationId> PlaceAsync(
        World world, Community community, AccountId payer, AccountId payee, long minor, bool isHeld)
    {
        var order = World.Order(community, payer, payee, minor);
        Assert.IsType<PostingOutcome.Posted>(await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString())
            .PayAsync(order with { Legs = [order.Legs[0] with { Purpose = "goods", IsPending = isHeld }] }));
        return order.Id;
    }

    private static async Task<PostingOutcome> ResolveAsync(
        World world, AccountId payer, OperationId pending, TransferAction action, long? minor = null) =>
        await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).ResolveAsync(new ResolutionOrder
        {
            Id = World.NewId(),
            Pending = new TransferId(pending, 0),
            Action = action,
            AmountMinor = minor,
            Details = World.Details(),
        });

    private static async Task<PostingOutcome> CorrectAsync(World world, OperationId operation) =>
        await world.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = World.NewId(),
            Corrects = operation,
            Reason = "goods went back",
            Details = World.Details(),
        });

    private static async Task AssertVerifiedAsync(World world)
    {
        await world.AssertSoundAsync();
        Assert.Empty((await world.Silo.Services.GetRequiredService<IVerifier>()
            .VerifyAsync(progress: null, CancellationToken.None)).Differences);
    }

    private static async Task<(Community Community, AccountId Sri, AccountId Budi)> RiegelAsync(World world)
    {
        var community = await world.AddCommunityAsync("mendasar", World.Rupiah);
        var (sri, budi) = (await world.OpenAsync(community, "sri"), await world.OpenAsync(community, "budi"));
        await world.DoAsync(new SetTerms(
            community.Ledger, World.Today, ImmutableSortedDictionary<string, string>.Empty.Add("limitModel", "riegel"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        await world.DoAsync(new DeclarePay(sri, 5_000) { Id = World.NewId(), Actor = World.Actor });
        var granted = await world.DoAsync(
            new GrantLimits(community.Ledger, World.Today, After: default, Only: null, FixedLimitMinor: null)
            {
                Id = World.NewId(),
                Actor = World.Actor,
                Reason = "yearly review",
            });
        Assert.Equal(("2", "2"), (granted["accounts"], granted["changed"]));
        Assert.Equal(-22_500, (await world.Directory.FindAccountAsync(sri, CancellationToken.None))!.Floor);
        Assert.Equal(0, (await world.Directory.FindAccountAsync(budi, CancellationToken.None))!.Floor);
        return (community, sri, budi);
    }

    private static async Task<PostingOutcome> PayAsync(
        World world, Community community, AccountId payer, AccountId payee, long minor, string purpose)
    {
        var order = World.Order(community, payer, payee, minor);
        return await world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString())
            .PayAsync(order with { Legs = [order.Legs[0] with { Purpose = purpose }] });
    }

    private static async Task<(long No, long Amount, long PayrollUsed, long CommercialUsed)[]> DrawsAsync(
        World world, AccountId account)
    {
        await using var command = world.Database.Database.Source.CreateCommand(
            $"select no, amount, payroll_used, commercial_used from credit_draws where account_id = {account} order by no");
        await using var row = await command.ExecuteReaderAsync();
        List<(long, long, long, long)> draws = [];
        while (await row.ReadAsync())
        {
            draws.Add((row.GetInt64(0), row.GetInt64(1), row.GetInt64(2), row.GetInt64(3)));
        }

        return [.. draws];
    }

    private static void AssertRefused(RefusalReason reason, PostingOutcome outcome) =>
        Assert.Equal(reason, Assert.IsType<PostingOutcome.Refused>(outcome).Refusal.Reason);
}
