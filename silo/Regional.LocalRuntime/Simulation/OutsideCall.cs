namespace Regional.LocalRuntime.Simulation;

/// <summary>A request from outside a process that waits for its answer.</summary>
internal abstract class OutsideCall(string name)
{
    public string Name { get; } = name;

    public abstract bool IsAnswered { get; }

    /// <summary>Nobody will answer; nothing when somebody has.</summary>
    public abstract void Fail(Exception reason);
}

/// <summary>A request whose answer is a <typeparamref name="T"/>.</summary>
internal sealed class OutsideCall<T>(string name, Func<IServiceProvider, Task<T>> body) : OutsideCall(name)
{
    private readonly TaskCompletionSource<T> _answer = new();
    private T? _result;
    private Exception? _fault;

    public Task<T> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override void Fail(Exception reason) => _answer.TrySetException(reason);

    /// <summary>Runs the body to its end, in the process.</summary>
    public async Task RunAsync(IServiceProvider services)
    {
        try
        {
            _result = await body(services);
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }

    /// <summary>The outcome has arrived.</summary>
    public void Release()
    {
        if (_fault is null)
        {
            _answer.TrySetResult(_result!);
        }
        else
        {
            _answer.TrySetException(_fault);
        }
    }
}
