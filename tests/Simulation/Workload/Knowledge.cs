using Regional.Simulation.Audit;
using Regional.Simulation.History;

namespace Regional.Simulation.Workload;

/// <summary>What the workload draws on: everything asked so far, and what stands in the books.</summary>
internal sealed class Knowledge(World world, AuditBook book, Func<DateTimeOffset> now)
{
    public World World => world;

    public AuditBook Book => book;

    /// <summary>Requests with an id, in the order in which they were first sent.</summary>
    public List<Asked> Sent { get; } = [];

    /// <summary>Today by the database's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(now().UtcDateTime);
}
