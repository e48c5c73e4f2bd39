using Orleans;

namespace Regional.Simulation.Workload;

/// <summary>
/// A grain with state of its own. The product's grains keep none at present, so this one stands for those to come: every
/// number is told to one caller only, whoever else writes the state.
/// </summary>
[Alias("simulation.IDiaryGrain")]
public interface IDiaryGrain : IGrainWithStringKey
{
    /// <summary>Counts one more; answered when it is stored.</summary>
    [Alias("Add")]
    Task<long> AddAsync();
}

/// <summary>What the diary stores.</summary>
public sealed record DiaryState
{
    /// <summary>How many were counted.</summary>
    public long Count { get; init; }
}

/// <inheritdoc cref="IDiaryGrain" />
[GrainType("diary")]
internal sealed class DiaryGrain([PersistentState("diary")] IPersistentState<DiaryState> state) : Grain, IDiaryGrain
{
    public async Task<long> AddAsync()
    {
        state.State = new DiaryState { Count = state.State.Count + 1 };
        await state.WriteStateAsync();
        return state.State.Count;
    }
}
