namespace Regional.Silo.Hosting;

/// <summary>
/// Holds back what works with the database until it is prepared. Hosted services start together (so that /health/live
/// answers from the first moment); this is the one order among them.
/// </summary>
internal sealed class AfterDatabase(IHostedService inner, Readiness readiness) : IHostedService, IAsyncDisposable
{
    private bool _isStarted;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await readiness.Prepared.WaitAsync(cancellationToken);
        _isStarted = true;
        await inner.StartAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) =>
        _isStarted ? inner.StopAsync(cancellationToken) : Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (inner is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else
        {
            (inner as IDisposable)?.Dispose();
        }
    }

    /// <summary>Wraps every hosted service added so far.</summary>
    public static void WrapAll(IServiceCollection services)
    {
        for (var at = 0; at < services.Count; at++)
        {
            if (services[at].ServiceType == typeof(IHostedService) && !services[at].IsKeyedService)
            {
                var original = services[at];
                services[at] = ServiceDescriptor.Singleton<IHostedService>(provider =>
                    new AfterDatabase(Make(original, provider), provider.GetRequiredService<Readiness>()));
            }
        }
    }

    private static IHostedService Make(ServiceDescriptor original, IServiceProvider provider) =>
        (IHostedService)(original.ImplementationInstance
            ?? original.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, original.ImplementationType!));
}
