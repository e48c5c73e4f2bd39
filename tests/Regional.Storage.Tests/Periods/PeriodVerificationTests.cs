using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Storage.Tests.Queries;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.Periods;

/// <summary>What <c>regional verify</c> says of a ledger with two weeks closed, as kept and as falsified.</summary>
public sealed class PeriodVerificationTests
{
    // Weeks end on Sundays: 15 and 22 November 2026 are over, 29 November ends the open one.
    private static readonly DateOnly Monday = new(2026, 11, 9);

    private static readonly string[] Tables =
    [
        "books", "operations", "period_exceptions", "period_marks", "period_steps", "period_totals", "periods", "transfers",
    ];

    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "periodSpans", "update periods set first_date = first_date + 1 where no = 2" },
        { "periodSpans", "update periods set last_date = last_date - 1 where no = 1" },
        { "periodSpans", "update periods set no = 9 where no = 3" },
        { "periodSpans", "update periods set status = 2 where no = 3" },
        { "periodSpans", "update periods set status = 2 where no = 1" },
        { "periodSpans", "update periods set status = 5 where no = 2" },
        { "periodSpans", "delete from periods where no = 3" },
        { "periodStates", "delete from period_marks where status = 2" },
        { "periodStates", "update periods set status = 5 where no = 1" },
        { "periodStates", "update period_marks set operation = gen_random_uuid() where status = 3" },
        { "periodStates", "update operations set refusal = 122 where id in (select operation from period_marks where status = 4)" },
        { "periodStates", "update operations set kind = 66 where id in (select operation from period_marks where status = 4)" },
        { "periodStates", "update period_marks set at = at - interval '1 day' where status = 3" },
        { "periodStates", "update periods set totals = null where no = 2" },
        { "periodStates", "update periods set accounts = null where no = 2" },
        { "periodBooks", "delete from books" },
        { "periodBooks", "update books set closed_until = closed_until + 1" },
        { "periodBooks", "update books set totalling = (select id from periods where no = 2), totalling_no = 2, totalling_first = '2026-11-16', totalling_last = '2026-11-22'" },
        { "periodSteps", "delete from period_steps" },
        { "periodSteps", "update period_steps set done_at = null" },
        { "periodSteps", "update period_steps set accounts = accounts - 1" },
        { "periodSteps", "insert into period_exceptions select period_id, step, @first, 122, '[]' from period_steps" },
        { "periodTotals", "update period_totals set opening = opening + 1, closing = closing + 1 where account_id = @first" },
        { "periodTotals", "update period_totals set debits = debits + 1, credits = credits + 1 where account_id = @second" },
        { "periodTotals", "update period_totals set crossed_on = crossed_on + 1 where account_id = @first" },
        { "periodTotals", "delete from period_totals where account_id = @first" },
        { "periodTotals", "update transfers set amount = amount + 1 where debit_account = @first" },
        { "periodTotals", "update transfers set business_date = business_date + 7 where debit_account = @first" },
        { "periodTotals", "delete from transfers where debit_account = @first and business_date < '2026-11-09'" },
        { "periodOpenings", "update period_totals set opening = opening + 1, closing = closing + 1 where period_id = (select id from periods where no = 2)" },
        { "periodOpenings", "delete from period_totals where account_id = @first and period_id = (select id from periods where no = 1)" },
        { "periodReports", "update periods set totals = jsonb_set(totals, '{debits}', '1') where no = 1" },
        { "periodReports", "update periods set totals = jsonb_set(totals, '{moved_accounts}', '1') where no = 1" },
        { "periodReports", "update period_totals set credits = credits + 1, closing = closing + 1 where account_id = @second" },
        { "periodLateLines", "update transfers set business_date = '2026-11-15' where debit_account = @first and business_date > '2026-11-22'" },
        { "periodLateLines", "update transfers set at = at + interval '1 day' where debit_account = @first and business_date = '2026-11-14'" },
        { "periodLateLines", "update period_totals set entries = entries - 1 where account_id = @first" },
    };

    [Fact]
    public async Task Books_that_were_closed_by_the_journal_hold()
    {
        await using var world = await ClosedAsync();

        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var world = await ClosedAsync();
        await Falsify(world).AssertFoundAsync(
            Corruptions, sql => sql.Replace("@first", $"{world.Alpha.First}").Replace("@second", $"{world.Alpha.Second}"));
    }

    [Fact]
    public async Task A_period_whose_end_is_under_way_is_no_difference()
    {
        await using var world = await ClosedAsync();
        await world.Test.ExecuteAsync("update periods set last_date = '2026-11-24' where no = 3");
        await world.DoneAsync(World.New(new BeginPeriodEnd(world.Alpha.Ledger, 3) { Id = default, Actor = "" }));
        await world.PayAsync(world.Alpha, 5, day: new DateOnly(2026, 11, 25));

        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    // The second line comes first in the books and last by date; the third takes the balance over zero in the week before.
    [Fact]
    public async Task The_last_date_at_zero_is_the_latest_by_date_whatever_the_order_of_the_books()
    {
        await using var world = await World.CreateAsync();
        await OpenAsync(world);
        await world.PayAsync(world.Alpha, 100, day: Monday.AddDays(5));
        await world.PayAsync(world.Alpha, 100, day: Monday.AddDays(7));
        await world.PayAsync(world.Alpha, 250, static leg => leg with { Debit = leg.Credit, Credit = leg.Debit }, Monday.AddDays(1));
        await EndAsync(world, 1);
        await EndAsync(world, 2);

        Assert.Equal(
            "2026-11-14 2026-11-14",
            await world.Test.ScalarAsync<string>($"""
                select string_agg(crossed_on::text, ' ' order by period_id) from period_totals where account_id = {world.Alpha.First}
                """));
        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    /// <summary>Each account's figures fit, all of them together do not: the period ends all the same.</summary>
    [Fact]
    public async Task Sums_beyond_what_fits_are_reported_as_the_most_that_fits()
    {
        await using var world = await World.CreateAsync();
        await OpenAsync(world);
        await world.PayAsync(
            world.Alpha, long.MaxValue, static leg => leg with { ForcedReason = "as much as fits" }, Monday);
        await world.PayAsync(
            world.Alpha,
            long.MaxValue,
            static leg => leg with { Debit = leg.Credit, Credit = leg.Debit, ForcedReason = "and back" },
            Monday);
        await EndAsync(world, 1);

        Assert.Equal(
            $"{long.MaxValue} {long.MaxValue}",
            await world.Test.ScalarAsync<string>(
                "select (totals ->> 'debits') || ' ' || (totals ->> 'credits') from periods where no = 1"));
        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    // Lines before the first period, in two closed ones and in the open one; out of order, and some of them trades.
    private static async Task<World> ClosedAsync()
    {
        var world = await World.CreateAsync();
        await OpenAsync(world);
        await world.PayAsync(world.Alpha, 40, day: Monday.AddDays(8));
        await world.PayAsync(world.Alpha, 70, day: Monday.AddDays(-3));
        await world.PayAsync(world.Alpha, 250, day: Monday.AddDays(5));
        await EndAsync(world, 1);
        await world.PostAsync(Payments.Trade(world, world.Alpha, world.Beta, 90));
        await world.PayAsync(world.Alpha, 20, day: Monday.AddDays(14));
        await EndAsync(world, 2);
        await world.DoneAsync(World.New(new SignOffPeriod(world.Alpha.Ledger, 1) { Id = default, Actor = "" }));
        return world;
    }

    private static Task OpenAsync(World world) => world.DoneAsync(World.New(new SetPeriodCalendar(
        world.Alpha.Ledger, "weekly:7", TimeOnly.MinValue, Weekend: [], Holidays: [], Monday) { Id = default, Actor = "" }));

    private static async Task EndAsync(World world, int no)
    {
        var period = new PeriodId(World.Int(
            await world.DoneAsync(World.New(new BeginPeriodEnd(world.Alpha.Ledger, no) { Id = default, Actor = "" })), "period"));
        await world.DoneAsync(World.New(
            new TotalPeriodChunk(period, TotalsStep.Totals, default, CountMax: 100) { Id = default, Actor = "" }));
        await world.DoneAsync(World.New(new CompletePeriod(period) { Id = default, Actor = "" }));
    }

    private static Falsification Falsify(World world) => new(world.Test, Tables);
}
