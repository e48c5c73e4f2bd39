using System.Text;
using Regional.LocalRuntime.Identity;

namespace Regional.LocalRuntime.Simulation;

/// <summary>
/// Folds everything that happens into one number: the same seed gives the same number in every process.
/// </summary>
internal sealed class EventHash
{
    public ulong Value { get; private set; } = 0xCBF29CE484222325;

    public long Count { get; private set; }

    public static ulong Mix(ulong value)
    {
        unchecked
        {
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }

    public static ulong Of(string text) => XxHash32.Compute(Encoding.UTF8.GetBytes(text));

    public static ulong Combine(ulong left, ulong right) => Mix(unchecked((left * 31) + right));

    public void Event(SimulationEvent kind, long time, ulong subject, ulong payload)
    {
        Count++;
        Value = Combine(Combine(Combine(Combine(Value, (ulong)kind), (ulong)time), subject), payload);
    }
}

/// <summary>What the pump can do.</summary>
internal enum SimulationEvent
{
    Turn = 1,
    Send,
    Arrive,
    Answer,
    Return,
    Timer,
    Crash,
    Isolate,
    World,
}
