using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

public sealed class ModelRegionContractTests : RegionContract
{
    protected override Task<IJournalWorld> OpenAsync() => Task.FromResult<IJournalWorld>(new ModelWorld());
}
