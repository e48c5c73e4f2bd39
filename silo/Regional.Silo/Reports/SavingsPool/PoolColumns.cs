using System.Collections.Immutable;

namespace Regional.Silo.Reports.SavingsPool;

/// <summary>The columns of 001's spreadsheet, word for word.</summary>
internal static class PoolColumns
{
    public static readonly ImmutableArray<string> All =
    [
        "Name",
        "Savings or loan balance at month end",
        "Points (reciprocity) added at month end",
        "Points balance from last month",
        "Total points at month end",
    ];
}
