namespace Regional.Silo.Hosting;

/// <summary>Silos of a cluster share a database; membership tells them apart.</summary>
internal sealed class NoHold : IDatabaseHold
{
    public Task TakeAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task ReleaseAsync() => Task.CompletedTask;
}
