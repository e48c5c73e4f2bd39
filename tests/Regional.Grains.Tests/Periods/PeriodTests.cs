using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Periods;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Hosting;

namespace Regional.Grains.Tests.Periods;

public sealed class PeriodTests
{
    // January ends on Monday 2 February, for 31 January 2026 is a Saturday.
    private static readonly DateOnly January = new(2026, 1, 15);
    private static readonly DateOnly LastOfJanuary = new(2026, 2, 2);
    private static readonly DateOnly February = new(2026, 2, 3);

    [Fact]
    public async Task A_period_is_totalled_by_business_date_and_posted_amounts_only()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await Posted(world.PayOnAsync(community, payer, payee, 500, PeriodWorld.First.AddDays(-1)));
        await Posted(world.PayOnAsync(community, payer, payee, 100, January));
        await Posted(world.PayOnAsync(community, payee, payer, 30, LastOfJanuary));
        await Posted(world.PayOnAsync(community, payer, payee, 7, February));
        await PendAsync(world, community, payer, payee, 1_000);

        var reply = await world.EndAsync(community, 1);

        Assert.Null(reply.Refusal);
        Assert.Equal(PeriodStatus.Totalled, reply.Status);
        var period = (await world.Periods().FindAsync(community.Ledger, 1, CancellationToken.None))!;
        Assert.Equal(new PeriodSpan(period.Span.Id, 1, PeriodWorld.First, LastOfJanuary), period.Span);
        Assert.Equal((2, 130, 570), (period.Totals!.MovedAccounts, period.Totals.Debits, period.Totals.PositiveBalances));
        Assert.Equal((-500, 100, 30, -570), await TotalsAsync(world, period, payer));
        Assert.Equal((500, 30, 100, 570), await TotalsAsync(world, period, payee));
    }

    [Fact]
    public async Task The_next_period_opens_with_what_the_one_before_closed_with()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await Posted(world.PayOnAsync(community, payer, payee, 7, February));
        await Posted(world.PayOnAsync(community, payer, payee, 100, January));
        await world.EndAsync(community, 1);
        await Posted(world.PayOnAsync(community, payer, payee, 5, February));

        await world.EndAsync(community, 2);

        var period = (await world.Periods().FindAsync(community.Ledger, 2, CancellationToken.None))!;
        Assert.Equal((-100, 12, 0, -112), await TotalsAsync(world, period, payer));
        Assert.Equal((100, 0, 12, 112), await TotalsAsync(world, period, payee));
        await world.AssertSoundAsync();
    }

    [Fact]
    public async Task Closed_twice_it_is_the_first_report_again()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await Posted(world.PayOnAsync(community, payer, payee, 100, January));
        await world.EndAsync(community, 1);
        var first = (await world.Periods().FindAsync(community.Ledger, 1, CancellationToken.None))!;

        var again = await world.EndAsync(community, 1);

        Assert.Equal((PeriodStatus.Totalled, null), (again.Status, again.Refusal));
        var second = (await world.Periods().FindAsync(community.Ledger, 1, CancellationToken.None))!;
        Assert.Equal(first.Totals, second.Totals);
        Assert.Equal(first.Marks.AsEnumerable(), second.Marks);
    }

    [Fact]
    public async Task Out_of_order_and_before_its_time_it_is_refused()
    {
        await using var world = await World.CreateAsync();
        var (community, _, _) = await StartAsync(world);

        Assert.Equal(RefusalReason.PeriodUnknown, (await world.EndAsync(community, 2)).Refusal!.Reason);
        Assert.Equal(RefusalReason.PeriodNotTotalled, await SignOffAsync(world, community, 1));
        await world.EndAsync(community, 1);
        await world.EndAsync(community, 2);
        Assert.Equal(RefusalReason.PeriodOutOfOrder, await SignOffAsync(world, community, 2));
        Assert.Equal(RefusalReason.PeriodNotTotalled, await PublishAsync(world, community, 1));
        Assert.Null(await SignOffAsync(world, community, 1));
        Assert.Null(await SignOffAsync(world, community, 1));
        Assert.Null(await PublishAsync(world, community, 1));
        Assert.Null(await SignOffAsync(world, community, 2));
        Assert.Equal(RefusalReason.PeriodNotEnded, (await EndUntilTodayAsync(world, community)).Refusal!.Reason);
    }

    [Fact]
    public async Task A_late_line_is_refused_where_the_terms_say_nothing()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await world.EndAsync(community, 1);

        var outcome = await world.PayOnAsync(community, payer, payee, 100, LastOfJanuary);

        Assert.Equal(RefusalReason.PeriodClosed, Assert.IsType<PostingOutcome.Refused>(outcome).Refusal.Reason);
        await Posted(world.PayOnAsync(community, payer, payee, 100, LastOfJanuary.AddDays(1)));
    }

    [Fact]
    public async Task A_late_line_is_booked_on_the_first_open_date_where_the_terms_say_so()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await world.DoAsync(new SetTerms(
            community.Ledger, World.Today, ImmutableSortedDictionary.CreateRange([new KeyValuePair<string, string>("lateLines", "open-period")]))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        for (var no = 1; (await world.EndAsync(community, no)).Refusal is null; no++)
        {
        }

        await Posted(world.PayOnAsync(community, payer, payee, 100, January));

        var open = (await world.Periods().FindAllAsync(community.Ledger, 1, CancellationToken.None))[0];
        Assert.Equal(PeriodStatus.Open, open.Status);
        Assert.Equal(
            $"{open.Span.FirstDate:O} {January:O}",
            await world.Database.ScalarAsync<string>("select business_date || ' ' || document_date from transfers"));
    }

    [Fact]
    public async Task A_correction_and_a_trade_are_late_as_a_payment_is()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        var other = await world.AddCommunityAsync("other", World.Rupiah);
        var abroad = await world.OpenAsync(other, "abroad");
        var paid = Assert.IsType<PostingOutcome.Posted>(await world.PayOnAsync(community, payer, payee, 9, January));
        await world.EndAsync(community, 1);

        var correction = await world.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = World.NewId(),
            Corrects = paid.Receipt.Operation,
            Reason = "slip",
            Details = World.Details() with { BusinessDate = January },
        });
        var order = World.TradeOrder(abroad, payee, 5, World.Rupiah);
        var trade = await world.RegionGrain.TradeAsync(
            order with { Details = order.Details with { BusinessDate = January } });

        Assert.Equal(RefusalReason.PeriodClosed, Assert.IsType<PostingOutcome.Refused>(correction).Refusal.Reason);
        Assert.Equal(RefusalReason.PeriodClosed, Assert.IsType<TradeRefused>(trade).Refusal.Reason);
    }

    [Fact]
    public async Task The_reminder_ends_every_period_that_is_due()
    {
        await using var world = await World.CreateAsync();
        var (community, payer, payee) = await StartAsync(world);
        await Posted(world.PayOnAsync(community, payer, payee, 100, January));
        await world.Database.ExecuteAsync("update period_calendars set at = '2026-01-01'");

        await SweepUntilNothingIsDueAsync(world, community);

        var periods = await world.Periods().FindAllAsync(community.Ledger, 20, CancellationToken.None);
        Assert.Equal(PeriodStatus.Open, periods[0].Status);
        Assert.True(periods[0].Span.LastDate >= World.Today.AddDays(-1));
        Assert.All(periods[1..], static period => Assert.Equal(PeriodStatus.Totalled, period.Status));
        Assert.Equal((-100, 0, 0, -100), await TotalsAsync(world, periods[1], payer));
    }

    [Fact]
    public async Task What_was_over_when_the_calendar_was_set_waits_for_a_command()
    {
        await using var world = await World.CreateAsync();
        var (community, _, _) = await StartAsync(world);

        await SweepUntilNothingIsDueAsync(world, community);

        var period = Assert.Single(await world.Periods().FindAllAsync(community.Ledger, 20, CancellationToken.None));
        Assert.Equal(PeriodStatus.Open, period.Status);
    }

    // Each sweep ends what is due then; the next period is due after it.
    private static async Task SweepUntilNothingIsDueAsync(World world, Community community)
    {
        do
        {
            await world.Grain(community).SweepPeriodsAsync();
        }
        while (!(await world.Periods().FindDueAsync(community.Id, DateTimeOffset.UtcNow, CancellationToken.None)).IsEmpty);
    }

    private static async Task<(Community Community, AccountId Payer, AccountId Payee)> StartAsync(World world)
    {
        var community = await world.AddCommunityAsync("c", World.Rupiah);
        await world.SetCalendarAsync(community);
        return (community, await world.OpenAsync(community, "payer"), await world.OpenAsync(community, "payee"));
    }

    private static async Task Posted(Task<PostingOutcome> outcome) => Assert.IsType<PostingOutcome.Posted>(await outcome);

    private static Task<RefusalReason?> SignOffAsync(World world, Community community, int no) =>
        AdvanceAsync(world, new SignOffPeriod(community.Ledger, no) { Id = World.NewId(), Actor = World.Actor });

    private static Task<RefusalReason?> PublishAsync(World world, Community community, int no) =>
        AdvanceAsync(world, new PublishPeriod(community.Ledger, no) { Id = World.NewId(), Actor = World.Actor });

    private static async Task<RefusalReason?> AdvanceAsync(World world, Command command) =>
        (await world.Commands.ExecuteAsync(command, CancellationToken.None) as CommandOutcome.Refused)?.Refusal.Reason;

    private static async Task<PeriodReply> EndUntilTodayAsync(World world, Community community)
    {
        var reply = new PeriodReply(Status: null, Refusal: null);
        for (var no = 3; reply.Refusal is null; no++)
        {
            reply = await world.EndAsync(community, no);
        }

        return reply;
    }

    private static async Task PendAsync(
        World world, Community community, AccountId payer, AccountId payee, long minor)
    {
        var order = World.Order(community, payer, payee, minor);
        await Posted(world.Silo.Grains.GetGrain<IAccountGrain>(payer.ToString()).PayAsync(order with
        {
            Legs = [order.Legs[0] with { IsPending = true }],
            Details = order.Details with { BusinessDate = January },
        }).AsTask());
    }

    private static async Task<(long, long, long, long)> TotalsAsync(World world, BookPeriod period, AccountId account)
    {
        var accounts = await world.Periods().ReadAccountsAsync(period, default, 100, CancellationToken.None);
        var found = accounts.Single(candidate => candidate.Id == account);
        return (found.Opening, found.Debits, found.Credits, found.Closing);
    }
}
