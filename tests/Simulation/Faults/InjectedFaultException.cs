namespace Regional.Simulation;

/// <summary>A failure that the simulation put in on purpose.</summary>
internal sealed class InjectedFaultException(string what) : Exception(what);
