namespace Regional.Grains.Coordination;

/// <summary>Calls whose answer nobody waits for.</summary>
internal static class TaskExtensions
{
    /// <summary>Lets a call run on; a fault of it is news lost, which costs a read later and nothing else.</summary>
    public static void LetGo(this ValueTask call)
    {
        if (!call.IsCompletedSuccessfully)
        {
            call.AsTask().LetGo();
        }
    }

    /// <summary>Lets a task run on; as above.</summary>
    public static void LetGo(this Task task) => _ = task.ContinueWith(
        static ended => _ = ended.Exception,
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted | TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);
}
