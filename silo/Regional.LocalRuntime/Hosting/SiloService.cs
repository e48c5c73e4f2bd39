using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Opens the silo when the host starts and ends its activations when the host stops.</summary>
internal sealed class SiloService(Silo silo, IOptions<LocalRuntimeOptions> options) : IHostedService, IDisposable
{
    private CallSweep? _sweep;
    private ActivationCollector? _collector;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _sweep = new CallSweep(silo, options.Value);
        _collector = new ActivationCollector(silo);
        silo.Open();
        silo.Log.Opened(silo.Types.Count);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _collector?.Dispose();
        _sweep?.Dispose();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _collector?.Dispose();
        var count = 0;
        var reason = new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This host is stopping.");
        while (silo.Directory.Count > 0 && !cancellationToken.IsCancellationRequested)
        {
            var all = silo.Directory.All.ToArray();
            count += all.Length;
            foreach (var activation in all)
            {
                activation.Deactivate(reason, CancellationToken.None);
            }

            await Task.WhenAll(all.Select(a => a.Deactivated)).WaitAsync(cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        silo.Close();
        _sweep?.Dispose();
        silo.Log.Closed(count);
    }
}
