using Regional.Simulation.Running;

namespace Regional.Simulation.Tests;

/// <summary>A fixed set of seeds; <c>ops/sim</c> runs as many others as one likes.</summary>
public sealed class SeedTests
{
    private const int Operations = 1_000;

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(31)]
    [InlineData(46)]
    public void Nothing_is_lost_and_nothing_happens_twice_whatever_fails(int first)
    {
        for (var seed = first; seed < first + 15; seed++)
        {
            var result = SeedRun.Run(new RunOrder((ulong)seed, Operations));
            Assert.True(
                result.Violation is null,
                $"seed {seed}: {result.Violation}{Environment.NewLine}ops/sim --start {seed} --seeds 1 --operations {Operations}");
        }
    }

    /// <summary>A closing is lost with the last of the faults, and its caller waits ten minutes before it asks again.</summary>
    [Fact]
    public void Who_waits_longest_when_the_faults_end_is_answered_in_time()
    {
        var result = SeedRun.Run(new RunOrder(2119, 2_059));

        Assert.True(result.Violation is null, $"{result.Violation}");
        Assert.True(Liveness.TimeMax > TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Every_kind_of_fault_strikes_in_a_few_seeds()
    {
        var struck = new HashSet<string>();
        for (var seed = 101UL; seed < 125; seed++)
        {
            var result = SeedRun.Run(new RunOrder(seed, Operations));
            Assert.True(result.Violation is null, $"seed {seed}: {result.Violation}");
            struck.UnionWith(result.Faults.Where(static kind => kind.Value > 0).Select(static kind => kind.Key));
        }

        Assert.Equal(Faults.FaultCounts.Kinds.Order(), struck.Order());
    }

    [Fact]
    public void A_prefix_of_the_requests_is_the_same_run_up_to_its_end()
    {
        var whole = SeedRun.Run(new RunOrder(7, 300, KeepsHistory: true)).History;
        var prefix = SeedRun.Run(new RunOrder(7, 150, KeepsHistory: true)).History;
        var common = prefix.TakeWhile(static line => !line.Contains("faults end", StringComparison.Ordinal)).ToList();
        Assert.True(common.Count > 150, $"only {common.Count} lines");
        Assert.Equal(common, whole.Take(common.Count));
    }
}
