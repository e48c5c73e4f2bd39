using System.Collections.Immutable;
using Regional.Contracts.Journal;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Tests.Queries;
using Regional.Storage.Tests.Registry;
using Regional.Storage.Tests.Schemes;
using Regional.Storage.Tests.Schemes.Komoko;

namespace Regional.Storage.Tests.Periods;

/// <summary>What <c>regional verify</c> says of the month ends of a komoko and of a coupon book, as kept and as falsified.</summary>
public sealed class MonthEndVerificationTests
{
    // The komoko's business clears on it.
    private static readonly DateOnly March31 = new(2026, 3, 31);

    private static readonly string[] Tables =
        ["coupon_repayments", "komoko_lots", "period_exceptions", "terms", "transfers"];

    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "couponCharges", "update terms set parameters = parameters || '{\"monthlyCharge\": \"499\"}'" },
        { "couponCharges", "delete from transfers where purpose = 'fee'" },
        { "couponCharges", "update transfers set amount = amount - 1 where purpose = 'fee'" },
        { "couponRepayments", "update terms set parameters = parameters || '{\"monthlyRepayment\": \"11\"}'" },
        { "couponRepayments", "update coupon_repayments set debt = debt + 1" },
        { "couponRepayments", "update coupon_repayments set due = due - 1" },
        { "couponRepayments", "update coupon_repayments set paid = paid + 1" },
        { "couponRepayments", "delete from coupon_repayments" },
        { "komokoClearings", "update transfers set amount = amount + 1 where purpose = 'levy'" },
        { "komokoClearings", "delete from transfers where purpose = 'levy'" },
        { "komokoClearings", "update transfers set amount = amount + 100000 where purpose = 'clearing'" },
        { "komokoCharged", "update komoko_lots set accrued_to = accrued_to - 1 where open > 0" },
    };

    [Fact]
    public async Task Month_ends_of_the_journal_hold()
    {
        await using var town = await EndedAsync();

        Assert.Empty((await Falsify(town).VerifyAsync()).Differences);
        Assert.Equal(
            "clearing 9964 2026-03-31, demurrage 36 2026-03-31, levy 900 2026-03-31, demurrage 360 2026-03-31, fee 500 2026-03-31",
            await town.World.Test.ScalarAsync<string>("""
                select string_agg(purpose || ' ' || amount || ' ' || business_date, ', ' order by t.commit_no, t.ordinal)
                from transfers t join operations o on o.id = t.operation where o.kind = 67
                """));
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var town = await EndedAsync();

        await Falsify(town).AssertFoundAsync(Corruptions, static sql => sql);
    }

    // What the region's terms of the day cannot have said then is no difference: they were set after it was totalled.
    [Fact]
    public async Task Terms_that_were_set_after_a_period_was_totalled_do_not_judge_it()
    {
        await using var town = await EndedAsync();
        await town.World.Test.ExecuteAsync("""
            with o as (
              insert into operations (id, kind, fingerprint, actor, at) values (gen_random_uuid(), 29, '', 'test', now()) returning id)
            insert into terms (ledger_id, valid_from, scheme, parameters, actor, operation)
            select l.id, '2026-02-01', l.scheme, '{"monthlyCharge": "1", "levyRate": "0.5"}', 'test', o.id
            from ledgers l cross join o where l.scheme in ('coupons', 'komoko')
            """);

        var result = await Falsify(town).VerifyAsync();

        Assert.DoesNotContain(result.Differences, static difference =>
            difference.Check is "couponCharges" or "couponRepayments" or "komokoClearings" or "komokoCharged");
    }

    // What the business lent matured on 20 March: 11 days of 10,000 at 1 % are 36, the rest covers. 90,036 stay uncleared.
    // The household owes 12 days of 90,000.
    private static async Task<KomokoTown> EndedAsync()
    {
        var town = await KomokoTown.CreateAsync();
        await town.World.Test.ExecuteAsync("update komoko_holders set valid_from = '2025-01-01'");
        await town.PayAsync("b", "h", 100_000, "wages", new DateOnly(2025, 12, 20));
        await town.PayAsync("h", "b-fin", 10_000, "loan", new DateOnly(2025, 12, 20));
        await EndAsync(town, town.Ledger);
        var coupons = await CouponBooks.CreateAsync(town.World);
        await town.DoneAsync(new SetTerms(
            coupons.Book, DateOnly.FromDateTime(DateTime.UtcNow.AddDays(1)),
            ImmutableSortedDictionary<string, string>.Empty.Add("monthlyCharge", "500").Add("monthlyRepayment", "10"))
        {
            Id = default,
            Actor = "",
        });
        await town.World.Test.ExecuteAsync("update terms set valid_from = '2026-01-01' where scheme = 'coupons'");
        var opening = await coupons.SystemAsync(AccountRole.Opening);
        await PayAsync(town.World, coupons.Book, coupons.Member, opening, 20_000, March31.AddDays(-1));
        await PayAsync(town.World, coupons.Book, opening, coupons.Member, 1_500, March31);
        await EndAsync(town, coupons.Book);
        return town;
    }

    private static async Task PayAsync(
        World world, LedgerId book, AccountId payer, AccountId payee, long minor, DateOnly date)
    {
        var posting = Payments.New(date, new Leg
        {
            Ledger = book,
            Debit = payer,
            Credit = payee,
            Amount = new Amount(minor, World.Rupiah),
            Purpose = "opening",
        });
        var result = await world.Journal.CommitAsync(new JournalBatch([], [posting]), CancellationToken.None);
        Assert.IsType<PostingOutcome.Posted>(result.Outcomes[posting.Id]);
    }

    private static async Task EndAsync(KomokoTown town, LedgerId ledger)
    {
        await town.DoneAsync(new SetPeriodCalendar(ledger, "daily", TimeOnly.MinValue, Weekend: [], Holidays: [], March31)
        {
            Id = default,
            Actor = "",
        });
        await MonthEnds.EndAsync(town.World, ledger, no: 1);
    }

    private static Falsification Falsify(KomokoTown town) => new(town.World.Test, Tables);
}
