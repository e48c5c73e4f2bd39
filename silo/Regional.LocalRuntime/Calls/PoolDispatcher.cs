using Regional.LocalRuntime.Activations;

namespace Regional.LocalRuntime.Calls;

/// <summary>The product's dispatcher: calls arrive at once, turns run on the thread pool.</summary>
internal sealed class PoolDispatcher(TimeProvider time) : Dispatcher
{
    public override TimeProvider Time { get; } = time;

    public override TaskCreationOptions AnswerOptions => TaskCreationOptions.RunContinuationsAsynchronously;

    public override void Send(Call call) => call.Silo.Receive(call);

    public override void Answer(Call call) => call.Release();

    public override void Ready(TurnQueue turns) => ThreadPool.UnsafeQueueUserWorkItem(turns, preferLocal: true);
}
