using Orleans;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Activations;

/// <summary>The end: running requests finish, the grain says goodbye, and who waited goes elsewhere.</summary>
internal sealed partial class Activation
{
    private void BeginDeactivating(DeactivationReason reason)
    {
        if (_stage is Stage.Deactivating or Stage.Invalid)
        {
            return;
        }

        _reason = reason;
        _stage = Stage.Deactivating;
        Turns.PostStartWaiting();
    }

    private async Task FinishDeactivatingAsync()
    {
        if (_finishing)
        {
            return;
        }

        _finishing = true;
        try
        {
            StopTimers();
            if (_wasValid)
            {
                using var limit = Silo.TimeLimit(Silo.Collection.DeactivationTimeout);
                await ((IGrainBase)Instance).OnDeactivateAsync(_reason, limit.Token).WaitAsync(limit.Token);
            }
        }
        catch (Exception fault)
        {
            Silo.Log.DeactivationFailed(GrainId, fault);
        }

        await DisposeAsync();
        Silo.Directory.Remove(this);
        _stage = Stage.Invalid;
        _deactivated?.TrySetResult();
        ForwardWaiting();
    }

    private async Task DisposeAsync()
    {
        try
        {
            switch (GrainInstance)
            {
                case IAsyncDisposable disposable:
                    await disposable.DisposeAsync();
                    break;
                case IDisposable disposable:
                    disposable.Dispose();
                    break;
            }

            if (_scope is { } scope)
            {
                await scope.DisposeAsync();
            }
        }
        catch (Exception fault)
        {
            Silo.Log.DeactivationFailed(GrainId, fault);
        }
    }

    private void StopTimers()
    {
        foreach (var timer in _timers?.ToArray() ?? [])
        {
            timer.Dispose();
        }
    }

    /// <summary>Those who waited get the activation's failure, or a fresh activation.</summary>
    private void ForwardWaiting()
    {
        var waiting = _waiting.ToArray();
        _waiting.Clear();
        foreach (var request in waiting)
        {
            if (_reason.Exception is { } fault && !_wasValid && !request.IsLocalOnly)
            {
                request.Reject(fault);
            }
            else
            {
                Forward(request);
            }
        }
    }
}
