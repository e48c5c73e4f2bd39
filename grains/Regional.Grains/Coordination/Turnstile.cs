namespace Regional.Grains.Coordination;

/// <summary>Lets work of one reentrant grain through one after the other, in the order of asking.</summary>
internal sealed class Turnstile
{
    private Task _last = Task.CompletedTask;

    /// <summary>Runs the work when all that asked before have ended, however they ended.</summary>
    public async ValueTask<T> PassAsync<T>(Func<ValueTask<T>> work)
    {
        var before = _last;
        var done = new TaskCompletionSource();
        _last = done.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
