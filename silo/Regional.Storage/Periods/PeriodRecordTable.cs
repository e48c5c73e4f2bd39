using System.Collections.Immutable;
using Regional.Domain.Schemes.Periods;
using Regional.Storage.Registry;

namespace Regional.Storage.Periods;

/// <summary>
/// One family of rows that steps of a period's end write: set-wise, in the transaction that moves the step's mark.
/// </summary>
internal abstract class PeriodRecordTable
{
    /// <summary>In the order in which their rows are locked: the same in every chunk.</summary>
    public static ImmutableArray<PeriodRecordTable> All { get; } = [new PointsRecordTable(), new RepaymentRecordTable()];

    /// <summary>Writes those of the records that are its own; none: does nothing.</summary>
    public abstract Task WriteAsync(CommandScope scope, PeriodSpan period, ImmutableArray<PeriodRecord> records);
}
