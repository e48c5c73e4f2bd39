using System.Collections.Immutable;
using Regional.Domain.Commands;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using Regional.Storage.Periods;
using Regional.Storage.Tests.Queries;
using Regional.Storage.Tests.Registry;
using static Regional.Storage.Tests.SavingsPool.Pool;

namespace Regional.Storage.Tests.SavingsPool;

/// <summary>What <c>regional verify</c> says of a pool with loans and two month ends, as kept and as falsified.</summary>
public sealed class PoolVerificationTests
{
    // 001's tables a planted difference may touch, and those it is told by.
    private static readonly string[] Tables =
    [
        "accounts", "corrections", "operations", "pool_agreements", "pool_draws", "pool_point_lines", "pool_points",
        "pool_points_taken", "pool_signatures", "pool_votes", "pool_withdrawals", "transfers",
    ];

    /// <summary>What is planted, and the check that must name it.</summary>
    public static TheoryData<string, string> Corruptions => new()
    {
        { "poolBalances", "update pool_point_lines set balance = balance + 1, total = total + 1" },
        { "poolBalances", "update transfers set business_date = business_date + 1 where debit_account = @bank" },
        { "poolPoints", "update pool_points set points = points + 1 where account_id = @mark" },
        { "poolPoints", "delete from pool_points where account_id = @mark" },
        { "poolPoints", "delete from pool_points_taken where account_id = @noel" },
        { "poolPointsCarried", "update pool_point_lines set opening = opening + 1, total = total + 1 where account_id = @mark" },
        { "poolPointsCarried", "update pool_points_taken set points = points - 1 where account_id = @noel" },
        { "poolAccounts", "update pool_points set ledger_id = ledger_id + 1 where account_id = @mark" },
        { "poolAccounts", "update pool_point_lines set account_id = 999999 where account_id = @mark" },
        { "poolPointsSum", "update pool_points set points = points + 1 where account_id = @mark" },
        { "agreementsDrawn", "update pool_agreements set amount = amount - 1 where account_id = @mark" },
        { "agreementsDrawn", "update pool_draws set account_id = @noel" },
        { "agreementsDrawn", "update pool_signatures set at = at + interval '1 day'" },
        { "poolWithdrawals", "delete from pool_draws" },
        { "poolWithdrawals", "update pool_withdrawals set loan = loan + 1" },
        { "poolWithdrawals", "update operations set refusal = 122 where id in (select operation from pool_withdrawals)" },
        { "poolVotes", "update accounts set member_id = null where id = @jennifer" },
    };

    [Fact]
    public async Task A_pool_that_was_kept_by_the_journal_holds()
    {
        await using var pool = await LentAsync();

        Assert.Empty((await Falsify(pool).VerifyAsync()).Differences);
        Assert.Equal(
            "2000.00 2000.00 4000.00",
            await pool.World.Test.ScalarAsync<string>(
                $"""
                select string_agg(round(points / 100.0, 2)::text, ' ' order by at) from (
                  select points, 0 as at from pool_points_taken where account_id = {pool.Members["noel"].Account}
                  union all select balance, 1 from pool_point_lines where account_id = {pool.Members["noel"].Account} and period_id =
                    (select min(period_id) from pool_point_lines)
                  union all select total, 2 from pool_point_lines where account_id = {pool.Members["noel"].Account} and period_id =
                    (select min(period_id) from pool_point_lines)) n
                """));
    }

    [Fact]
    public async Task Every_planted_difference_is_found_by_name()
    {
        await using var pool = await LentAsync();
        await Falsify(pool).AssertFoundAsync(
            Corruptions,
            sql => pool.Members.Aggregate(
                sql.Replace("@bank", $"{pool.Bank}"),
                static (text, member) => text.Replace($"@{member.Key}", $"{member.Value.Account}")));
    }

    // Points brought along, savings, a loan that was agreed and drawn, and two month ends.
    private static async Task<Pool> LentAsync()
    {
        var pool = await CreateAsync();
        await pool.World.DoneAsync(World.New(new SetPeriodCalendar(
            pool.Ledger, "daily", TimeOnly.MinValue, Weekend: [], Holidays: [], Payments.Day) { Id = default, Actor = "" }));
        await pool.World.DoneAsync(World.New(new TakeOverPoints(
            pool.Ledger, [new AccountPoints(pool.Members["noel"].Account, 200_000)]) { Id = default, Actor = "" }));
        Assert.Equal("posted", Word(await pool.DepositAsync("noel", 2000)));
        Assert.Equal("posted", Word(await pool.DepositAsync("mark", 100)));
        await pool.AgreedAsync("mark", 500);
        Assert.Equal("posted", Word(await pool.WithdrawAsync("mark", 600)));
        await EndMonthAsync(pool, no: 1);
        await EndMonthAsync(pool, no: 2);
        return pool;
    }

    private static async Task EndMonthAsync(Pool pool, int no)
    {
        var period = new PeriodId(World.Int(
            await pool.World.DoneAsync(World.New(new BeginPeriodEnd(pool.Ledger, no) { Id = default, Actor = "" })), "period"));
        await TotalAsync(pool, period, TotalsStep.Totals);
        await PointsAsync(pool, no);
        await TotalAsync(pool, period, TotalsStep.FinalTotals);
        Assert.Equal(
            "totalled",
            (await pool.World.DoneAsync(World.New(new CompletePeriod(period) { Id = default, Actor = "" })))["status"]);
    }

    private static Task TotalAsync(Pool pool, PeriodId period, TotalsStep step) =>
        pool.World.DoneAsync(World.New(new TotalPeriodChunk(period, step, default, CountMax: 100) { Id = default, Actor = "" }));

    private static async Task PointsAsync(Pool pool, int no)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var reader = new PeriodReader(pool.World.Test.Database);
        var terms = (await new Storage.Directory.LedgerDirectory(pool.World.Test.Database).FindLedgerAsync(pool.Ledger, cancellation))!;
        var period = (await reader.FindAsync(pool.Ledger, no, cancellation))!;
        var accounts = await reader.ReadAccountsAsync(period, default, 100, cancellation);
        var step = new PointsStep();
        var context = new PeriodContext
        {
            Period = period.Span,
            Ledger = pool.Ledger,
            Currency = Dollar,
            Terms = terms.Terms,
            SystemAccounts = terms.SystemAccounts,
        };
        var state = await reader.ReadStateAsync(terms, step, context, accounts, cancellation);
        var plan = step.Plan(new PeriodChunk(accounts, state, IsLast: true), context);
        await pool.World.DoneAsync(World.New(new RecordPeriodChunk(
            period.Span.Id,
            new ChunkMark(step.Name, Place: 1, default, accounts[^1].Id, accounts.Length, IsLast: true),
            Postings: 0,
            plan.Records,
            plan.Exceptions) { Id = default, Actor = "" }));
    }

    private static Falsification Falsify(Pool pool) => new(pool.World.Test, Tables);
}
