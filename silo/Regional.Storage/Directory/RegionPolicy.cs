using Npgsql;
using Regional.Domain.Commands;
using Regional.Domain.Ledger;
using Regional.Storage.Registry;

namespace Regional.Storage.Directory;

/// <summary>What a region does beyond a cap today: its newest terms in force, or what it was created with.</summary>
internal sealed record RegionPolicy(CapPolicy CapPolicy, int QueueCountMax)
{
    /// <summary>Policy of the region of which <c>r</c> is the row; columns for <see cref="Read"/>.</summary>
    public const string Columns = """
        r.cap_policy, r.queue_max,
        (select t.parameters ->> 'capPolicy' from terms t join ledgers u on u.id = t.ledger_id
         where u.region_id = r.id and u.community_id is null and t.parameters ? 'capPolicy'
           and t.valid_from <= (clock_timestamp() at time zone r.time_zone)::date
         order by t.valid_from desc, t.id desc limit 1),
        (select t.parameters ->> 'queueCountMax' from terms t join ledgers u on u.id = t.ledger_id
         where u.region_id = r.id and u.community_id is null and t.parameters ? 'queueCountMax'
           and t.valid_from <= (clock_timestamp() at time zone r.time_zone)::date
         order by t.valid_from desc, t.id desc limit 1)
        """;

    /// <summary>Reads from the column on.</summary>
    public static RegionPolicy Read(NpgsqlDataReader row, int column) => new(
        (row.IsDBNull(column + 2) ? null : RegionTerms.ReadCapPolicy(row.GetString(column + 2)))
            ?? (CapPolicy)row.GetInt16(column),
        (row.IsDBNull(column + 3) ? null : RegionTerms.ReadQueueCountMax(row.GetString(column + 3)))
            ?? row.GetInt32(column + 1));

    /// <summary>The policy of a region there is.</summary>
    public static async Task<RegionPolicy> FindAsync(CommandScope scope, RegionId region) =>
        (await scope.FindRowAsync($"select {Columns} from regions r where r.id = $1", static row => Read(row, 0), region))!;
}
