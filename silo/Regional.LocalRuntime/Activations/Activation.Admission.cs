using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Activations;

/// <summary>Which request may start when: Orleans' rules.</summary>
internal sealed partial class Activation
{
    private readonly List<Request> _waiting = [];
    private int _running;
    private long _lastBusy;

    /// <summary>The first request that others must not interleave with; null when there is none.</summary>
    private Request? _blocking;

    /// <summary>A request has arrived; runs in a turn.</summary>
    public void Admit(Request request)
    {
        if (_stage == Stage.Invalid)
        {
            Forward(request);
            return;
        }

        if (request.IsCancelledOnArrival)
        {
            return;
        }

        if (_waiting.Count == 0 && MayStart(request))
        {
            Start(request);
            return;
        }

        request.IsWaiting = true;
        _waiting.Add(request);
        if (_stage == Stage.Created)
        {
            _ = ActivateAsync(request);
            return;
        }

        StartWaiting();
        if (request.Parent is not null && _waiting.Contains(request) && CallCycle.Find(request, this) is { } cycle)
        {
            _waiting.Remove(request);
            request.Reject(cycle);
        }
    }

    /// <summary>A request has run to its end; runs in a turn.</summary>
    public void Finished(Request request)
    {
        _running--;
        if (request.IsKeepAlive)
        {
            _lastBusy = Silo.Time.GetTimestamp();
        }

        // As in Orleans: the end of a request that came in while nothing blocked clears whatever blocks.
        if (_blocking is null || _blocking == request)
        {
            _blocking = null;
        }

        // In a turn of its own: what starts next must not inherit this request's ambient values.
        if (_waiting.Count > 0 || _stage == Stage.Deactivating)
        {
            Turns.PostStartWaiting();
        }
    }

    /// <summary>Takes a request out of the queue; false when it has started.</summary>
    public bool RemoveWaiting(Request request) => _waiting.Remove(request);

    /// <summary>What a waiting request waits for; read by the sweep, without a turn.</summary>
    public Request? Blocker => _stage == Stage.Activating ? _cause : _blocking;

    /// <summary>Whether the sender of a waiting request is itself what that request waits for.</summary>
    internal bool IsHeldUpBy(Request ancestor) =>
        ancestor.Activation == this && (_stage != Stage.Valid || ancestor == _blocking);

    /// <summary>Starts, in order of arrival, whatever may start now; runs at the top of a turn.</summary>
    internal void StartWaiting()
    {
        var index = 0;
        while (index < _waiting.Count)
        {
            var request = _waiting[index];
            if (request.IsExpired)
            {
                _waiting.RemoveAt(index);
            }
            else if (MayStart(request))
            {
                _waiting.RemoveAt(index);
                Start(request);
            }
            else
            {
                index++;
            }
        }

        if (_running == 0 && _stage == Stage.Deactivating && !_activating)
        {
            _ = FinishDeactivatingAsync();
        }
    }

    private bool MayStart(Request request) =>
        (_stage == Stage.Valid || (_stage == Stage.Deactivating && request.IsLocalOnly))
        && (_running == 0
            || request.IsAlwaysInterleave
            || _blocking is null
            || (_blocking.IsReadOnly && request.IsReadOnly)
            || Class.IsReentrant);

    private void Start(Request request)
    {
        _running++;
        request.IsWaiting = false;
        if (_blocking is null && !request.IsAlwaysInterleave)
        {
            _blocking = request;
        }

        _ = request.Run();
    }

    private void Forward(Request request)
    {
        request.IsWaiting = false;
        if (!request.IsLocalOnly && !request.IsExpired)
        {
            request.Activation = null;
            Silo.Dispatcher.Send((Call)request);
        }
    }
}
