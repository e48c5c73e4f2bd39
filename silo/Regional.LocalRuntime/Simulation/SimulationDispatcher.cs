using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Simulation;

/// <summary>Delivers by the pump: messages take time, may be lost, and die with the process they belong to.</summary>
internal sealed class SimulationDispatcher(Simulator simulator, SimulationClock clock) : Dispatcher
{
    private readonly List<TurnQueue> _turns = [];
    private bool _isDead;

    public override TimeProvider Time => clock;

    public override TaskCreationOptions AnswerOptions => TaskCreationOptions.None;

    public override void Send(Call call) => Deliver(
        call,
        isAnswer: false,
        SimulationEvent.Arrive,
        EventHash.Combine(EventHash.Of(call.Method.Name), PayloadHash.OfAll(call.Arguments)),
        () => call.Silo.Receive(call));

    public override void Answer(Call call) =>
        Deliver(call, isAnswer: true, SimulationEvent.Return, PayloadHash.Of(call.Outcome), call.Release);

    public override void Ready(TurnQueue turns) => simulator.Pump.Ready(turns);

    /// <summary>Everything of this process stops: its turns, its timers, its messages.</summary>
    public void Kill()
    {
        _isDead = true;
        clock.Kill();
        foreach (var turns in _turns)
        {
            turns.Kill();
        }
    }

    public override void Added(TurnQueue turns) => _turns.Add(turns);

    private void Deliver(Call call, bool isAnswer, SimulationEvent kind, ulong payload, Action arrive)
    {
        var target = call.Target.GrainId;
        var message = simulator.Number(isAnswer, call.SourceId, target, call.Method.Name);
        var fate = simulator.OnMessage(message);
        var subject = EventHash.Combine((ulong)message.Number, target.GetUniformHashCode());
        var leaving = isAnswer ? SimulationEvent.Answer : SimulationEvent.Send;
        simulator.Pump.Hash.Event(leaving, simulator.Pump.Now, subject, payload);
        if (!fate.IsLost)
        {
            simulator.Pump.After(fate.Delay ?? simulator.MessageDelay(), kind, subject, payload, () =>
            {
                if (!_isDead)
                {
                    arrive();
                }
            });
        }
    }
}
