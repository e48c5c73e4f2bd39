namespace Regional.LocalRuntime.Calls;

/// <summary>
/// Takes the caller's cancellation to the callee. The caller gets its exception at once; a turn of the callee then
/// takes the call out of the queue or, when it runs already, cancels the token it was given.
/// </summary>
internal sealed class CallCancellation(Call call) : IDisposable
{
    private readonly CancellationTokenSource _callee = new();
    private CancellationTokenRegistration _caller;
    private volatile bool _isAsked;

    public CancellationToken CalleeToken => _callee.Token;

    /// <summary>Whether the caller has cancelled, as it looks when the call arrives.</summary>
    public bool IsAsked
    {
        get
        {
            // Pairs with the barrier below: either this sees the wish, or the wish sees where the call arrived.
            Interlocked.MemoryBarrier();
            return _isAsked;
        }
    }

    public void Follow(CancellationToken token) => _caller = token.UnsafeRegister(
        static (c, token) => ((CallCancellation)c!).OnCancelled(token), this);

    public void Dispose() => _caller.Dispose();

    private void OnCancelled(CancellationToken token)
    {
        call.GiveUp(new OperationCanceledException(token));
        _isAsked = true;
        Interlocked.MemoryBarrier();
        call.Activation?.Turns.Post(new Action(CancelInTurn));
    }

    private void CancelInTurn()
    {
        if (!call.Activation!.RemoveWaiting(call))
        {
            _callee.Cancel();
        }
    }
}
