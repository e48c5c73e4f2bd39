using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;

namespace Regional.Simulation.Model.Tables;

internal sealed class WindowRow
{
    public required WindowId Id { get; init; }

    public required RegionId Region { get; init; }

    public required int No { get; set; }

    public required DateTimeOffset Opens { get; init; }

    public required DateTimeOffset Closes { get; set; }

    public required DateOnly BusinessDate { get; set; }

    public WindowStatus Status { get; set; } = WindowStatus.Open;

    public DateTimeOffset? ClosedAt { get; set; }

    public DateTimeOffset? SettledAt { get; set; }

    /// <summary>Steps done, by number; 1 is a cut by hand.</summary>
    public SortedSet<short> Steps { get; } = [];

    public bool IsClosed => Status is WindowStatus.Closed or WindowStatus.Settled;

    public WindowBorders Borders => new(Id, Region, No, Opens, Closes);
}

internal sealed class InstructionRow
{
    public required OperationId Id { get; init; }

    public required WindowId Window { get; init; }

    public required AccountId Account { get; init; }

    public required bool IsPayOut { get; init; }

    public required long AmountMinor { get; init; }

    public required DateOnly Due { get; init; }

    public InstructionStatus Status { get; set; } = InstructionStatus.Planned;

    public OperationId? PlacedBy { get; set; }

    public OperationId? ConfirmedBy { get; set; }

    /// <summary>The member is named as a late payer.</summary>
    public bool IsDeclared { get; set; }

    /// <summary>Of one that was named: paid since.</summary>
    public bool IsCleared { get; set; }

    public bool IsInArrears => IsDeclared && !IsCleared;
}
