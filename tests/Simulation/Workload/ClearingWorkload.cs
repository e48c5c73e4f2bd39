using Regional.LocalRuntime.Simulation;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>Windows and settlement.</summary>
internal sealed class ClearingWorkload(Knowledge knowledge)
{
    public Asked? Cut(SimulationRandom random) =>
        new AskedCut(Pick.From(random, knowledge.World.Regions).Id) { Id = RandomIds.Next(random) };

    public Asked? Run(SimulationRandom random) =>
        new AskedClearing(Pick.From(random, knowledge.World.Regions).Id) { Id = default };

    /// <summary>Also of payments that are confirmed already, not yet placed, or unknown.</summary>
    public Asked? Confirm(SimulationRandom random)
    {
        var planned = Pick.Last(
            random,
            knowledge.Book.Instructions.Where(pair => pair.Value.State != "confirmed" || random.Chance(30))
                .Select(static pair => (object)pair.Key),
            count: 8);
        return planned is null && random.Chance(900)
            ? null
            : new AskedConfirm(
                Pick.From(random, knowledge.World.Regions).Id, planned is null ? RandomIds.Next(random) : (Guid)planned)
            {
                Id = RandomIds.Next(random),
            };
    }

    public Asked? Final(SimulationRandom random)
    {
        var windows = knowledge.Book.Windows.Values.Where(static window => window.IsClosed).ToList();
        return new AskedFinal(
            Pick.From(random, knowledge.World.Regions).Id,
            windows.Count == 0 || random.Chance(100) ? 44_444 : Pick.From(random, windows).Id)
        {
            Id = RandomIds.Next(random),
        };
    }
}
