using Regional.Domain.Ledger;

namespace Regional.Storage.Registry;

/// <summary>The window of a region that has no calendar yet: open long since, its end kept far ahead.</summary>
internal static class FirstWindow
{
    /// <summary>How far ahead its end is set; when less than half is left it is moved again.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(366);

    /// <summary>Makes it.</summary>
    public static Task OpenAsync(CommandScope scope, RegionId region) => scope.ExecuteAsync(
        """
        insert into windows (region_id, no, opens, closes, business_date)
        values ($1, 1, '2000-01-01 00:00:00+00', $2, $2::date)
        """,
        region, scope.At + Horizon);
}
