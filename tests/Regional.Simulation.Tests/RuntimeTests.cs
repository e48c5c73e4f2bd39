namespace Regional.Simulation.Tests;

public sealed class RuntimeTests
{
    [Fact]
    public void The_simulation_stands_on_the_local_runtime() =>
        Assert.Equal("Regional.LocalRuntime", typeof(Grain).Assembly.GetName().Name);
}
