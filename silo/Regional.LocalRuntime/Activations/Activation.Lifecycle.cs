using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Storage;
using Regional.LocalRuntime.Calls;
using Regional.LocalRuntime.State;
using Regional.LocalRuntime.Timers;

namespace Regional.LocalRuntime.Activations;

/// <summary>From the first message to the last.</summary>
internal sealed partial class Activation
{
    private Stage _stage;
    private List<IActivationState>? _states;
    private HashSet<GrainTimer>? _timers;
    private TaskCompletionSource? _deactivated;
    private DeactivationReason _reason;
    private Request? _cause;
    private bool _activating;
    private bool _wasValid;
    private bool _finishing;
    private bool _isIsolated;
    private DateTimeOffset _keepUntil;

    private enum Stage : byte
    {
        Created,
        Activating,
        Valid,
        Deactivating,
        Invalid,
    }

    /// <summary>Whether new calls may still be sent here.</summary>
    public bool IsAddressable => _stage != Stage.Invalid && !_isIsolated;

    public Task Deactivated
    {
        get
        {
            var source = new TaskCompletionSource(Silo.Dispatcher.AnswerOptions);
            source = Interlocked.CompareExchange(ref _deactivated, source, null) ?? source;
            if (_stage == Stage.Invalid)
            {
                source.TrySetResult();
            }

            return source.Task;
        }
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default)
    {
        if (Current == this)
        {
            BeginDeactivating(deactivationReason);
        }
        else
        {
            Turns.Post(() => BeginDeactivating(deactivationReason));
        }
    }

    public void DelayDeactivation(TimeSpan time) =>
        _keepUntil = time > TimeSpan.Zero && time < TimeSpan.MaxValue && time != Timeout.InfiniteTimeSpan
            ? Silo.Time.GetUtcNow() + time
            : time > TimeSpan.Zero || time == Timeout.InfiniteTimeSpan ? DateTimeOffset.MaxValue : default;

    /// <summary>Ends the activation if it has been idle so long; posted by the collector.</summary>
    public void DeactivateIfIdle(TimeSpan age)
    {
        if (_stage == Stage.Valid && _running == 0 && _waiting.Count == 0
            && Silo.Time.GetElapsedTime(_lastBusy) >= age && _keepUntil <= Silo.Time.GetUtcNow())
        {
            BeginDeactivating(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Idle."));
        }
    }

    /// <summary>Whether it is worth asking; read without a turn, so only a guess.</summary>
    public bool MayBeIdle(TimeSpan age) => _running == 0 && Silo.Time.GetElapsedTime(_lastBusy) >= age;

    /// <summary>
    /// Runs on unknown to the directory, as on a silo that lost its cluster; others get a second activation.
    /// </summary>
    public void Isolate()
    {
        _isIsolated = true;
        Silo.Directory.Remove(this);
    }

    public void AddState(IActivationState state) => (_states ??= []).Add(state);

    public void AddTimer(GrainTimer timer) => (_timers ??= []).Add(timer);

    public void RemoveTimer(GrainTimer timer) => _timers?.Remove(timer);

    /// <summary>A request of this activation failed with an exception that got out of the grain.</summary>
    public void OnFault(Exception fault)
    {
        if (fault is InconsistentStateException { IsSourceActivation: true } conflict)
        {
            conflict.IsSourceActivation = false;
            BeginDeactivating(new DeactivationReason(
                DeactivationReasonCode.ApplicationError, fault, "The stored state was changed by somebody else."));
        }
    }

    private async Task ActivateAsync(Request cause)
    {
        // What the grain calls while it activates is called on behalf of the request it activates for.
        Request.RunAs(cause);
        _cause = cause;
        _stage = Stage.Activating;
        _activating = true;
        try
        {
            using var limit = Silo.TimeLimit(Silo.Collection.ActivationTimeout);
            GrainInstance = Class.Create(this);
            foreach (var state in _states ?? [])
            {
                await state.LoadAsync().WaitAsync(limit.Token);
            }

            await ((IGrainBase)GrainInstance).OnActivateAsync(limit.Token).WaitAsync(limit.Token);
            if (_stage == Stage.Activating)
            {
                _stage = Stage.Valid;
                _wasValid = true;
            }
        }
        catch (Exception fault)
        {
            Silo.Log.ActivationFailed(GrainId, fault);
            BeginDeactivating(new DeactivationReason(
                DeactivationReasonCode.ActivationFailed, fault, "Failed to activate grain."));
        }

        _activating = false;
        _cause = null;
        _lastBusy = Silo.Time.GetTimestamp();
        Turns.PostStartWaiting();
    }
}
