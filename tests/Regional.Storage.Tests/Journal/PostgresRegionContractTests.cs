using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class PostgresRegionContractTests(PostgresRegionContractTests.Shared shared)
    : RegionContract, IClassFixture<PostgresRegionContractTests.Shared>
{
    protected override Task<IJournalWorld> OpenAsync() =>
        Task.FromResult<IJournalWorld>(new BorrowedWorld(shared.World));

    public sealed class Shared : IAsyncLifetime
    {
        public PostgresWorld World { get; private set; } = null!;

        public async ValueTask InitializeAsync() => World = await PostgresWorld.OpenAsync();

        public ValueTask DisposeAsync() => World.DisposeAsync();
    }
}
