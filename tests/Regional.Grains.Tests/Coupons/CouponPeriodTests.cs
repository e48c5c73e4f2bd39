using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Regional.Contracts.Grains;
using Regional.Contracts.Journal;
using Regional.Contracts.Queries;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Grains.Tests.Clearing;
using Regional.Grains.Tests.Hosting;
using Regional.Grains.Tests.Periods;

namespace Regional.Grains.Tests.Coupons;

/// <summary>The month's end of a coupon book: the administration charge and repayments (002, II.B.4 and IV.B).</summary>
public sealed class CouponPeriodTests
{
    private static readonly DateOnly January15 = new(2026, 1, 15);
    private static readonly DateOnly LastOfJanuary = new(2026, 2, 2);

    [Fact]
    public async Task Every_members_account_is_charged_for_number_1_also_beyond_its_limit()
    {
        await using var book = await CreateAsync(("monthlyCharge", "500"));
        var (ani, budi) = (await book.OpenAsync("ani", floor: 0), await book.OpenAsync("budi", floor: 0));
        await book.PayAsync(book.Opening, budi, 10_000, "opening", January15);

        await book.OpenTodayAsync("later", floor: 0);

        await book.EndAsync(1);

        Assert.Equal((-500, 9_500, 1_000), (
            await book.World.BalanceAsync(ani), await book.World.BalanceAsync(budi),
            await book.BalanceAsync(AccountRole.Administration)));
        Assert.Equal(
            $"500 {LastOfJanuary:O}, 500 {LastOfJanuary:O}",
            await book.World.Database.ScalarAsync<string>(
                "select string_agg(amount || ' ' || business_date, ', ') from transfers where purpose = 'fee'"));
        Assert.Equal(["totals", "charge", "final-totals"], (await book.FindAsync(1)).Steps.Select(static step => step.Step));
        Assert.Equal((2, 11_000), ((await book.FindAsync(1)).Totals!.Postings, (await book.FindAsync(1)).Totals!.Debits));
    }

    [Fact]
    public async Task Who_owed_when_the_month_began_is_held_to_a_tenth_of_it_and_what_was_corrected_repays_nothing()
    {
        await using var book = await CreateAsync(("monthlyRepayment", "10"), ("feePreset", "A"));
        var (ani, budi, sari) = (
            await book.OpenAsync("ani", floor: null), await book.OpenAsync("budi", floor: null),
            await book.OpenAsync("sari", floor: null));
        var before = new DateOnly(2025, 12, 15);
        await book.PayAsync(ani, book.Opening, 100_004, "opening", before);
        await book.PayAsync(budi, book.Opening, 1_005, "opening", before);
        await book.PayAsync(book.Opening, sari, 300_000, "opening", before);
        await book.PayAsync(sari, ani, 9_000, "goods", January15);
        var slip = await book.PayAsync(sari, ani, 50_000, "goods", January15);
        await book.PayAsync(sari, budi, 101, "goods", LastOfJanuary);
        await book.World.RegionGrain.CorrectAsync(new CorrectionOrder
        {
            Id = World.NewId(),
            Corrects = slip,
            Reason = "slip",
            Details = World.Details() with { BusinessDate = January15, IsDateGiven = true },
        });
        await book.PayAsync(sari, budi, 7, "goods", LastOfJanuary.AddDays(1));

        await book.EndAsync(1);

        var lines = await book.World.Silo.Services.GetRequiredService<ICouponQueries>().FindRepaymentsAsync(
            book.Community.Ledger, PeriodWorld.First, LastOfJanuary, CancellationToken.None);
        Assert.Equal(
            ["ani 100004 10000 9000 1000", "budi 1005 101 101 0"],
            lines.Select(static one =>
                $"{one.Account} {one.Line.DebtMinor} {one.Line.DueMinor} {one.Line.PaidMinor} {one.Line.ShortMinor}"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_end_broken_off_at_any_call_of_the_journal_charges_each_account_once(bool isDoneFirst)
    {
        InterruptingStore? store = null;
        await using var book = await CreateAsync(
            "daily", real => store = new InterruptingStore(real), ("monthlyCharge", "500"), ("monthlyRepayment", "10"));
        var ani = await book.OpenAsync("ani", floor: 0);

        var broken = await BrokenEnds.RunAsync(
            book.World, store!, book.Community, isDoneFirst, static _ => Task.CompletedTask, async period =>
            {
                Assert.Equal(-500 * period.Span.No, await book.World.BalanceAsync(ani));
                Assert.Equal((1, 500), (period.Totals!.Postings, period.Totals.Debits));
            });

        // Begun, totalled, charged, recorded, repayments, totalled again, completed.
        Assert.Equal(7, broken);
        Assert.Equal(broken, await book.World.Database.ScalarAsync<long>(
            "select count(*) from coupon_repayments where due = debt / 10 and paid = 0"));
    }

    private static Task<PeriodBook> CreateAsync(params (string Name, string Value)[] terms) =>
        CreateAsync("monthly:31", around: null, terms);

    private static async Task<PeriodBook> CreateAsync(
        string cycle, Func<IJournalStore, IJournalStore>? around, params (string Name, string Value)[] terms)
    {
        var world = await World.CreateAsync(around: around);
        var book = new PeriodBook(world, await world.AddCommunityAsync("mendasar", World.Rupiah, scheme: "coupons"));
        await world.DoAsync(new SetTerms(
            book.Community.Ledger, World.Today,
            terms.ToImmutableSortedDictionary(static one => one.Name, static one => one.Value))
        {
            Id = World.NewId(),
            Actor = World.Actor,
        });

        // Terms are set from today on; these books are older.
        await world.Database.ExecuteAsync("update terms set valid_from = '2025-01-01'");
        await world.SetCalendarAsync(book.Community, cycle);
        await book.FindOpeningAsync();
        return book;
    }
}
