using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

public sealed class ModelJournalStoreContractTests : JournalStoreContract
{
    protected override Task<IJournalWorld> OpenAsync() => Task.FromResult<IJournalWorld>(new ModelWorld());
}
