using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Hosting;

/// <summary>Ends activations that have been idle for the configured age.</summary>
internal sealed class ActivationCollector : IDisposable
{
    private readonly Silo _silo;
    private readonly ITimer _timer;

    public ActivationCollector(Silo silo)
    {
        _silo = silo;
        var quantum = silo.Collection.CollectionQuantum;
        _timer = AmbientValues.Without(
            () => silo.Time.CreateTimer(static c => ((ActivationCollector)c!).Collect(), this, quantum, quantum));
    }

    public void Dispose() => _timer.Dispose();

    private void Collect()
    {
        foreach (var activation in _silo.Directory.All)
        {
            var age = _silo.IdleAge(activation.Class);
            if (activation.MayBeIdle(age))
            {
                activation.Turns.Post(() => activation.DeactivateIfIdle(age));
            }
        }
    }
}
