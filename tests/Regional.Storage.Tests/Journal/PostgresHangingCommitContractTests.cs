using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class PostgresHangingCommitContractTests : HangingCommitContract
{
    protected override async Task<IJournalWorld> OpenAsync() => await PostgresWorld.OpenAsync();
}
