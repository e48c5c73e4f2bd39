using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Ledger;
using Regional.Domain.Money;
using Regional.Domain.Schemes.MutualCredit;
using Regional.Storage.Tests.Queries;
using Regional.Storage.Tests.Registry;

namespace Regional.Storage.Tests.MutualCredit;

/// <summary>What <c>regional verify</c> says of mutual credit, as kept and as falsified.</summary>
public sealed class CreditVerificationTests
{
    private static readonly string[] Tables =
        [
            "account_changes", "credit_draws", "credit_grants", "credit_pay", "credit_switches", "operations", "terms", "transfers",
        ];

    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "creditSwitched", "update credit_switches set at = '2000-01-01' where not is_on" },
        { "creditSwitched", "update credit_switches set operation = gen_random_uuid() where is_on" },
        { "creditGrants", "update credit_grants set credit_limit = credit_limit + 1, payroll = payroll + 1 where account_id = @first" },
        { "creditGrants", "update account_changes set floor = floor - 1 where operation in (select operation from credit_grants)" },
        { "creditGrants", "update operations set kind = 25 where kind = 92" },
        { "creditLimits", "update credit_grants set payroll = payroll + 100, commercial = commercial - 100 where account_id = @first" },
        { "creditLimits", "update credit_grants set monthly_pay = monthly_pay + 1 where account_id = @first" },
        { "creditLimits", "update credit_grants set pay_id = null where account_id = @first" },
        { "creditLimits", "update credit_pay set monthly_pay = monthly_pay + 1" },
        { "creditLimits", "update credit_pay set account_id = account_id + 1" },
        { "creditLimits", "update terms set parameters = parameters || '{\"payMonths\": \"4\"}'" },
        { "creditDraws", "update credit_draws set no = no + 5 where no = 2" },
        { "creditDraws", "update credit_draws set payroll_used = payroll_used + 1 where no = 2" },
        { "creditDraws", "update credit_draws set commercial_used = 7501 where no = 2" },
        { "creditDraws", "update credit_draws set commercial_used = 0 where no = 2" },
        { "creditDraws", "update credit_draws set operation = gen_random_uuid() where no = 1" },
        { "creditDraws", "insert into credit_draws select account_id, no + 1, operation, power, -1, payroll_used, commercial_used, at, gen_random_uuid() from credit_draws where no = 2" },
        { "creditDraws", "insert into credit_draws select account_id, no + 1, operation, power, -amount - 1, 0, 0, at, operation from credit_draws where no = 2" },
        { "creditPowers", "delete from credit_draws" },
    };

    [Fact]
    public async Task Credit_that_the_journal_kept_holds()
    {
        await using var world = await DrawnAsync();

        Assert.Empty((await Falsify(world).VerifyAsync()).Differences);
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var world = await DrawnAsync();
        await Falsify(world).AssertFoundAsync(
            Corruptions, sql => sql.Replace("@first", $"{world.Alpha.First}"));
    }

    // Riegel's powers of a pay of 5,000, wages of 10,000 and goods of 2,000 on them; then credit off, and on again.
    private static async Task<World> DrawnAsync()
    {
        var world = await World.CreateAsync();
        var today = await world.Test.ScalarAsync<DateOnly>("select (now() at time zone 'Asia/Jakarta')::date");
        await world.DoneAsync(World.New(new SetTerms(
            world.Alpha.Ledger, today, ImmutableSortedDictionary<string, string>.Empty.Add("limitModel", "riegel"))
        {
            Id = default,
            Actor = "",
        }));
        await world.DoneAsync(World.New(new DeclarePay(world.Alpha.First, 5_000) { Id = default, Actor = "" }));
        await world.DoneAsync(World.New(
            new GrantLimits(world.Alpha.Ledger, today, After: default, Only: null, FixedLimitMinor: null) { Id = default, Actor = "" }));
        await PayAsync(world, 10_000, "wages", CreditPower.Payroll, today);
        await PayAsync(world, 2_000, "goods", CreditPower.Commercial, today);
        await world.DoneAsync(World.New(new SwitchCredit(world.Alpha.Ledger, IsOn: false) { Id = default, Actor = "" }));
        await world.PayAsync(world.Alpha, 3_000, static leg => leg with { Debit = leg.Credit, Credit = leg.Debit }, today);
        await world.DoneAsync(World.New(new SwitchCredit(world.Alpha.Ledger, IsOn: true) { Id = default, Actor = "" }));
        return world;
    }

    private static Task PayAsync(World world, long minor, string purpose, CreditPower power, DateOnly today)
    {
        var posting = Payments.New(
            today,
            Payments.Leg(world.Alpha.Ledger, world.Alpha.First, world.Alpha.Second, new Amount(minor, World.Komoko)) with
            {
                Purpose = purpose,
            });
        return world.PostAsync(posting with { Facts = [new PowerUse(world.Alpha.First, power, minor, RepaysPurchasesFirst: false)] });
    }

    private static Falsification Falsify(World world) => new(world.Test, Tables);
}
