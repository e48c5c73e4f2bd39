using Regional.Chaos.Faults;

namespace Regional.Chaos.Tests;

/// <summary>The schedule of faults.</summary>
public sealed class FaultDeckTests
{
    private const int Dealt = 200;

    [Fact]
    public void A_seed_deals_the_same_faults_again_and_another_seed_others()
    {
        Assert.Equal(Deal(1), Deal(1));
        Assert.NotEqual(Deal(1), Deal(2));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_kind_comes_round_and_a_second_host_only_where_there_may_be_one_host(bool isLocal) => Assert.Equal(
        Enum.GetValues<FaultKind>().Where(kind => isLocal || kind != FaultKind.SecondHost),
        Deal(1, isLocal).Distinct().Order());

    [Fact]
    public void However_short_the_run_it_begins_with_kills() => Assert.Equal(
        [FaultKind.KillSilo, FaultKind.KillPostgres, FaultKind.KillInClosing], Deal(9)[..3]);

    private static FaultKind[] Deal(int seed, bool isLocal = true)
    {
        var deck = new FaultDeck(new Random(seed), isLocal);
        return [.. Enumerable.Range(0, Dealt).Select(_ => deck.Next())];
    }
}
