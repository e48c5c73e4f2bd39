using Npgsql;

namespace Regional.Storage.Schema;

/// <summary>
/// Finds out whether this database is the one it was: a restored copy has another timeline (or, from a dump, another
/// system), and whatever was acknowledged after the copy was taken may be missing. Links and followers resume by epoch.
/// </summary>
public static class DatabaseEpoch
{
    // The timeline is read from the log now written, not from the control file, which names it one checkpoint late.

    /// <summary>The current epoch; raised here when system or timeline changed since the last start.</summary>
    public static async Task<int> SettleAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new($"select pg_advisory_xact_lock({AdvisoryLocks.Migrations}, 0)"),
                new("""
                    insert into database_epoch (epoch, system_id, timeline, reason)
                    select coalesce(last.epoch, 0) + 1, here.system_identifier, wal.timeline,
                           case when last.epoch is null then 'made'
                                when last.system_id <> here.system_identifier then 'another server: restored from a dump or copied'
                                else 'another timeline: restored to an earlier point or promoted' end
                    from pg_control_system() here
                    cross join (
                        select ('x' || left(pg_walfile_name(pg_current_wal_lsn()), 8))::bit(32)::integer as timeline) wal
                    left join lateral (select * from database_epoch order by epoch desc limit 1) last on true
                    where (last.system_id, last.timeline) is distinct from (here.system_identifier, wal.timeline)
                    """),
                new("select max(epoch) from database_epoch"),
            },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return reader.GetInt32(0);
    }
}
