using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// Where work runs that a simulated process does outside its grains, such as a group commit. It dies with the process.
/// A service of every simulated process.
/// </summary>
public sealed class SimulatedScheduler
{
    internal SimulatedScheduler(TurnQueue turns) => Tasks = turns;

    /// <summary>Give it to whatever takes a <see cref="TaskScheduler"/>.</summary>
    public TaskScheduler Tasks { get; }
}
