using Regional.Conformance.Tests.Cluster;
using Regional.Conformance.Tests.Grains;

namespace Regional.Conformance.Tests;

public sealed class ReminderTests(ClusterFixture cluster) : ConformanceTest(cluster)
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(300);

    [Fact]
    public async Task A_reminder_ticks_until_it_is_removed()
    {
        var grain = Fresh<IReminderGrain>();
        await grain.Register("r", TimeSpan.FromMilliseconds(50), Period);
        Assert.True(await grain.Has("r"));
        var gate = Gate.Of($"{grain.GetPrimaryKeyString()} r");
        await gate.WaitForArrivals(2);
        var tick = await grain.LastTick();
        Assert.Equal(Period, tick.Period);
        Assert.Equal(DateTimeKind.Utc, tick.CurrentTickTime.Kind);
        Assert.True(tick.CurrentTickTime >= tick.FirstTickTime);
        await grain.Unregister("r");
        Assert.False(await grain.Has("r"));
        await Task.Delay(Period);
        var arrived = gate.Arrived;
        await Task.Delay(Period * 2);
        Assert.Equal(arrived, gate.Arrived);
    }

    [Fact]
    public async Task A_reminder_wakes_a_grain_that_is_not_active()
    {
        var grain = Fresh<IReminderGrain>();
        await grain.RegisterAndDeactivate("wake", TimeSpan.FromMilliseconds(200), TimeSpan.FromMinutes(1));
        await Gate.Of($"{grain.GetPrimaryKeyString()} wake").WaitForArrivals();
    }

    [Fact]
    public async Task Registering_again_changes_the_reminder()
    {
        var grain = Fresh<IReminderGrain>();
        await grain.Register("r", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        await grain.Register("r", TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1));
        await grain.Register("s", TimeSpan.FromHours(1), TimeSpan.FromHours(1));
        Assert.Equal(["r", "s"], await grain.All());
        await Gate.Of($"{grain.GetPrimaryKeyString()} r").WaitForArrivals();
    }

    [Fact]
    public async Task A_period_below_the_minimum_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Fresh<IReminderGrain>().Register("r", TimeSpan.Zero, TimeSpan.FromMilliseconds(99)));
    }

    [Fact]
    public async Task Only_a_remindable_grain_has_reminders()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Fresh<INotRemindableGrain>().Register());
    }
}
