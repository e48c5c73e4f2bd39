namespace Regional.Simulation.Model.Tables;

/// <summary>Numbers from 1. As in PostgreSQL one is spent also by what is undone afterwards.</summary>
internal sealed class Sequence
{
    private long _last;

    public long Next() => ++_last;

    public int NextInt() => checked((int)Next());
}
