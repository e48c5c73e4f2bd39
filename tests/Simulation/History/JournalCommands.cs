using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>A command as the journal took it.</summary>
internal abstract record JournalCommand;

/// <summary>One that clients ask for, as the client would have put it.</summary>
internal sealed record ChangeCommand(AskedChange Change) : JournalCommand
{
    public override string ToString() => $"{Change}";
}

internal sealed record QueueCommand(int Region, long Account) : JournalCommand
{
    public override string ToString() => $"trade waits at account {Account} of region {Region}";
}

/// <summary>A waiting trade ended: given up, or refused when its turn came.</summary>
internal sealed record QueueEndCommand(Guid Trade, ToldRefused? Refusal) : JournalCommand
{
    public override string ToString() => 
        $"waiting trade {Trade:N} ends: {(Refusal is null ? "given up" : $"{Refusal}")}";
}

internal sealed record CutCommand(int Region) : JournalCommand
{
    public override string ToString() => $"cut in region {Region}";
}

internal sealed record CloseCommand(long Window) : JournalCommand
{
    public override string ToString() => $"window {Window} closed";
}

internal sealed record StepCommand(long Window, int Step) : JournalCommand
{
    public override string ToString() => $"window {Window} step {Step}";
}

internal sealed record PlanCommand(long Window, DateOnly Due, ImmutableArray<JournalPosition> Positions) : JournalCommand
{
    public override string ToString() => 
        $"window {Window} plan, due {Due:yyyy-MM-dd}: {string.Join("; ", Positions)}";
}

internal sealed record ArrearsCommand(Guid Instruction) : JournalCommand
{
    public override string ToString() => $"instruction {Instruction:N} in arrears";
}

/// <summary>Set-up, which the auditor takes as given.</summary>
internal sealed record SetUpCommand(string Name) : JournalCommand
{
    public override string ToString() => Name;
}

internal sealed record JournalPosition(
    long Account, long Opening, long Paid, long Received, long CarryLimit, long Carried, long Settled, Guid? Instruction)
{
    public override string ToString() => 
        $"account {Account} opening {Opening} paid {Paid} received {Received} carries {Carried} of {CarryLimit} settles {Settled}"
        + (Instruction is { } id ? $" by {id:N}" : "");
}

/// <summary>Windows were made ahead.</summary>
internal sealed record WindowsCommand : JournalCommand
{
    public override string ToString() => "windows made ahead";
}
