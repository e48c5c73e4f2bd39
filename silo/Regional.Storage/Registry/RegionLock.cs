using Npgsql;
using Regional.Domain.Commands;
using Regional.Domain.Commands.MutualCredit;
using Regional.Domain.Commands.Periods;
using Regional.Domain.Commands.SavingsPool;
using Regional.Storage.Queries;
using Regional.Storage.Schema;

namespace Regional.Storage.Registry;

/// <summary>
/// Commands that move a window's borders hold the region's lock alone, those that move a period's or switch credit the
/// ledger's, taken before any row: no posting is between what it read and its commit.
/// </summary>
internal static class RegionLock
{
    public static async Task TakeAsync(
        Command command, NpgsqlConnection connection, NpgsqlTransaction transaction, CancellationToken cancellationToken)
    {
        (string Sql, object Id)? locking = command switch
        {
            CutWindow cut => ($"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, $1)", cut.Region),
            SetCalendar set => ($"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, $1)", set.Region),
            CloseWindow close => (
                $"select pg_advisory_xact_lock({AdvisoryLocks.RegionWindows}, region_id) from windows where id = $1",
                close.Window),
            SetPeriodCalendar set => ($"select pg_advisory_xact_lock({AdvisoryLocks.Books}, $1)", set.Ledger),
            SwitchCredit set => ($"select pg_advisory_xact_lock({AdvisoryLocks.Books}, $1)", set.Ledger),
            TakeOverPoints take => ($"select pg_advisory_xact_lock({AdvisoryLocks.Books}, $1)", take.Ledger),
            BeginPeriodEnd begin => ($"select pg_advisory_xact_lock({AdvisoryLocks.Books}, $1)", begin.Ledger),
            CompletePeriod complete => (
                $"select pg_advisory_xact_lock({AdvisoryLocks.Books}, ledger_id) from periods where id = $1",
                complete.Period),
            _ => null,
        };
        if (locking is { } needed)
        {
            await using var take = new NpgsqlCommand(needed.Sql, connection, transaction);
            take.Parameters.Bind([needed.Id]);
            await take.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
