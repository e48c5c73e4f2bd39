using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Simulation;

/// <summary>Code outside the grains, with turns of its own.</summary>
internal sealed class SimulatedClient(Simulator simulator)
{
    private readonly TurnQueue _turns = new(new Outside(simulator));

    public Task Run(Func<Task> body)
    {
        // A client started from another is nobody's request.
        return AmbientValues.Without(() => Task.Factory.StartNew(
            body, CancellationToken.None, TaskCreationOptions.None, _turns).Unwrap());
    }

    /// <summary>A dispatcher that only knows who is ready: clients send through the process they call.</summary>
    private sealed class Outside(Simulator simulator) : Dispatcher
    {
        public override TimeProvider Time => simulator.Time;

        public override TaskCreationOptions AnswerOptions => TaskCreationOptions.None;

        public override void Send(Call call) => throw new NotSupportedException();

        public override void Answer(Call call) => throw new NotSupportedException();

        public override void Ready(TurnQueue turns) => simulator.Pump.Ready(turns);
    }
}
