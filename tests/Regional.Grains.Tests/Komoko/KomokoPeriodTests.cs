using System.Collections.Immutable;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Schemes.Komoko;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;
using Regional.Grains.Tests.Periods;

namespace Regional.Grains.Tests.Komoko;

/// <summary>The month's end of a komoko as the end of its period: clearing, levy, demurrage.</summary>
public sealed class KomokoPeriodTests
{
    private static readonly DateOnly January1 = new(2026, 1, 1);

    [Fact]
    public async Task A_quarter_ends_with_cover_and_levy_and_April_with_demurrage_dated_as_003_says()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.PayAsync(months.Business, months.Household, 1_000_00, "wages", January1);
        await months.PayAsync(months.Household, months.Business, 300_00, "goods", new(2026, 2, 1));
        await months.PayAsync(months.Household, months.BusinessFinancial, 100_00, "loan", new(2026, 2, 2));

        await EndAsync(months, 1, 2, 3, 4);

        // −700 real is covered by 100 of its own; 1 % of the 600 left is the levy; 600 matured on 1 April.
        Assert.Equal("10000 2026-03-31", await months.ShowAsync("clearing"));
        Assert.Equal("600 2026-03-31", await months.ShowAsync("levy"));
        Assert.Equal("600 2026-04-30", await months.ShowAsync("demurrage"));
        Assert.Equal((-606_00, 0, 594_00), (
            await months.BalanceAsync(months.Business), await months.BalanceAsync(months.BusinessFinancial),
            await months.BalanceAsync(months.Household)));
        var april = await months.FindAsync(4);
        Assert.Equal((1, 600), (april.Totals!.Postings, april.Totals.Debits));
        Assert.Equal(
            ["totals", "clearing", "clearing-2", "demurrage", "final-totals"], april.Steps.Select(static step => step.Step));
    }

    [Fact]
    public async Task Whose_turnover_periods_change_within_a_period_is_cleared_on_the_old_date_and_on_the_new()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.PayAsync(months.Business, months.Household, 1_000_00, "wages", January1);
        await EndAsync(months, 1, 2);

        // Entered while March was open: first monthly, on the 20th, then by the quarter again.
        await months.World.Database.ExecuteAsync(
            """
            insert into komoko_holders (ledger_id, member_id, valid_from, class, first_clearing, turnover_months,
              is_long_entitled, depreciation, actor, operation)
            select ledger_id, member_id, v.valid_from, class, v.first_clearing, v.months, is_long_entitled, depreciation,
              actor, gen_random_uuid()
            from komoko_holders, (values (date '2026-03-16', date '2026-03-20', 1), (date '2026-03-21', date '2026-03-31', 3))
              as v (valid_from, first_clearing, months)
            where class = 2
            """);

        await EndAsync(months, 3, 4);

        // 1 % of 1,000.00, then of 1,010.00; the quarter that ends with March again ends there once more.
        Assert.Equal("1000 2026-03-20, 1010 2026-03-31", await months.ShowAsync("levy"));
        Assert.Equal(-1_020_10, await months.BalanceAsync(months.Business));
    }

    [Fact]
    public async Task Ended_twice_it_charges_once_and_shows_the_first_report()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.PayAsync(months.Business, months.Household, 600_00, "wages", January1);
        await EndAsync(months, 1, 2, 3, 4);
        var first = await months.FindAsync(4);

        await EndAsync(months, 4);

        Assert.Equal(first.Totals, (await months.FindAsync(4)).Totals);
        Assert.Equal("600 2026-04-30", await months.ShowAsync("demurrage"));
    }

    [Fact]
    public async Task April_is_charged_30_days_though_a_payment_of_May_has_charged_its_lot_further()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.PayAsync(months.Business, months.Household, 600_00, "wages", January1);
        await months.PayAsync(months.Household, months.Business, 300_00, "goods", new(2026, 5, 5));

        await EndAsync(months, 1, 2, 3, 4, 5);

        // May: four days of 600 at 2 % are 1.60; of the 294 left, 26 days at 2 % and one at 4 % are 5.488.
        Assert.Equal("600 2026-04-30, 708 2026-05-31", await months.ShowAsync("demurrage"));
    }

    [Fact]
    public async Task A_correction_that_is_late_gives_credit_back_on_the_date_on_which_it_is_booked()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.World.DoAsync(new SetTerms(
            months.Community.Ledger, World.Today,
            ImmutableSortedDictionary<string, string>.Empty.Add("lateLines", "open-period"))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });
        await months.PayAsync(months.Business, months.Household, 600_00, "wages", January1);
        await months.PayAsync(months.Household, months.Business, 300_00, "goods", new(2026, 1, 15));
        await EndAsync(months, 1, 2);

        Assert.IsType<PostingOutcome.Posted>(await months.World.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = World.NewId(),
            Corrects = new OperationId(await months.World.Database.ScalarAsync<Guid>(
                "select operation from transfers where purpose = 'goods'")),
            Reason = "entered twice",
            Details = new OrderDetails
            {
                EnteredBy = World.Actor,
                BusinessDate = new(2026, 1, 15),
                IsDateGiven = true,
            },
        }));

        Assert.Equal(
            "2026-03-01 2026-04-01",
            await months.World.Database.ScalarAsync<string>(
                "select arrived_on || ' ' || matures_on from komoko_lots order by id desc limit 1"));
    }

    [Fact]
    public async Task A_turnover_that_was_ended_by_command_is_answered_again_as_it_was()
    {
        await using var months = await KomokoMonths.CreateAsync();
        await months.PayAsync(months.Business, months.Household, 600_00, "wages", January1);
        var order = new ClearTurnoverOrder
        {
            Id = World.NewId(),
            Ledger = months.Community.Ledger,
            Financial = months.BusinessFinancial,
            Real = months.Business,
            Details = new OrderDetails { EnteredBy = World.Actor, BusinessDate = new(2026, 3, 31), IsDateGiven = true },
        };
        var grain = months.World.Silo.Grains.GetGrain<IAccountGrain>($"{months.Business}");

        var first = Assert.IsType<PostingOutcome.Posted>(await grain.CarryOutAsync(order));
        var again = Assert.IsType<PostingOutcome.Posted>(await grain.CarryOutAsync(order));
        var other = Assert.IsType<PostingOutcome.Refused>(await grain.CarryOutAsync(order with { Id = World.NewId() }));

        Assert.Equal((first.Receipt.Operation, true), (again.Receipt.Operation, again.IsReplay));
        Assert.Equal(RefusalReason.NothingDue, other.Refusal.Reason);
        Assert.Equal("600 2026-03-31", await months.ShowAsync("levy"));
    }

    [Fact]
    public async Task A_payment_between_plan_and_commit_has_its_account_planned_anew()
    {
        var paying = new PayingStore();
        await using var months = await KomokoMonths.CreateAsync(around: paying.Around);
        await months.PayAsync(months.Business, months.Household, 600_00, "wages", January1);
        await EndAsync(months, 1, 2, 3);
        paying.BeforePeriodPosting = () =>
            months.PayAsync(months.Household, months.Business, 300_00, "goods", new(2026, 5, 5));

        await EndAsync(months, 4);

        Assert.Equal("600 2026-04-30", await months.ShowAsync("demurrage"));
        Assert.Equal(294_00, await months.BalanceAsync(months.Household));
        Assert.Equal((1, 0), ((await months.FindAsync(4)).Totals!.Postings, (await months.FindAsync(4)).Totals!.Exceptions));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_broken_off_at_any_call_of_the_journal_charges_every_day_once(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var months = await KomokoMonths.CreateAsync("daily", real => store = new InterruptingStore(real));

        // It matures on 2 December: 1 January is its 31st day and costs 2 % in 30 days; from the 61st on 4 %.
        await months.PayAsync(months.Business, months.Household, 30_000_00, "wages", new(2025, 9, 3));
        var (open, parts, day) = (30_000_00L, 0L, 30);
        parts += open * 30;
        var broken = await BrokenEnds.RunAsync(
            months.World, store!, months.Community, isDoneFirst, static _ => Task.CompletedTask, async period =>
            {
                day++;
                parts += open * (day <= 60 ? 2 : 4);
                open -= parts / 3_000;
                parts %= 3_000;
                Assert.Equal(open, await months.BalanceAsync(months.Household));
                Assert.Equal(period.Totals!.Debits, period.Totals.Credits);
                Assert.Equal(1, period.Totals.Postings);
            });

        // Begun, totalled, clearing recorded, demurrage posted, recorded, totalled again, completed.
        Assert.Equal(7, broken);
        Assert.Equal(30_000_00 - open, await months.BalanceAsync(AccountRole.Demurrage));
    }

    private static async Task EndAsync(KomokoMonths months, params int[] numbers)
    {
        foreach (var no in numbers)
        {
            var reply = await months.World.EndAsync(months.Community, no);
            Assert.Equal((null, PeriodStatus.Totalled), (reply.Refusal, reply.Status));
        }
    }

    /// <summary>Lets something happen just before the first posting of a period's end is committed.</summary>
    private sealed class PayingStore : IJournalStore
    {
        private IJournalStore? _store;

        public Func<Task>? BeforePeriodPosting { get; set; }

        public IJournalStore Around(IJournalStore store)
        {
            _store = store;
            return this;
        }

        public async Task<JournalResult> CommitAsync(JournalBatch batch, CancellationToken cancellationToken)
        {
            if (BeforePeriodPosting is { } happens
                && batch.Certain.Concat(batch.Doubtful).Any(static posting => posting.PeriodEnd is not null))
            {
                BeforePeriodPosting = null;
                await happens();
            }

            return await _store!.CommitAsync(batch, cancellationToken);
        }

        public Task<CommandOutcome> ExecuteAsync(Command command, CancellationToken cancellationToken) =>
            _store!.ExecuteAsync(command, cancellationToken);
    }
}
