using System.Collections.Frozen;
using System.Collections.Immutable;
using Regional.Domain.Ledger;
using Regional.Domain.Schemes;
using Regional.Domain.Schemes.Periods;
using Regional.Domain.Schemes.SavingsPool;
using static Regional.Domain.Tests.Ledger.Scene;

namespace Regional.Domain.Tests.Schemes.SavingsPool;

/// <summary>001's three months as a run would take them, with the accounts of the ledger's own that balance them.</summary>
public sealed class PointsStepTests
{
    private static readonly PeriodContext Context = new()
    {
        Period = new PeriodSpan(new PeriodId(1), 1, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
        Ledger = Book,
        Currency = Rupiah,
        Terms = [],
        SystemAccounts = FrozenDictionary<AccountRole, AccountId>.Empty,
    };

    [Fact]
    public void Points_are_carried_from_month_to_month_and_sum_to_zero()
    {
        long[][] balances = [[500, -3200, 1000, -500], [200, -1200, 2000, 0], [-100, 800, 3000, 500]];
        long[][] totals = [[2500, -9200, -3500, 1500], [2700, -10_400, -1500, 1500], [2600, -9600, 1500, 2000]];
        long[] points = [2000, -6000, -4500, 2000];
        var bank = -points.Sum();
        for (var month = 0; month < 3; month++)
        {
            var lines = End([.. balances[month], -balances[month].Sum()], [.. points, bank]);
            Assert.Equal(totals[month], lines.Select(static line => line.TotalMinor).Take(4));
            Assert.Equal(0, lines.Sum(static line => line.TotalMinor));
            (points, bank) = ([.. lines.Select(static line => line.TotalMinor).Take(4)], lines[4].TotalMinor);
        }
    }

    [Fact]
    public void An_account_without_points_begins_with_its_balance() =>
        Assert.Equal(new PointsLine(70, 0), Assert.Single(End([70], [])));

    [Fact]
    public void Points_that_would_not_fit_are_named_and_the_others_go_on()
    {
        var plan = new PointsStep().Plan(Chunk([1, 2], [long.MaxValue, 5]), Context);
        Assert.Equal(Account(1), Assert.Single(plan.Exceptions).Account);
        Assert.Equal(Account(2), Assert.Single(plan.Records).Account);
    }

    private static PointsLine[] End(long[] balances, long[] points)
    {
        var plan = new PointsStep().Plan(Chunk(balances, points), Context);
        Assert.Empty(plan.Postings);
        Assert.Empty(plan.Exceptions);
        return [.. plan.Records.Cast<PointsRecord>().Select(static record => record.Line)];
    }

    private static PeriodChunk Chunk(long[] balances, long[] points) => new(
        [.. balances.Select(static (balance, at) => new PeriodAccount { Id = Account(at + 1), Opening = balance })],
        new OpeningPoints(points.Select(static (value, at) => KeyValuePair.Create(Account(at + 1), value)).ToImmutableDictionary()),
        IsLast: true);
}
