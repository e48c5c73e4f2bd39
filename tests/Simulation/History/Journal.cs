using System.Collections.Immutable;

namespace Regional.Simulation.History;

/// <summary>One commit of the journal, in the order in which commits took effect.</summary>
/// <param name="No">Number of the group commit; 0 for a command's own transaction.</param>
/// <param name="At">The database's clock within it.</param>
/// <param name="TermsPlace">How many commits had taken effect when it read the terms.</param>
/// <param name="Operations">What it made durable, in order.</param>
internal sealed record JournalCommit(
    long No, DateTimeOffset At, long TermsPlace, ImmutableArray<JournalOperation> Operations)
{
    /// <summary>The windows of a region whose borders it moved, as it left them; else empty.</summary>
    public ImmutableArray<JournalWindow> Windows { get; init; } = [];
}

/// <summary>A window's place and borders.</summary>
internal sealed record JournalWindow(long Id, int Region, int No, DateTimeOffset Opens, DateTimeOffset Closes);

/// <summary>An operation with its outcome. Kind by its stored number.</summary>
internal abstract record JournalOperation(Guid Id, int Kind);

/// <summary>A posting that happened.</summary>
internal sealed record JournalPosting(
    Guid Id, int Kind, DateOnly Date, string? Reference, Guid? Trade, Guid? Corrects, ImmutableArray<JournalLeg> Legs,
    ImmutableArray<JournalEffect> Effects, ImmutableArray<string> Claims) : JournalOperation(Id, Kind)
{
    /// <summary>What it draws on agreements of a pool.</summary>
    public ImmutableArray<JournalDraw> Draws { get; init; } = [];

    /// <summary>The period whose end booked it; null: none.</summary>
    public long? Period { get; init; }

    /// <summary>What it does to lots of a komoko.</summary>
    public JournalLots Lots { get; init; } = JournalLots.None;

    /// <summary>Notes that move with it.</summary>
    public ImmutableArray<JournalMove> Moves { get; init; } = [];

    /// <summary>What it says of the counter; null: it is no line of it.</summary>
    public JournalLine? Line { get; init; }

    /// <summary>The limit it marks; null: none.</summary>
    public JournalMark? Mark { get; init; }

    public override string ToString() =>
        $"posted {Id:N} kind {Kind} {Date:yyyy-MM-dd} {string.Join("; ", Legs)}{(Draws.IsEmpty ? "" : $" draws {string.Join("; ", Draws)}")}"
        + (Lots.IsEmpty ? "" : $" lots {Lots}") + (Period is { } period ? $" end of period {period}" : "")
        + (Moves.IsEmpty ? "" : $" {string.Join("; ", Moves)}") + (Mark is null ? "" : $" {Mark}");
}

/// <summary>One transfer with its two entries.</summary>
internal sealed record JournalLeg(
    int Ledger, long Debit, long Credit, long Amount, string Currency, LegAction Action, string Purpose, bool IsForced,
    Guid? ResolvesPosting, short ResolvesLeg, TimeSpan? Expiry, long? Counter, long Rate,
    long DebitEntry, long DebitBalance, long CreditEntry, long CreditBalance, long? Window)
{
    public override string ToString() =>
        $"[{Ledger}] {Action} {Debit}#{DebitEntry}={DebitBalance} -> {Credit}#{CreditEntry}={CreditBalance} {Amount} {Currency}"
        + (IsForced ? " forced" : "") + (Counter is { } c ? $" counter {c}" : "") + (Window is { } w ? $" window {w}" : "");
}

/// <summary>A change of state that happened with a posting: what kind, and of what.</summary>
internal readonly record struct JournalEffect(EffectKind Kind, Guid Target);

internal enum EffectKind
{
    RequestApproved,
    TradeReleased,
    InstructionPlaced,
    InstructionConfirmed,
}

/// <summary>An operation refused for ever.</summary>
internal sealed record JournalRefusal(Guid Id, int Kind, ToldRefused Refusal) : JournalOperation(Id, Kind)
{
    public override string ToString() => $"{Id:N} kind {Kind} {Refusal}";
}

/// <summary>A command other than a posting that was carried out.</summary>
internal sealed record JournalChange(
    Guid Id, int Kind, JournalCommand Command, ImmutableSortedDictionary<string, string> Result) : JournalOperation(Id, Kind)
{
    public override string ToString() => $"done {Id:N} {Command}";
}
