namespace Regional.Storage.Tests.Registry;

/// <summary>One world for the tests of a class, which must not disturb one another.</summary>
public sealed class WorldFixture : IAsyncLifetime
{
    internal World World { get; private set; } = null!;

    public async ValueTask InitializeAsync() => World = await World.CreateAsync();

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
