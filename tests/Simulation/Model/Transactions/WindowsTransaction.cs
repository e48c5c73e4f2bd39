using Regional.Contracts;
using Regional.Domain.Ledger;
using Regional.Simulation.Model.Tables;

namespace Regional.Simulation.Model.Transactions;

/// <summary>Makes windows ahead under the region's lock.</summary>
internal sealed class WindowsTransaction(
    ModelTables tables, ModelHistory history, RegionId region, DateTimeOffset until) : Transaction
{
    private DateTimeOffset _at;

    public int Added { get; private set; }

    public override List<LockKey> FindLocks() => [LockKey.Of(LockKind.RegionWindows, region.Value)];

    public override Exception LockTimedOut() => new OutcomeUnknown($"Windows of region {region} waited too long for a lock.");

    public override void Begin(DateTimeOffset at) => _at = at;

    public override void Commit()
    {
        if (tables.Region(region) is not { } row || !WindowsAhead.IsShort(tables, row, until, _at))
        {
            return;
        }

        Added = WindowsAhead.Make(tables, row, until, _at);
        history.Add((position, now) => new WindowsMade(region, Added)
        {
            Position = position,
            At = _at,
            EffectiveAt = now,
            Windows = tables.BordersOf(region),
        });
    }
}
