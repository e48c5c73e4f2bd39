namespace Regional.LocalRuntime.Calls;

/// <summary>The answer of a method that returns a bare <see cref="Task"/> or <see cref="ValueTask"/>.</summary>
internal readonly record struct Nothing
{
    public static ValueTask<Nothing> FromTask(Task task)
    {
        return task.IsCompletedSuccessfully ? default : Await(task);

        static async ValueTask<Nothing> Await(Task task)
        {
            await task;
            return default;
        }
    }

    public static ValueTask<Nothing> FromValueTask(ValueTask task)
    {
        if (task.IsCompletedSuccessfully)
        {
            task.GetAwaiter().GetResult();
            return default;
        }

        return Await(task);

        static async ValueTask<Nothing> Await(ValueTask task)
        {
            await task;
            return default;
        }
    }

    public static ValueTask<T> FromTaskOf<T>(Task<T> task) => new(task);
}
