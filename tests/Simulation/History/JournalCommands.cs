using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>A command as the journal took it.</summary>
internal abstract record JournalCommand;

/// <summary>One that clients ask for, as the client would have put it.</summary>
internal sealed record ChangeCommand(AskedChange Change) : JournalCommand;

internal sealed record QueueCommand(int Region, long Account) : JournalCommand;

/// <summary>A waiting trade ended: given up, or refused when its turn came.</summary>
internal sealed record QueueEndCommand(Guid Trade, ToldRefused? Refusal) : JournalCommand;

internal sealed record CutCommand(int Region) : JournalCommand;

internal sealed record CloseCommand(long Window) : JournalCommand;

internal sealed record StepCommand(long Window, int Step) : JournalCommand;

internal sealed record PlanCommand(long Window, DateOnly Due, ImmutableArray<JournalPosition> Positions) : JournalCommand;

internal sealed record ArrearsCommand(Guid Instruction) : JournalCommand;

/// <summary>Set-up, which the auditor takes as given.</summary>
internal sealed record SetUpCommand(string Name) : JournalCommand;

internal sealed record JournalPosition(
    long Account, long Opening, long Paid, long Received, long CarryLimit, long Carried, long Settled, Guid? Instruction);

/// <summary>Windows were made ahead.</summary>
internal sealed record WindowsCommand : JournalCommand;
