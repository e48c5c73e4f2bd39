using Regional.Simulation.Audit;

namespace Regional.Simulation.Running;

/// <summary>What a seed came to.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Hash">Of every event; alike in every process.</param>
/// <param name="Operations">Requests made by clients, without retries.</param>
/// <param name="Reached">How far the requests came, counting the turns at which there was nothing to ask.</param>
/// <param name="Commits">What the journal took.</param>
/// <param name="Events">Turns, messages and timers.</param>
/// <param name="VirtualTime">How long it took in the world of the run.</param>
/// <param name="Faults">How often each kind struck.</param>
/// <param name="Answers">How often each kind of request got each kind of answer.</param>
/// <param name="Violation">The first thing that must not be; null: none.</param>
/// <param name="History">What happened, if it was kept.</param>
internal sealed record RunResult(
    ulong Seed, ulong Hash, int Operations, int Reached, long Commits, long Events, TimeSpan VirtualTime,
    IReadOnlyDictionary<string, long> Faults, IReadOnlyDictionary<string, long> Answers, Violation? Violation, IReadOnlyList<string> History);

/// <summary>What is to be run.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Operations">How many requests.</param>
/// <param name="KeepsHistory">Whether to write down what happened.</param>
internal sealed record RunOrder(ulong Seed, int Operations, bool KeepsHistory = false);
