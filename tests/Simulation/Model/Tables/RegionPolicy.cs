using Regional.Domain.Commands;

namespace Regional.Simulation.Model.Tables;

/// <summary>What a region does beyond a cap: its newest terms in force, or what it was created with.</summary>
internal readonly record struct RegionPolicy(CapPolicy CapPolicy, int QueueCountMax)
{
    public static RegionPolicy Of(ModelTables tables, RegionRow region, DateTimeOffset at)
    {
        var today = region.DateOf(at);
        var newest = tables.TermsOf(region.Ledger).Where(terms => terms.ValidFrom <= today)
            .MaxBy(static terms => (terms.ValidFrom, terms.Id));
        return new RegionPolicy(
            (newest?.Values.TryGetValue(RegionTerms.CapPolicy, out var policy) ?? false
                ? RegionTerms.ReadCapPolicy(policy) : null) ?? region.CapPolicy,
            (newest?.Values.TryGetValue(RegionTerms.QueueCountMax, out var max) ?? false
                ? RegionTerms.ReadQueueCountMax(max) : null) ?? region.QueueCountMax);
    }
}
