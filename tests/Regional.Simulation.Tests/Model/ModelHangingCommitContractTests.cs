using Regional.TestKit.Journal;

namespace Regional.Simulation.Tests.Model;

public sealed class ModelHangingCommitContractTests : HangingCommitContract
{
    protected override Task<IJournalWorld> OpenAsync() => Task.FromResult<IJournalWorld>(new ModelWorld());
}
