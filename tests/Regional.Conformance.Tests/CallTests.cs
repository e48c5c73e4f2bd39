using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class CallTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    [Fact]
    public async Task A_call_returns_what_the_grain_returns()
    {
        var grain = Fresh<IEchoGrain>();
        await grain.Nothing();
        await grain.NothingFast();
        Assert.Equal(2, await grain.Next(1));
        Assert.Equal(3, await grain.NextFast(2));
    }

    [Fact]
    public async Task A_grain_knows_its_key()
    {
        var grain = Grain<IEchoGrain>("Ana/Šibenik 1");
        Assert.Equal("Ana/Šibenik 1", await grain.Key());
        Assert.Equal("Ana/Šibenik 1", grain.GetPrimaryKeyString());
    }

    [Fact]
    public async Task One_key_is_one_instance()
    {
        var key = NewKey();
        var instances = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => Grain<IEchoGrain>(key).Instance())));
        Assert.Single(instances.Distinct());
        Assert.NotEqual(instances[0], await Fresh<IEchoGrain>().Instance());
    }

    [Fact]
    public async Task An_exception_keeps_its_type_message_and_stack()
    {
        var grain = Fresh<IEchoGrain>();
        var early = await Assert.ThrowsAsync<TestFault>(() => grain.Fail("early"));
        var late = await Assert.ThrowsAsync<TestFault>(() => grain.FailLate("late"));
        Assert.Equal("early", early.Message);
        Assert.Equal("late", late.Message);
        Assert.Contains(nameof(EchoGrain.FailLate), late.StackTrace, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_call_leaves_the_grain_in_place()
    {
        var grain = Fresh<IEchoGrain>();
        var before = await grain.Instance();
        await Assert.ThrowsAsync<TestFault>(() => grain.Fail("no matter"));
        Assert.Equal(before, await grain.Instance());
    }

    [Theory]
    [InlineData("account", "ana", 729501275u)]
    [InlineData("communityaccount", "a key that is longer than sixteen bytes, with ü", 851624645u)]
    public void Identities_hash_alike_on_both_runtimes_and_in_every_process(string type, string key, uint hash)
    {
        Assert.Equal(hash, GrainId.Create(type, key).GetUniformHashCode());
        Assert.Equal($"{type}/{key}", GrainId.Create(type, key).ToString());
    }
}
