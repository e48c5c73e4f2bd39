using Orleans.Runtime;
using Regional.LocalRuntime.Activations;
using Regional.LocalRuntime.Calls;

namespace Regional.LocalRuntime.Simulation;

/// <summary>Delivers by the pump: messages take time, may be lost, and die with the process they belong to.</summary>
internal sealed class SimulationDispatcher(Simulator simulator, SimulationClock clock) : Dispatcher
{
    private readonly List<TurnQueue> _turns = [];
    private static readonly GrainId Outside = GrainId.Create("outside", "request");

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

    public bool IsDead { get; private set; }

    public override void Ready(TurnQueue turns) => simulator.Pump.Ready(turns);

    /// <summary>Everything of this process stops: its turns, its timers, its messages.</summary>
    public void Kill()
    {
        IsDead = true;
        clock.Kill();
        foreach (var turns in _turns)
        {
            turns.Kill();
        }
    }

    public override void Added(TurnQueue turns) => _turns.Add(turns);

    /// <summary>A request from outside or its answer, on its way.</summary>
    public void Deliver(string name, bool isAnswer, SimulationEvent kind, Action arrive) => Deliver(
        simulator.Number(isAnswer, source: null, Outside, name), kind, EventHash.Of(name), arrive);

    private void Deliver(Call call, bool isAnswer, SimulationEvent kind, ulong payload, Action arrive) => Deliver(
        simulator.Number(isAnswer, call.SourceId, call.Target.GrainId, call.Method.Name), kind, payload, arrive);

    private void Deliver(SimulatedMessage message, SimulationEvent kind, ulong payload, Action arrive)
    {
        var fate = simulator.OnMessage(message);
        var subject = EventHash.Combine((ulong)message.Number, message.Target.GetUniformHashCode());
        var leaving = message.IsAnswer ? SimulationEvent.Answer : SimulationEvent.Send;
        simulator.Pump.Hash.Event(leaving, simulator.Pump.Now, subject, payload);
        if (!fate.IsLost)
        {
            simulator.Pump.After(fate.Delay ?? simulator.MessageDelay(), kind, subject, payload, () =>
            {
                if (!IsDead)
                {
                    arrive();
                }
            });
        }
    }
}
