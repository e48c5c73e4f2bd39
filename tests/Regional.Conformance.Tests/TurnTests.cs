using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class TurnTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    /// <summary>How long a test looks on to see that something does not happen.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(150);

    [Fact]
    public async Task A_request_waits_until_the_one_before_it_has_finished()
    {
        var (grain, gate) = (Fresh<ITurnGrain>(), NewKey());
        var first = grain.PassThrough(gate);
        await Gate.Of(gate).WaitForArrivals();
        var second = grain.PassThrough(gate);
        Assert.False(await Gate.Of(gate).ArrivesWithin(Quiet));
        Gate.Of(gate).Open();
        var inside = await Task.WhenAll(first, second).WaitAsync(Bound);
        Assert.Equal([1, 1], inside);
    }

    [Fact]
    public async Task Requests_of_a_reentrant_grain_interleave_at_their_awaits()
    {
        var (grain, gate) = (Fresh<IReentrantGrain>(), NewKey());
        var calls = Enumerable.Range(0, 3).Select(_ => grain.PassThrough(gate)).ToArray();
        await Gate.Of(gate).WaitForArrivals(3);
        Gate.Of(gate).Open();
        Assert.Equal([1, 2, 3], (await Task.WhenAll(calls).WaitAsync(Bound)).Order());
    }

    [Fact]
    public async Task Turns_of_a_reentrant_grain_never_run_at_the_same_time()
    {
        const int Callers = 2_000;
        var grain = Fresh<IReentrantGrain>();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(grain.Add))).WaitAsync(Bound);
        Assert.Equal(Callers * 3, await grain.Sum());
    }

    [Fact]
    public async Task Awaits_resume_in_turns_of_the_grain() =>
        Assert.True(await Fresh<IReentrantGrain>().ResumesInTurns());

    [Fact]
    public async Task An_interleaving_method_runs_while_another_request_is_under_way()
    {
        var (grain, gate, other) = (Fresh<ITurnGrain>(), NewKey(), NewKey());
        var first = grain.PassThrough(gate);
        await Gate.Of(gate).WaitForArrivals();
        var second = grain.Interleave(other);
        await Gate.Of(other).WaitForArrivals();
        Gate.Of(other).Open();
        Assert.Equal(2, await second.WaitAsync(Bound));
        Gate.Of(gate).Open();
        Assert.Equal(1, await first.WaitAsync(Bound));
    }

    [Fact]
    public async Task A_plain_request_runs_while_only_interleaving_ones_are_under_way()
    {
        var (grain, gate, other) = (Fresh<ITurnGrain>(), NewKey(), NewKey());
        var first = grain.Interleave(gate);
        await Gate.Of(gate).WaitForArrivals();
        var second = grain.PassThrough(other);
        await Gate.Of(other).WaitForArrivals();
        Gate.Of(other).Open();
        Assert.Equal(2, await second.WaitAsync(Bound));
        Gate.Of(gate).Open();
        await first.WaitAsync(Bound);
    }

    [Fact]
    public async Task Read_only_methods_interleave_with_each_other_and_not_with_others()
    {
        var (grain, gate, write) = (Fresh<ITurnGrain>(), NewKey(), NewKey());
        var reads = new[] { grain.Read(gate), grain.Read(gate) };
        await Gate.Of(gate).WaitForArrivals(2);
        var writing = grain.PassThrough(write);
        Assert.False(await Gate.Of(write).ArrivesWithin(Quiet));
        Gate.Of(gate).Open();
        // Both arrived before either could leave. Once the first has left, Orleans lets the other request in beside the
        // second, so what each counts on leaving is nobody's promise.
        await Task.WhenAll(reads).WaitAsync(Bound);
        Gate.Of(write).Open();
        Assert.Equal(1, await writing.WaitAsync(Bound));
    }

    [Fact]
    public async Task Waiting_requests_of_an_active_grain_start_in_the_order_of_arrival()
    {
        var (grain, gate) = (Fresh<ITurnGrain>(), NewKey());
        Assert.Empty(await grain.Appended());
        var calls = new List<Task>();
        for (var i = 0; i < 20; i++)
        {
            calls.Add(grain.Append(gate, i));
        }

        await Gate.Of(gate).WaitForArrivals();
        Gate.Of(gate).Open();
        await Task.WhenAll(calls).WaitAsync(Bound);
        Assert.Equal(Enumerable.Range(0, 20), await grain.Appended());
    }

    [Fact]
    public async Task A_reentrant_grain_may_be_called_back_while_it_waits()
    {
        Assert.Equal(7, await Fresh<IReentrantGrain>().ViaOther(NewKey()).WaitAsync(Bound));
    }

    [Fact]
    public async Task References_travel_in_arguments_and_results()
    {
        var relay = Fresh<IRelayGrain>();
        Assert.Equal(5, await relay.Ask(Fresh<IEchoGrain>(), 4));
        var given = await relay.Give("given");
        Assert.Equal("given", await given.Key());
        Assert.Equal(Grain<IEchoGrain>("given"), given);
        Assert.Equal(relay.GetPrimaryKeyString(), (await relay.Self()).GetPrimaryKeyString());
    }
}
