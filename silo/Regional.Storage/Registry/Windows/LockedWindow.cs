using Npgsql;
using Regional.Contracts.Clearing;
using Regional.Domain.Ledger;
using Regional.Domain.Refusals;
using Regional.Storage.Queries;

namespace Regional.Storage.Registry.Windows;

/// <summary>A window's row, locked for a change.</summary>
internal sealed record LockedWindow(
    WindowId Id, RegionId Region, int No, DateTimeOffset Opens, DateTimeOffset Closes, DateOnly BusinessDate,
    WindowStatus Status)
{
    /// <summary>Whether it takes no more postings.</summary>
    public bool IsClosed => Status is WindowStatus.Closed or WindowStatus.Settled;

    /// <summary>Null: there is none.</summary>
    public static Task<LockedWindow?> FindAsync(CommandScope scope, WindowId window) =>
        scope.FindRowAsync(Select("where id = $1"), Read, window);

    /// <summary>The window that holds a moment and takes postings; null: there is none.</summary>
    public static Task<LockedWindow?> FindOpenAsync(CommandScope scope, RegionId region, DateTimeOffset at) =>
        scope.FindRowAsync(
            Select("where region_id = $1 and status = 1 and opens < $2 and $2 < closes order by no limit 1"),
            Read,
            region,
            at);

    /// <summary>Named in refusals with its state.</summary>
    public RefusalFact[] Facts() =>
        [new("window", Id.ToString()), new("state", Status.ToString().ToLowerInvariant())];

    private static string Select(string where) =>
        $"select id, region_id, no, opens, closes, business_date, status from windows {where} for no key update";

    private static LockedWindow Read(NpgsqlDataReader row) => new(
        new WindowId(row.GetInt64(0)), new RegionId(row.GetInt32(1)), row.GetInt32(2), row.Time(3), row.Time(4),
        row.Date(5), (WindowStatus)row.GetInt16(6));
}
