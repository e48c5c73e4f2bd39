using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Storage.Tests.Queries;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.MutualCredit;

/// <summary>
/// <c>regional verify</c> works Greco's limits out again from the journal as it was when they were granted, whatever has
/// been booked since, and names what was tampered with.
/// </summary>
public sealed class GrantVerificationTests
{
    private static readonly string[] Tables = ["account_changes", "accounts", "credit_grants", "terms", "transfers"];

    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        {
            "creditLimits",
            """
            update credit_grants set credit_limit = credit_limit + 1 where account_id = @first;
            update account_changes set floor = floor - 1
            where account_id = @first and operation in (select operation from credit_grants);
            update accounts set floor = floor - 1 where id = @first
            """
        },
        { "creditLimits", "update credit_grants set sales = sales + 1 where account_id = @first" },
        { "creditLimits", "update credit_grants set counted = counted + 1 where account_id = @first" },
        { "creditLimits", "update credit_grants set months = months + 1 where account_id = @first" },
        { "creditLimits", "update credit_grants set months = months + 1 where account_id = @second" },
        { "creditLimits", "update credit_grants set entries = entries - 1 where account_id = @first" },
        { "creditLimits", "update credit_grants set terms_id = null" },
        { "creditLimits", "update credit_grants set as_of = as_of - 1" },
        { "creditLimits", "update credit_grants set model = 'fixed'" },
        { "creditLimits", "update terms set parameters = parameters || '{\"grecoMultiple\": \"3\"}'" },
        { "creditLimits", "update terms set parameters = parameters || '{\"washShare\": \"25\"}'" },
        { "creditLimits", "update terms set ledger_id = ledger_id + 1" },
        { "creditLimits", "update transfers set amount = amount + 1 where credit_account = @first" },
        { "creditLimits", "update transfers set purpose = 'loan' where credit_account = @first" },
        { "creditLimits", "update transfers set debit_account = @second, debit_entry = 99 where credit_account = @first and debit_account = @third" },
        { "creditLimits", "update transfers set business_date = business_date - 400 where credit_account = @first" },
        { "creditLimits", "delete from transfers where credit_account = @first and debit_account = @second" },
        { "creditLimits", "update transfers set debit_account = @third, debit_entry = 98 where ledger_id = @beta" },
    };

    [Fact]
    public async Task A_limit_from_sales_is_the_damped_mean_of_them_and_holds_whatever_comes_after()
    {
        await using var world = await World.CreateAsync();
        await GrantedAsync(world);

        // 700 + 300 + 200 in the first month, of which one counterparty makes up half at most: 500 + 300 + 200, twice.
        Assert.Equal(
            "1200 1000 1 2000",
            await world.Test.ScalarAsync<string>($"""
                select sales || ' ' || counted || ' ' || months || ' ' || credit_limit from credit_grants
                where account_id = {world.Alpha.First}
                """));
        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var world = await World.CreateAsync();
        var third = await GrantedAsync(world);

        await Falsify(world).AssertFoundAsync(
            Corruptions,
            sql => sql.Replace("@first", $"{world.Alpha.First}").Replace("@second", $"{world.Alpha.Second}")
                .Replace("@third", $"{third}").Replace("@beta", $"{world.Beta.Ledger}"));
    }

    // The first member sells to three, one of them abroad, and takes a sale back; after the grant it sells more, under an
    // older date as well, takes another sale back, and terms change.
    private static async Task<AccountId> GrantedAsync(World world)
    {
        var today = await world.Test.ScalarAsync<DateOnly>("select (now() at time zone 'Asia/Jakarta')::date");
        var (_, third) = await world.AddMemberAsync(world.Alpha.Community, world.Alpha.Ledger, "m0003");
        await SetTermsAsync(world, today, "2");
        await SellAsync(world, third, 700, today);
        var later = await SellAsync(world, world.Alpha.Second, 200, today);
        await world.PostAsync(Payments.Trade(world, world.Beta, world.Alpha, 300) with { BusinessDate = today });
        await TakeBackAsync(world, await SellAsync(world, world.Alpha.Second, 90, today), world.Alpha.Second, 90, today);
        await world.DoneAsync(World.New(
            new GrantLimits(world.Alpha.Ledger, today, After: default, Only: null, FixedLimitMinor: null) { Id = default, Actor = "" }));

        await SellAsync(world, world.Alpha.Second, 40, today);
        await SellAsync(world, world.Alpha.Second, 30, today.AddDays(-70));
        await TakeBackAsync(world, later, world.Alpha.Second, 200, today);
        await SetTermsAsync(world, today, "3");
        return third;
    }

    private static Task SetTermsAsync(World world, DateOnly from, string multiple) => world.DoneAsync(World.New(new SetTerms(
        world.Alpha.Ledger,
        from,
        ImmutableSortedDictionary<string, string>.Empty
            .Add("limitModel", "greco").Add("washShare", "50").Add("grecoMultiple", multiple))
    {
        Id = default,
        Actor = "",
    }));

    private static async Task<OperationId> SellAsync(World world, AccountId buyer, long minor, DateOnly day) =>
        (await world.PayAsync(
            world.Alpha, minor, leg => leg with { Debit = buyer, Credit = world.Alpha.First, ForcedReason = "test" }, day)).Operation;

    private static Task TakeBackAsync(World world, OperationId sale, AccountId buyer, long minor, DateOnly day) => world.PostAsync(
        Payments.New(
            day,
            Payments.Leg(world.Alpha.Ledger, world.Alpha.First, buyer, new Amount(minor, World.Komoko)) with
            {
                Purpose = "correction",
                ForcedReason = "test",
            }) with
        {
            Kind = OperationKind.Correction,
            Corrects = sale,
        });

    private static Falsification Falsify(World world) => new(world.Test, Tables);
}
