using Regional.TestKit.Journal;

namespace Regional.Storage.Tests.Journal;

public sealed class PostgresCommandRefusalContractTests(PostgresCommandRefusalContractTests.Shared shared)
    : CommandRefusalContract, IClassFixture<PostgresCommandRefusalContractTests.Shared>
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
