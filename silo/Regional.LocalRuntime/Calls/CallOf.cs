using Regional.LocalRuntime.Filters;

namespace Regional.LocalRuntime.Calls;

/// <summary>A call whose answer is a <typeparamref name="T"/>.</summary>
internal sealed class Call<T> : Call
{
    private readonly GrainMethod<T> _method;
    private readonly TaskCompletionSource<T> _answer;
    private T? _result;
    private Exception? _fault;

    public Call(GrainProxy target, GrainMethod<T> method, object?[] arguments)
        : base(target, method, arguments)
    {
        _method = method;
        _answer = new TaskCompletionSource<T>(Silo.Dispatcher.AnswerOptions);
    }

    public override object? Outcome => _fault is null ? _result : _fault;

    public Task<T> Answer => _answer.Task;

    public override bool IsAnswered => _answer.Task.IsCompleted;

    public override async Task Run()
    {
        Current = this;
        var activation = Activation!;
        try
        {
            var result = activation.IsFiltered
                ? await new IncomingMethodCall<T>(this, activation, _method).RunAsync()
                : await _method.Invoke(activation.Instance, Arguments);
            _result = _method.CopyResult(result);
        }
        catch (Exception fault)
        {
            _fault = fault;
            activation.OnFault(fault);
        }

        IsFinished = true;
        Silo.Dispatcher.Answer(this);
        activation.Finished(this);
        Parent = null;
    }

    public override void Reject(Exception reason)
    {
        _fault = reason;
        IsFinished = true;
        Silo.Dispatcher.Answer(this);
    }

    public override void Release()
    {
        Silo.Pending.Remove(this);
        Cancellation?.Dispose();
        if (_fault is null)
        {
            _answer.TrySetResult(_result!);
        }
        else
        {
            _answer.TrySetException(_fault);
        }
    }

    public override void GiveUp(Exception reason)
    {
        Silo.Pending.Remove(this);
        _answer.TrySetException(reason);
    }
}
