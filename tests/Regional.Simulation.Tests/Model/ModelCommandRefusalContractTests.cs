using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

public sealed class ModelCommandRefusalContractTests : CommandRefusalContract
{
    protected override Task<IJournalWorld> OpenAsync() => Task.FromResult<IJournalWorld>(new ModelWorld());
}
