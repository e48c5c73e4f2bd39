using System.Collections.Immutable;
using Regional.Contracts.Clearing;
using Regional.Domain;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Refusals;
using Regional.Storage.Clearing;
using Regional.Storage.Queries;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.Registry.World;

namespace Regional.Storage.Tests.Clearing;

public sealed class SettlementTests
{
    [Fact]
    public async Task Positions_are_recomputed_window_by_window()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var first = await CutAndCloseAsync(world);
        await world.PostAsync(Payments.Trade(world, world.Beta, world.Alpha, 100));
        var second = await CutAndCloseAsync(world);
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 7));

        Assert.Equal([(0, 300, 0), (0, 0, 300)], await PositionsAsync(world, first));
        Assert.Equal([(-300, 0, 100), (300, 100, 0)], await PositionsAsync(world, second));
    }

    [Fact]
    public async Task Mirrors_agree_with_the_accounts_they_mirror_at_the_windows_end()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 7));

        var mirrors = await new ClearingReader(world.Test.Database)
            .FindMirrorsAsync(window, TestContext.Current.CancellationToken);

        Assert.Equal(
            [(300, 300, -300), (-48_000, -300, 300)],
            mirrors.Select(static mirror => (mirror.LowerBalance, mirror.LowerCounter, mirror.UpperBalance)));
    }

    [Fact]
    public async Task A_settlement_is_planned_placed_confirmed_and_settled()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        var plan = Plan(world, window);

        Assert.Equal("2", (await world.DoneAsync(plan))["instructions"]);
        await world.RefusedAsync(New(Step(window, WindowStep.Placed)), RefusalReason.SettlementRunning);
        await world.RefusedAsync(New(Step(window, WindowStep.Settled)), RefusalReason.SettlementRunning);
        var (payIn, payOut) = (plan.Positions[0].Instruction!.Value, plan.Positions[1].Instruction!.Value);
        var placedIn = await PlaceAsync(world, payIn, world.Alpha, isPayOut: false);
        var placedOut = await PlaceAsync(world, payOut, world.Beta, isPayOut: true);
        await world.DoneAsync(New(Step(window, WindowStep.Placed)));
        await ConfirmAsync(world, payIn, placedIn);
        await world.RefusedAsync(New(Step(window, WindowStep.Settled)), RefusalReason.SettlementRunning);
        await ConfirmAsync(world, payOut, placedOut);
        await world.DoneAsync(New(Step(window, WindowStep.Settled)));
        await world.DoneAsync(New(Step(window, WindowStep.ReportFinal)));
        await world.DoneAsync(New(Step(window, WindowStep.ReportFinal)));

        var read = (await new ClearingReader(world.Test.Database).FindWindowAsync(window, TestContext.Current.CancellationToken))!;
        Assert.Equal((WindowStatus.Settled, true), (read.Status, read.SettledAt is not null));
        Assert.Equal(
            [WindowStep.Closed, WindowStep.Planned, WindowStep.Placed, WindowStep.Settled, WindowStep.ReportFinal],
            read.StepsDone);
        var next = await CutAndCloseAsync(world);
        Assert.Equal([(0, 0, 0), (0, 0, 0)], await PositionsAsync(world, next));
        var report = (await new ClearingQueries(world.Test.Database).FindReportAsync(
            world.Region, 1, TestContext.Current.CancellationToken))!;
        Assert.Equal([(-300, true), (300, true)], report.Lines.Select(static line => (line.Settled!.Value, line.IsAsPlanned)));
        Assert.All(report.Instructions, static payment => Assert.NotNull(payment.ConfirmedAt));
    }

    [Fact]
    public async Task A_plan_that_is_not_what_the_journal_says_is_a_bug()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        var plan = Plan(world, window);

        var wrong = plan with { Positions = [plan.Positions[0] with { Paid = 301, Opening = 1 }, plan.Positions[1]] };
        await Assert.ThrowsAsync<InvariantViolation>(() => world.ExecuteAsync(wrong));
        await Assert.ThrowsAsync<InvariantViolation>(() => world.ExecuteAsync(plan with { Positions = [] }));

        await world.DoneAsync(plan);
    }

    [Fact]
    public async Task A_plan_that_does_not_add_up_is_malformed()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        var plan = Plan(world, window);
        var (one, two) = (plan.Positions[0], plan.Positions[1]);

        ImmutableArray<PlannedPosition>[] wrong =
        [
            [one with { Carried = 1 }, two],
            [one with { Settled = 0, Carried = -300, Instruction = null }, two],
            [one with { Instruction = null }, two],
            [one, one],
            [one with { CarryLimit = -1 }, two],
        ];
        foreach (var positions in wrong)
        {
            await world.RefusedAsync(plan with { Positions = positions }, RefusalReason.FieldMalformed);
        }
    }

    [Fact]
    public async Task Nothing_is_planned_or_recorded_before_the_window_is_closed()
    {
        await using var world = await World.CreateAsync();
        await world.DoneAsync(New(new CutWindow(world.Region) { Id = default, Actor = "" }));

        await world.RefusedAsync(New(Step(new WindowId(1), WindowStep.DifferencesBooked)), RefusalReason.WindowNotClosed);
        await world.RefusedAsync(New(Step(new WindowId(999), WindowStep.DifferencesBooked)), RefusalReason.WindowUnknown);
        await world.RefusedAsync(New(Step(new WindowId(1), WindowStep.Closed)), RefusalReason.FieldMalformed);
        var plan = New(new PlanSettlement(new WindowId(1), Payments.Day, []) { Id = default, Actor = "" });
        await world.RefusedAsync(plan, RefusalReason.WindowNotClosed);
        await world.RefusedAsync(New(plan with { Window = new(999) }), RefusalReason.WindowUnknown);
    }

    [Fact]
    public async Task A_late_payer_may_sell_but_not_buy_until_it_has_paid()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        var plan = Plan(world, window) with { Due = new DateOnly(2020, 1, 1) };
        await world.DoneAsync(plan);
        var (payIn, payOut) = (plan.Positions[0].Instruction!.Value, plan.Positions[1].Instruction!.Value);
        var reader = new ClearingReader(world.Test.Database);
        Assert.Equal(payIn, Assert.Single(await OverdueAsync(reader, world)).Id);

        await world.DoneAsync(New(Arrears(payIn)));
        await world.DoneAsync(New(Arrears(payIn)));

        Assert.Empty(await OverdueAsync(reader, world));
        Assert.True((await reader.FindInstructionAsync(payIn, TestContext.Current.CancellationToken))!.IsInArrears);
        Assert.Equal(2, await world.Test.ScalarAsync<short>($"select status from accounts where id = {world.Alpha.AtRegion}"));
        await world.RefusedAsync(New(Arrears(payOut)), RefusalReason.InstructionNotDue);
        await world.RefusedAsync(New(Arrears(NewId())), RefusalReason.InstructionUnknown);
        await ConfirmAsync(world, payIn, await PlaceAsync(world, payIn, world.Alpha, isPayOut: false));
        Assert.Equal(1, await world.Test.ScalarAsync<short>($"select status from accounts where id = {world.Alpha.AtRegion}"));
        Assert.False((await reader.FindInstructionAsync(payIn, TestContext.Current.CancellationToken))!.IsInArrears);
    }

    [Fact]
    public async Task A_payment_that_is_not_due_or_confirmed_is_nobodys_arrears()
    {
        await using var world = await World.CreateAsync();
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 300));
        var window = await CutAndCloseAsync(world);
        var plan = Plan(world, window);
        await world.DoneAsync(plan);
        var payIn = plan.Positions[0].Instruction!.Value;

        await world.RefusedAsync(New(Arrears(payIn)), RefusalReason.InstructionNotDue);
        await ConfirmAsync(world, payIn, await PlaceAsync(world, payIn, world.Alpha, isPayOut: false));
        await world.RefusedAsync(New(Arrears(payIn)), RefusalReason.InstructionEnded);
    }

    internal static async Task<WindowId> CutAndCloseAsync(World world)
    {
        var cut = await world.DoneAsync(New(new CutWindow(world.Region) { Id = default, Actor = "" }));
        var window = new WindowId(long.Parse(cut["window"]));
        await world.DoneAsync(New(new CloseWindow(window) { Id = default, Actor = "" }));
        return window;
    }

    internal static PlanSettlement Plan(World world, WindowId window) => New(new PlanSettlement(
        window,
        DateOnly.FromDateTime(DateTime.UtcNow).AddDays(5),
        [
            new PlannedPosition(world.Alpha.AtRegion, 0, 300, 0, 0, Carried: 0, Settled: -300, NewId()),
            new PlannedPosition(world.Beta.AtRegion, 0, 0, 300, 0, Carried: 0, Settled: 300, NewId()),
        ])
    {
        Id = default,
        Actor = "",
    });

    /// <summary>Places the payment as pending in the region's ledger, and its twin in the community's.</summary>
    internal static async Task<TransferId> PlaceAsync(World world, OperationId instruction, World.Party party, bool isPayOut)
    {
        var restOfWorld = new AccountId(await world.Test.ScalarAsync<long>(
            $"select id from accounts where ledger_id = {world.RegionLedger} and role = 11"));
        var posting = Payments.New(
            Payments.Day, Leg(world, restOfWorld, party, isPayOut), await TwinAsync(world, party, isPayOut)) with
        {
            Kind = OperationKind.PlaceSettlement,
            Effects = [new InstructionPlaced(instruction)],
        };
        await world.PostAsync(posting);
        return new TransferId(posting.Id, 0);
    }

    internal static async Task ConfirmAsync(World world, OperationId instruction, TransferId placed)
    {
        var legs = await new Storage.Directory.LedgerDirectory(world.Test.Database)
            .FindLegsAsync(placed.Posting, TestContext.Current.CancellationToken);
        var posting = Payments.New(Payments.Day, [.. legs.Select((posted, place) => posted.Leg with
        {
            Action = TransferAction.PostPending,
            Resolves = placed with { Leg = (short)place },
        })]) with
        {
            Kind = OperationKind.ConfirmSettlement,
            Effects = [new InstructionConfirmed(instruction)],
        };
        await world.PostAsync(posting);
    }

    private static Leg Leg(World world, AccountId restOfWorld, World.Party party, bool isPayOut) => Payments.Leg(
        world.RegionLedger,
        isPayOut ? party.AtRegion : restOfWorld,
        isPayOut ? restOfWorld : party.AtRegion,
        new Amount(300, Komoko)) with
    {
        Action = TransferAction.Pend,
        Kind = TransferKind.Financial,
        Purpose = "settlement",
        ForcedReason = "settlement",
    };

    private static async Task<Leg> TwinAsync(World world, World.Party party, bool isPayOut)
    {
        var settlement = new AccountId(await world.Test.ScalarAsync<long>(
            $"select id from accounts where ledger_id = {party.Ledger} and role = 3"));
        var amount = party == world.Beta ? new Amount(300 * 160, Rupiah) : new Amount(300, Komoko);
        return Leg(world, settlement, party, isPayOut) with
        {
            Ledger = party.Ledger,
            Debit = isPayOut ? settlement : party.Mirror,
            Credit = isPayOut ? party.Mirror : settlement,
            Amount = amount,
            Counter = new Amount(300, Komoko),
        };
    }

    private static async Task<(long, long, long)[]> PositionsAsync(World world, WindowId window)
    {
        var positions = await new ClearingReader(world.Test.Database)
            .FindPositionsAsync(window, TestContext.Current.CancellationToken);
        Assert.Equal([world.Alpha.AtRegion, world.Beta.AtRegion], positions.Select(static position => position.Account));
        return [.. positions.Select(static position => (position.Opening, position.Paid, position.Received))];
    }

    private static async Task<ImmutableArray<InstructionRecord>> OverdueAsync(ClearingReader reader, World world) =>
        await reader.FindOverdueAsync(world.Region, new DateOnly(2100, 1, 1), TestContext.Current.CancellationToken);

    private static RecordWindowStep Step(WindowId window, WindowStep step) => new(window, step) { Id = default, Actor = "" };

    private static DeclareArrears Arrears(OperationId instruction) => new(instruction) { Id = default, Actor = "" };
}
