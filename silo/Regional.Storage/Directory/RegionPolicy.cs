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
        (select t.parameters from terms t join ledgers u on u.id = t.ledger_id
         where u.region_id = r.id and u.community_id is null
           and t.valid_from <= (clock_timestamp() at time zone r.time_zone)::date
         order by t.valid_from desc, t.id desc limit 1)
        """;

    /// <summary>Reads from the column on.</summary>
    public static RegionPolicy Read(NpgsqlDataReader row, int column)
    {
        var terms = row.IsDBNull(column + 2) ? DatedTermsRow.None : DatedTermsRow.ReadParameters(row.GetString(column + 2));
        return new RegionPolicy(
            (terms.TryGetValue(RegionTerms.CapPolicy, out var policy) ? RegionTerms.ReadCapPolicy(policy) : null)
                ?? (CapPolicy)row.GetInt16(column),
            (terms.TryGetValue(RegionTerms.QueueCountMax, out var max) ? RegionTerms.ReadQueueCountMax(max) : null)
                ?? row.GetInt32(column + 1));
    }

    /// <summary>The policy of a region there is.</summary>
    public static async Task<RegionPolicy> FindAsync(CommandScope scope, RegionId region) =>
        (await scope.FindRowAsync($"select {Columns} from regions r where r.id = $1", static row => Read(row, 0), region))!;
}
